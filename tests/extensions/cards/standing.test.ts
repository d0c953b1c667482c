import { Accordion, Inline } from '@hubspot/ui-extensions';
import { CrmPropertyList } from '@hubspot/ui-extensions/crm';
import { afterEach, describe, expect, test } from 'vitest';
import { AccountBrief } from '../../../extensions/app/cards/brief/account-brief.tsx';
import { AccountStanding } from '../../../extensions/app/cards/standing/account-standing.tsx';
import type { AccountCardData, MovingScore } from '../../../extensions/app/cards/card-data.ts';
import { writeFor } from '../../../extensions/app/packages/ui/formats.ts';
import { inDays, makeAccount, makeRun } from './account.ts';
import { showCard } from './show-card.tsx';
import { readScreen } from '../text.ts';

const step = (title: string, days: number) => ({ title, dueAt: inDays(days), taskId: '901' });
/** Of an account whose committee asks for nothing. */
const showAccount = (changes: Partial<AccountCardData> = {}) =>
  showCard(AccountStanding, 'Tier', [makeAccount({ roles: [], ...changes })]);

afterEach(() => writeFor({}));

describe('the standing of an account', () => {
  test('says the tier with its reason, the stage word for word, and how old it is', async () => {
    const card = await showAccount();
    expect(card.screen()).toMatch(
      /^Next: Bring in the budget holder Why now: Proposal sent, no finance contact since Start play 1 Creates 2 tasks in HubSpot\. It is play 1 on the card "Next plays", with its people, steps and texts\. Tier 1 · one-to-one Sales-ready Unusually active this week as of 2 minutes ago rank 7 of 25 seats Sales-ready: fit ≥ 60, engaged ≥ 50, a decision maker active \(stage definition, version 3\) Fit 82/,
    );
  });

  test('gives each score a line of its own, with its way over the week in words', async () => {
    const lines = (await showAccount()).findAll(Inline).map(readScreen);
    expect(lines.slice(2)).toEqual([
      'Fit 82 no change in 7 days',
      'Engagement 64 rising, +11 in 7 days',
      'Intent 40 falling, −5 in 7 days',
    ]);
  });

  test.each([
    ['Tier 1: rank 14 of 25 seats', 'rank 14 of 25 seats'],
    ['Tier 3: ranked 1 420th for 1 Tier 2 seat', 'ranked 1 420th for 1 Tier 2 seat'],
    [
      'Tier 2: ranked 9th for Tier 1, but its 1,000 seats are held',
      'ranked 9th for Tier 1, but its 1,000 seats are held',
    ],
    [
      'Tier 2: rank 140 of 150 seats; fit 62 < 70 for Tier 1',
      'rank 140 of 150 seats; fit 62, and Tier 1 asks for at least 70',
    ],
    ['Tier 3: fit 22 < 30; it keeps its seat', 'fit 22, and the tier asks for at least 30; it keeps its seat'],
    ['Tier 2: pinned by marketing and sales', 'pinned by marketing and sales'],
    [
      'Tier 1: rank 35, Tier 1 has 25 seats; it gives way only to an account that leads it by more than 5 points',
      'rank 35, Tier 1 has 25 seats; it gives way only to an account that leads it by more than 5 points',
    ],
    [
      'Tier 2 until marketing and sales approve a change; the scores say Tier 1: rank 20 of 22 seats',
      'Tier 2 until marketing and sales approve a change; the scores say Tier 1: rank 20 of 22 seats',
    ],
    [
      'Tier 2 until marketing and sales approve a change; the scores say not eligible: fit 42 < 45',
      'Tier 2 until marketing and sales approve a change; the scores say not eligible: fit 42, and a tier asks for at least 45',
    ],
  ])('words the reason of the tier for its reader: %s', async (reason, words) => {
    expect((await showAccount({ tier: { value: 2, reason } })).screen()).toContain(`2 minutes ago ${words}`);
  });

  test('says in bold which deal closes within days', async () => {
    const closing = { deal: '"Acme platform" (⟦40000 EUR⟧)', at: inDays(1) };
    expect((await showAccount({ closing })).screen()).toContain('Deal "Acme platform" (€40,000) closes tomorrow');
    expect((await showAccount()).screen()).not.toContain('closes');
  });

  test('explains the rank where it tells of one', async () => {
    expect((await showAccount()).screen()).toContain(
      'Rank: the place by fit (60%) and open deals (40%) among the accounts whose fit allows the tier and that have no better seat. Fit 82',
    );
    expect((await showAccount({ ranking: [] })).screen()).not.toContain('Rank');
  });

  test('says of a 0 that nothing is known, and of a steady score how it moved', async () => {
    const none: MovingScore = { total: 0, lines: [], trend: 'steady', changeThisWeek: 0 };
    const fit: MovingScore = { total: 82, lines: [], trend: 'steady', changeThisWeek: 2 };
    const card = await showAccount({ fit, engagement: { ...none, surging: false }, intent: none });
    expect(card.screen()).toContain('Fit 82 +2 in 7 days Engagement 0 no activity known Intent 0 no signal known');
    const lost: MovingScore = { ...none, changeThisWeek: -4, trend: 'falling' };
    expect((await showAccount({ intent: lost })).screen()).toContain('Intent 0 falling, −4 in 7 days');
  });

  test('on a card of a tab says of engagement that stayed as it was what made up for what', async () => {
    const engagement = { total: 66, lines: [], trend: 'steady', changeThisWeek: 0, surging: true } as const;
    const week = { gained: 2, lost: -2, people: 2, acts: ['4 meetings'] };
    const showTab = async (changes: Partial<AccountCardData>): Promise<string> =>
      (
        await showCard(AccountBrief, 'Tier', [makeAccount({ engagement: { ...engagement, lines: [] }, ...changes })])
      ).screen();
    const words = 'Engagement 66 (no change in 7 days: +2 from new activity, −2 from decay)';
    expect(await showTab({ week })).toContain(words);
    expect(await showTab({ week: { ...week, gained: 0, lost: 0 } })).toContain('Engagement 66 (no change in 7 days) ·');
  });

  test('says nothing of the way of a score that was not known a week ago', async () => {
    const card = await showAccount({ fit: { total: 82, lines: [], trend: null, changeThisWeek: null } });
    expect(card.screen()).toContain('Fit 82 Engagement 64');
  });

  test.each<[string, AccountCardData['week'], string]>([
    [
      'what is new against what grew older',
      { gained: 18, lost: -7, people: 3, acts: ['demo or sales request', '2 meetings'] },
      'This week: +18 engagement from 3 people (demo or sales request, 2 meetings), −7 as older activity fades',
    ],
    [
      'only decay',
      { gained: 0, lost: -4, people: 0, acts: [] },
      'Engagement this week: nobody did anything new, −4 as older activity fades',
    ],
    [
      'one person',
      { gained: 9, lost: 0, people: 1, acts: ['meeting'] },
      'This week: +9 engagement from 1 person (meeting) If nothing',
    ],
    [
      'what adds too little to be seen',
      { gained: 0, lost: -1, people: 1, acts: ['email reply'] },
      'This week: no whole point of engagement from 1 person (email reply), −1 as older activity fades',
    ],
    ['a quiet account', { gained: 0, lost: 0, people: 0, acts: [] }, 'Engagement this week: nothing new, nothing lost'],
  ])('tells %s', async (_, week, words) => {
    expect((await showAccount({ week })).screen()).toContain(words);
  });

  test('says what happens if nothing happens, to the day', async () => {
    expect((await showAccount()).screen()).toContain(
      'If nothing happens: the account falls from Sales-ready to Engaged on 9 Dec',
    );
    const later = { leavesAt: inDays(60), to: 'Aware' };
    expect((await showAccount({ forecast: later })).screen()).toContain('to Aware on 21 Jan 2027');
    expect((await showAccount({ forecast: null })).screen()).not.toContain('If nothing happens');
  });

  test('says on which day engagement falls under its next bound, the earlier day first', async () => {
    const fall = { at: '2026-11-25T09:00:00.000Z', under: 40, askedBy: 'Sales-ready' };
    expect((await showAccount({ fall })).screen()).toContain(
      'If nothing happens: engagement falls under 40 (a threshold of Sales-ready) on 25 Nov, the account falls from Sales-ready to Engaged on 9 Dec',
    );
    expect((await showAccount({ fall: { ...fall, at: '2026-12-30T09:00:00.000Z' } })).screen()).toContain(
      'to Engaged on 9 Dec, engagement falls under 40 (a threshold of Sales-ready) on 30 Dec',
    );
    const alone = await showAccount({ fall: { ...fall, askedBy: null }, forecast: null });
    expect(alone.screen()).toMatch(/If nothing happens: engagement falls under 40 on 25 Nov(?!,)/);
  });

  test('writes days for the reader: their locale, the time zone of the portal', async () => {
    writeFor({ locale: 'de', timeZone: 'Pacific/Auckland' });
    const forecast = { leavesAt: '2026-12-09T20:00:00.000Z', to: 'Engaged' };
    const german = await showAccount({ forecast });
    expect(german.screen()).toContain('on 10. Dez.');
    expect(german.screen()).toContain('as of vor 2 Minuten');
    writeFor({ locale: 'no such locale', timeZone: 'Mars/Base' });
    expect((await showAccount({ forecast })).screen()).toContain('on 9 Dec');
  });

  test('says what to do next: what runs, else the play that is recommended first', async () => {
    expect((await showAccount()).screen()).toContain(
      'Next: Bring in the budget holder Why now: Proposal sent, no finance contact since Start play 1',
    );
    const over = makeRun({ status: 'completed', finishedAt: inDays(-1) });
    const running = [over, makeRun({ name: 'Surge' })];
    expect((await showAccount({ running })).screen()).toMatch(
      /^Next: Call, due tomorrow\. Step 2 of 3 of "Surge" by date\. Its tasks are under Tasks on this record\. Tier 1/,
    );
    expect((await showAccount({ plays: [], running: [over] })).screen()).toMatch(/^Tier 1/);
    const playsRest = '4 plays are on hold: a support ticket has been open since ⟦2026-11-12T10:00Z⟧';
    expect((await showAccount({ plays: [], playsRest })).screen()).toMatch(
      /^4 plays are on hold: a support ticket has been open since 12 Nov( 2026)? First help to get that solved: see Tickets on this record\. Tier 1/,
    );
    expect((await showAccount({ playsRest })).screen()).toMatch(/^Next: Bring in the budget holder/);
  });

  test('of several running plays tells the step that is due first, and of one without any more when its last was', async () => {
    const late = makeRun({ runId: '1', name: 'Late', steps: [step('Write', -9)] });
    const later = makeRun({ runId: '2', name: 'Later', steps: [step('Meet', 5)] });
    const today = makeRun({ runId: '3', name: 'Now', steps: [step('Call', -1 / 24), step('Check', 7)] });
    const first = await showAccount({ running: [late, later, today] });
    expect(first.screen()).toMatch(/^Next: Call, due today\. Step 1 of 2 of "Now" by date\./);
    expect((await showAccount({ running: [late] })).screen()).toMatch(
      /^Running: Late Its last step was due 9 days ago\. Its tasks are under Tasks on this record\./,
    );
    expect((await showAccount({ running: [makeRun({ status: 'starting' })] })).screen()).toMatch(
      /^Starting "Sponsor alignment" Creating its tasks in HubSpot 3 of 3 tasks created Tier 1/,
    );
  });

  test('does not tell somebody to start a play who cannot', async () => {
    const paused = { paused: { reason: 'access_withdrawn' }, may: { act: false, ownedBy: null } } as const;
    const words = (await showAccount(paused)).screen();
    expect(words).toContain('Next: Bring in the budget holder Why now:');
    expect(words).not.toMatch(/Start play|Creates/);
  });

  test('folds out every line, and says what to do about one that only assumes', async () => {
    const line = {
      kind: 'assumed',
      label: 'Industry',
      points: 12,
      evidence: 'industry is unknown',
      property: 'industry',
    };
    const fit = { total: 12, lines: [line], trend: null, changeThisWeek: null };
    const card = await showAccount({ fit });
    expect(card.findAll(Accordion).map(({ props }) => props.title)).toEqual(['Why these scores?']);
    expect(card.screen()).toContain('+12 Industry (industry is unknown) Fill in what is unknown');
    expect(card.findAll(CrmPropertyList).map(({ props }) => props.properties)).toEqual([['industry']]);
    expect((await showAccount()).maybeFind(CrmPropertyList)).toBeNull();
  });
});
