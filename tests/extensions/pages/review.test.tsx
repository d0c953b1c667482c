import {
  Button,
  EmptyState,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  Select,
  TextArea,
} from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { writeSummary } from '../../../extensions/app/pages/review/review-summary.ts';
import {
  describeBlocks,
  describeDone,
  describeHappened,
  describeNext,
} from '../../../extensions/app/pages/review/review-texts.ts';
import { acme, note, NOW, quiet, review, showReview, TUESDAY } from './show-review.tsx';

const reviewed = { by: 'Ava Stone', at: TUESDAY };

describe('the list of a weekly review', () => {
  test('says that it is being read, why it cannot be, and that nobody is in the tier', async () => {
    expect(showReview({ data: 'never' }).find(LoadingSpinner).props.label).toBe('Reading what happened this week');
    const refused = showReview({ data: new Error('Roundtable is not connected to this portal') });
    await refused.sees('Roundtable is not connected to this portal');
    const empty = showReview({ data: review({ accounts: [], total: 0 }) });
    await empty.sees('No account holds Tier 1 now. The page “Target accounts” says why of each.');
    expect(empty.find(EmptyState).props.title).toBe('No account to review');
  });

  test('names the week, what weighs most at each account, and how far the review is', async () => {
    const page = showReview({
      data: review({ accounts: [acme, { ...quiet, reviewed: { by: 'Sam Sells', at: TUESDAY } }] }),
    });
    await page.sees('1 of 2 reviewed');
    expect(page.rows().slice(1)).toEqual([
      'Acme Tier 1 · Sales-ready · Ava Stone Tier 2 → Tier 1 One engaged person on an open deal and 2 more not yet',
      'Bolt Tier 1 · Aware · nobody owns it Quiet nothing by Sam Sells',
    ]);
    expect(page.find(ProgressBar).props).toMatchObject({ value: 1, maxValue: 2 });
    const weeks = page.find(Select, ({ props }) => props.name === 'ago').props.options;
    expect(weeks.map(({ label }) => label)).toEqual([
      'This week, 16 Nov – 22 Nov 2026',
      'Last week, 9 Nov – 15 Nov 2026',
    ]);
  });

  test('says once, not on every account, since when it is known how scores move', async () => {
    const first = showReview({ data: review({ firstScored: 'within' }) });
    await first.sees('engagement and intent are compared with 7 days ago');
    const recent = showReview({ data: review({ firstScored: 'after' }) });
    await recent.sees('changes of tier and stage show from the following week on');
    const unknown = showReview({ data: review({ firstScored: 'after', isRecent: false }) });
    await unknown.sees('changes of scores, tiers and stages cannot be shown');
    const later = showReview({
      data: review({ accounts: [{ ...quiet, happened: { ...quiet.happened, isNew: true } }] }),
    });
    await later.sees('Scored for the first time in this week');
    expect(later.screen()).not.toContain('first scored only recently');
  });

  test('is asked for another week, more tiers and one owner', async () => {
    const page = showReview();
    await page.sees('0 of 2 reviewed');
    const choose = async (name: string, value: string, asked: string): Promise<void> => {
      await page.waitFor(() => page.find(Select));
      page.find(Select, ({ props }) => props.name === name).trigger('onChange', value as never);
      await page.waitFor(() => expect(page.asked.at(-1)).toBe(asked));
    };
    await choose('owner', '9001', '?ago=&tiers=1&owner=9001');
    await choose('ago', '1', '?ago=1&tiers=1&owner=9001');
    await choose('tiers', '12', '?ago=1&tiers=12&owner=9001');
  });

  test('opens on the week that the app names, and says what comes next apart from what blocks', async () => {
    const last = review().weeks[1];
    if (last === undefined) throw new Error('no week before');
    const page = showReview({ data: review({ week: last }) });
    await page.sees('0 of 2 reviewed');
    expect(page.asked).toEqual(['?ago=&tiers=1&owner=']);
    expect(page.find(Select, ({ props }) => props.name === 'ago').props.value).toBe('1');
    expect(describeBlocks(acme).join()).not.toContain('Falls to');
    expect(describeNext(acme, [], NOW)).toContain('Falls to Engaged on 9 Dec 2026 if nothing happens');
  });

  test('shows what changed in seven days as such, where no score of the week before is known', async () => {
    const moves = [{ what: 'engagement', from: 50, to: 76, span: 'last_days' } as const];
    const page = showReview({
      data: review({ accounts: [{ ...quiet, happened: { ...quiet.happened, moves } }], firstScored: 'after' }),
    });
    await page.sees('Bolt');
    expect(page.rows()[1]).toContain('Engagement 50 → 76 (+26 in 7 days)');
  });

  test('says how many accounts are not shown', async () => {
    await showReview({ data: review({ total: 260 }) }).sees('The first 2 of 260 by rank.');
  });

  test('is copied as a short text, the quiet accounts in one line', async () => {
    const page = showReview();
    await page.sees('Copy the summary');
    page.press('Copy the summary');
    await page.sees('Copied');
    expect(page.copied[0]?.split('\n')).toEqual([
      'Weekly review, 16 Nov – 22 Nov 2026: 0 of 2 reviewed',
      '',
      'Acme (Tier 1 · Sales-ready · Ava Stone)',
      'Happened: Tier 2 → Tier 1; Stage: Engaged → Sales-ready; 7 more',
      expect.stringMatching(/^Did: 2 meetings, email sent/),
      expect.stringMatching(/^Next: /),
      'Blocks: One engaged person on an open deal; Nobody known as Budget holder, Legal & compliance; 1 more',
      'Note: Ask for the budget (Ava Stone)',
      '',
      'Quiet: Bolt',
    ]);
  });

  test('keeps notes of other weeks out of the summary', () => {
    const old = { ...note, at: '2026-11-10T10:00:00.000Z' };
    const accounts = [{ ...quiet, notes: [old] }];
    expect(writeSummary(review({ accounts }), { tasks: [] }, NOW)).toContain('Quiet: Bolt');
  });
});

describe('an account of a weekly review', () => {
  test('says what happened, what we did, what is next and what blocks it', async () => {
    const page = showReview();
    await page.sees('Start the review');
    page.press('Start the review');
    await page.sees('Done: Ask Ana (17 Nov)');
    const screen = page.screen();
    for (const sentence of [
      'Tier 2 → Tier 1',
      'Stage: Engaged → Sales-ready',
      'Move to Tier 1 approved on 17 Nov',
      'Deal “Platform” (€50k): Qualified → Proposal on 17 Nov',
      'Play “Sponsor alignment” reached its aim on 17 Nov',
      'Engagement 45 → 64 (+19)',
      'Intent is known now: 12',
      'Ana Ruiz (Champion): 2 meetings, email reply, last on 17 Nov',
      'and 1 more person',
      '2 meetings, email sent',
      'Send the brief, due 24 Nov (“Bring in the budget holder”)',
      'Play due: Surge. Three people were on the pricing page',
      '"Cross-sell" is on hold: a support ticket has been open since 12 Nov',
      'Our objective: Win Ulm',
      'The proposal “Move to Tier 1” waits for Sales',
      'Falls to Engaged on 9 Dec 2026 if nothing happens',
      'Ask for the budget',
    ]) {
      expect(screen).toContain(sentence);
    }
  });

  test('tells of a play that was started under what we did, and how it ended under what happened', async () => {
    const plays = [
      { name: 'Surge', kind: 'started', at: TUESDAY },
      { name: 'Sponsor alignment', kind: 'missed', at: TUESDAY },
    ] as const;
    const started = { ...quiet, happened: { ...quiet.happened, plays: [...plays] } };
    expect(describeHappened(started, 'EUR')).toEqual(['Play “Sponsor alignment” ended without result on 17 Nov']);
    expect(describeDone(started, review(), [])).toEqual(['Started the play “Surge” on 17 Nov']);
    const page = showReview({
      data: review({ accounts: [{ ...quiet, happened: { ...quiet.happened, plays: [plays[0]] } }], total: 1 }),
    });
    await page.sees('Bolt');
    expect(page.rows()[1]).toContain('Started the play “Surge” on 17 Nov');
  });

  test('says so where HubSpot cannot be asked for the tasks, and shows the first step as next', async () => {
    const page = showReview({ tasks: { tasks: [], unavailable: 'The limit of the day is used up.' } });
    await page.sees('Start the review');
    page.press('Start the review');
    await page.sees('HubSpot could not be asked which tasks are done: The limit of the day is used up.');
    expect(page.screen()).toContain('Ask Ana, overdue since 17 Nov');
  });

  test('is marked, and the next one that waits is opened; after the last one the list', async () => {
    const posts: Record<string, unknown> = { mark: { id: '1', notes: [note], reviewed } };
    const page = showReview({ posts });
    await page.sees('Start the review');
    page.press('Start the review');
    await page.sees('1 of 2');
    page.press('Reviewed, next account');
    await page.sees('Nothing new in this week.');
    expect(page.sent[0]).toMatchObject({
      action: 'mark',
      body: { companyId: '1', week: '2026-11-16', reviewed: true, requestId: expect.any(String) },
    });
    posts['mark'] = { id: '2', notes: [], reviewed };
    page.press('Reviewed');
    await page.sees('Every account is reviewed for this week.');
    expect(page.screen()).toContain('2 of 2 reviewed');
  });

  test('is one orange button, which says whether another account waits; a note is kept by it', async () => {
    const page = showReview({ data: review({ accounts: [acme, { ...quiet, reviewed }] }) });
    const orange = () => page.findAll(LoadingButton).filter(({ props }) => props.variant === 'primary');
    await page.sees('Acme');
    page.press('Acme');
    await page.sees('An account that you skip stays unreviewed.');
    expect(orange().map(({ text }) => text)).toEqual(['Reviewed']);
    expect(page.screen()).not.toContain('Keep the note');
    page.write('Ask the CFO');
    await page.sees('Going on keeps your note either way.');
    expect(orange().map(({ text }) => text)).toEqual(['Reviewed']);
    expect(page.screen()).toContain('Keep the note');
    const both = showReview();
    await both.sees('Acme');
    both.press('Acme');
    await both.sees('Reviewed, next account');
  });

  test('is skipped without being marked, and a note that was written is kept', async () => {
    const page = showReview({ posts: { note: { id: '1', notes: [note], reviewed: null } } });
    await page.sees('Acme');
    page.press('Acme');
    await page.sees('1 of 2');
    page.write('Ask the CFO');
    page.press('Skip this account');
    await page.sees('2 of 2');
    expect(page.sent).toMatchObject([{ action: 'note', body: { companyId: '1', text: 'Ask the CFO' } }]);
    page.press('Skip this account');
    await page.sees('0 of 2 reviewed');
    expect(page.sent).toHaveLength(1);
  });

  test('that is reviewed leads on to the next, and can be taken back', async () => {
    const page = showReview({
      data: review({ accounts: [{ ...acme, reviewed }, quiet] }),
      posts: { mark: { id: '1', notes: [], reviewed: null } },
    });
    await page.sees('Acme');
    page.press('Acme');
    await page.sees('Next account');
    page.press('Not reviewed after all');
    await page.sees('Skip this account');
    expect(page.sent).toMatchObject([{ action: 'mark', body: { reviewed: false } }]);
    const last = showReview({ data: review({ accounts: [{ ...acme, reviewed }], total: 1 }) });
    await last.sees('Acme');
    last.press('Acme');
    await last.sees('Back to all accounts');
    last.press('Back to all accounts');
    await last.sees('1 of 1 reviewed');
  });

  test('is gone through backwards, and the list says where a note is not kept yet', async () => {
    const page = showReview();
    await page.sees('Acme');
    page.press('Bolt');
    await page.sees('2 of 2');
    page.write('Call on Monday');
    page.press('Previous');
    await page.sees('1 of 2');
    expect(page.find(Button, ({ text }) => text === 'Previous').props.disabled).toBe(true);
    page.press('All accounts');
    await page.sees('0 of 2 reviewed');
    expect(page.rows().map((row) => row.includes('A note is not kept yet'))).toEqual([false, false, true]);
  });

  test('takes a note, lets its writer change it, and removes it at the second click', async () => {
    const added = { ...note, noteId: 'note-two', text: 'Call on Monday', mayEdit: false, mayRemove: false };
    const posts: Record<string, unknown> = {
      note: { id: '1', notes: [added, note], reviewed: null },
      'note/edit': { id: '1', notes: [{ ...note, text: 'Ask Ana', editedAt: TUESDAY }], reviewed: null },
      'note/remove': { id: '1', notes: [], reviewed: null },
    };
    const page = showReview({ posts });
    await page.sees('Acme');
    page.press('Acme');
    await page.sees('1 of 2');
    page.write('Call on Monday ');
    await page.sees('Keep the note');
    page.press('Keep the note');
    await page.waitFor(() => expect(page.find(TextArea).props.value).toBe(''));
    expect(page.screen()).toContain('Call on Monday');
    expect(page.sent[0]).toMatchObject({ action: 'note', body: { companyId: '1', text: 'Call on Monday' } });
    expect(page.findAll(Button).filter(({ text }) => text === 'Change')).toHaveLength(1);
    page.press('Remove');
    expect(page.sent).toHaveLength(1);
    page.press('Remove for good');
    await page.waitFor(() => expect(page.screen()).not.toContain('Ask for the budget'));
    await page.waitFor(() => expect(page.sent).toHaveLength(2));
    expect(page.sent[1]).toMatchObject({ action: 'note/remove', body: { noteId: 'note-one' } });
  });

  test('says why a change did not work, and tries the very same again', async () => {
    const posts: Record<string, unknown> = { mark: new Error('Roundtable does not know this company') };
    const page = showReview({ posts });
    await page.sees('Acme');
    page.press('Acme');
    page.press('Reviewed, next account');
    await page.sees('Roundtable does not know this company');
    posts['mark'] = { id: '1', notes: [], reviewed: { by: 'Ava', at: TUESDAY } };
    page.press('Try again');
    await page.sees('2 of 2');
    expect(page.sent[1]?.body).toEqual(page.sent[0]?.body);
  });
});
