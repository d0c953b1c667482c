import { Alert, BarChart, Button, EmptyState, ErrorState, LineChart, LoadingSpinner } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { show, type Answer } from './show-program.tsx';
import { early, group, middle, program, rate } from './measured-program.ts';

/** The rows that begin with a word. */
const rowsOf = (page: ReturnType<typeof show>, word: string) => page.rows().filter((row) => row.startsWith(word));

describe('the program', () => {
  test('says that it is being read, and what is to come before the first measurement', async () => {
    const page = show({ '/api/program': 'never' });
    expect(page.find(LoadingSpinner).props.label).toBe('Reading the program');
    const never = show({ '/api/program': null });
    await never.sees('The figures appear a few minutes after the first sync is complete');
    expect(never.find(EmptyState).props.title).toBe('Nothing is measured yet');
  });

  test('that cannot be read says why, and a retry reads it', async () => {
    const answers: Record<string, Answer> = { '/api/program': new Error('off') };
    const page = show(answers);
    await page.sees('Roundtable could not be reached.');
    expect(page.find(ErrorState).props.title).toBe('The program could not be read');
    answers['/api/program'] = program();
    page.press('Try again');
    await page.sees('Movers of the week');
  });

  test('shows five figures with what they stand on, off the list, and since when they moved', async () => {
    const page = show({ '/api/program': program() });
    await page.sees('Coverage');
    expect(page.tiles()).toEqual([
      'Coverage 38 8 points since 23 Oct 2026',
      'Engagement of 25 or more 40% as on 23 Oct 2026',
      'Pipeline created €1.2m as on 23 Oct 2026',
      'Win rate 38% as on 23 Oct 2026',
      'Days to win 120 as on 23 Oct 2026',
    ]);
    const screen = page.screen();
    expect(screen).toContain('between 33 and 43, 40 accounts.');
    expect(screen).toContain('16 of 40 accounts (20–60%)');
    expect(screen).toContain('+15 points against off the list (+2 to +27)');
    expect(screen).toContain('+15 points against off the list (−4 to +27): may be chance');
    expect(screen).toContain('off the list €1.2m (24 deals)');
    expect(page.findAll(Alert)).toEqual([]);
  });

  test('draws whom we know by tier and off the list, the stages, the money and the weeks, and says what that means', async () => {
    const page = show({ '/api/program': program() });
    await page.sees('40% of the accounts on the list have an engagement of 25 or more, 40% of those off it.');
    await page.sees('They win 38% of their deals, the others 20%, which may be chance.');
    const drawn = page.findAll(BarChart).map(({ props }) => ({
      title: props.options?.title,
      data: props.data as Record<string, unknown>[],
    }));
    expect(drawn.map(({ title }) => title)).toEqual([
      'Who we know and reach',
      'How far they are',
      'Pipeline and revenue, including before the program',
    ]);
    const [known, stages, money] = drawn.map(({ data }) => data);
    expect(new Set(known?.map(({ of }) => of))).toEqual(new Set(['Tier 1', 'Off the list']));
    expect(known).toContainEqual({ of: 'Tier 1', measure: 'Role coverage', value: 38 });
    expect(known).toContainEqual({ of: 'Off the list', measure: 'In touch in 90 days', value: 75 });
    expect(stages).toEqual([
      { of: 'Aware', measure: 'Tier 1', value: 30 },
      { of: 'Engaged', measure: 'Tier 1', value: 10 },
    ]);
    expect(money).toContainEqual({ of: 'Tier 1', measure: 'Revenue won', value: 450 });
    const weeks = page.find(LineChart).props.data as Record<string, unknown>[];
    expect(weeks.filter(({ measure }) => measure === 'In touch in 90 days')).toEqual([
      { of: Date.parse('2026-11-22T10:00:00Z'), measure: 'In touch in 90 days', value: 75 },
    ]);
  });

  test('draws nothing of what is not there yet, and says when it will be', async () => {
    const none = { pipelineCreated: { amount: 0, deals: 0 }, revenue: { amount: 0, deals: 0, share: null } };
    const given = program({ weeks: [] }, { ...none, clock: early });
    given.groups[4] = group('off_list', { ...none, accounts: 0 });
    const page = show({ '/api/program': given });
    await page.sees('The trend begins with the second week of measuring.');
    await page.sees('No deal was created or won in this period.');
    await page.sees(
      'Whether they win more cannot be judged: every account is on the list, so there is nothing to compare with.',
    );
    expect(page.findAll(LineChart)).toEqual([]);
    expect(page.findAll(BarChart)).toHaveLength(2);
  });

  test('replaces by "too early" what cannot be judged yet, and says what it was before', async () => {
    const page = show({ '/api/program': program({ earlier: null }, { clock: early }) });
    await page.sees('Too early: day 45 of 180');
    await page.sees('Whether they win more can be judged from day 180; today is day 45.');
    expect(page.tiles()).toEqual([
      'Coverage 38',
      'Engagement of 25 or more 40%',
      'Pipeline created €1.2m',
      'Win rate Too early',
      'Days to win Too early',
    ]);
    expect(page.screen()).toContain('So far 38%, 9 of 24 closed deals (20–60%)');
    expect(page.screen()).not.toContain('may be chance');
    expect(page.screen()).toContain('Trends begin a week after the first measurement.');
    expect(rowsOf(page, 'Tier 1')).toEqual([
      'Tier 1 40 50% (20–60) 38 (33–43) 75% (20–60) 40% (20–60)',
      'Tier 1 day 45 of 180 €1.2m too early too early too early €50k €450k (60%)',
    ]);
  });

  test('invents nothing where there are no deals and nobody off the list', async () => {
    const noDeals = {
      dealSize: middle(null, 0),
      pipelineCreated: { amount: 0, deals: 0 },
      winRate: rate(0, 0),
      velocityDays: middle(null, 0),
      conversion: rate(0, 0),
      revenue: { amount: 0, deals: 0, share: null },
    };
    const given = program({ differences: [], movers: null }, noDeals);
    given.groups[4] = group('off_list', { ...noDeals, accounts: 0, roleCoverage: middle(null, 0) });
    const page = show({ '/api/program': given });
    await page.sees('no closed deal yet');
    expect(page.tiles().slice(3)).toEqual(['Win rate –', 'Days to win –']);
    expect(page.screen()).toContain(
      'Whether they win more cannot be judged: every account is on the list, so there is nothing to compare with.',
    );
    expect(page.screen()).not.toContain('is not all the program’s doing');
    expect(page.screen()).toContain('Shown from the next measurement on.');
    expect(rowsOf(page, 'Tier 1')[1]).toBe('Tier 1 – – – – – –');
  });

  test('says so where no account is on the list', async () => {
    const page = show({ '/api/program': program({}, { accounts: 0, clock: early }) });
    await page.sees('No account is on the target account list yet');
    expect(page.findAll(Alert)).toHaveLength(1);
  });

  test('shows how far the goal is reached beside how much of its time is over', async () => {
    const goal = {
      amount: 900_000,
      per: 'quarter',
      won: 450_000,
      wonOnList: 300_000,
      share: 0.5,
      elapsed: 0.57,
    } as const;
    const page = show({ '/api/program': program({ goal }) });
    await page.sees('Revenue goal of this quarter €450k of €900k (50%)');
    expect(page.screen()).toContain('57% of the quarter is over. €300k of it came from accounts on the list.');
  });

  test('says that the list or the model is another by now, and when it is counted anew', async () => {
    const page = show({ '/api/program': program({ changed: { accounts: 528, model: true } }) });
    await page.sees('These figures are out of date');
    await page.sees('528 accounts joined the list, left it or changed tier since then. Another version');
    await page.sees('The next measurement counts them.');
    const same = show({ '/api/program': program() });
    await same.sees('Measured again at about 23 Nov 2026');
    expect(same.screen()).not.toContain('These figures are out of date');
  });

  test('says that deals count from before the accounts were on the list, where they do', async () => {
    const given = program();
    const on = (day: number) =>
      program({ groups: given.groups.map((each) => ({ ...each, clock: { ...each.clock, day } })) });
    const fresh = show({ '/api/program': on(0) });
    await fresh.sees('joined the list today, so earlier deals are counted too. They are not the program’s doing.');
    const old = show({ '/api/program': on(400) });
    await old.sees('Movers of the week');
    expect(old.screen()).not.toContain('so earlier deals are counted too');
  });

  test('names who moved this week, and how', async () => {
    const page = show({ '/api/program': program() });
    await page.sees('Acme');
    expect(page.rows().at(-1)).toBe('Acme 24 points, now 44 Aware → Engaged Tier 2 → Tier 1');
    expect(page.screen()).not.toContain('Changes of stage and tier show');
    const unscored = { tier: null, stage: null, engagement: 20 };
    const movers = program().movers?.map((mover) => ({ ...mover, before: unscored })) ?? [];
    const first = show({ '/api/program': program({ movers }) });
    await first.sees('Changes of stage and tier show from 7 days after an account is first scored.');
    expect(first.rows().at(-1)).toBe('Acme 24 points, now 44 Engaged Tier 1');
    const calm = show({ '/api/program': program({ movers: [] }) });
    await calm.sees('No account on the list moved');
  });
});

describe('the accounts behind a figure', () => {
  const acme = { id: '7', name: 'Acme', rank: 3, tier: 1, stage: 'Engaged', engagement: 44, coverage: null } as const;
  const behind = { accounts: [{ ...acme, pipeline: 40_000, revenue: 0 }], total: 26, before: 0, next: '3:7' };

  test('are opened by the figure, page by page, and lead back', async () => {
    const path = '/api/program/accounts?group=on_list&figure=engaged&stage=&after=';
    const page = show({
      '/api/program': program(),
      [path]: behind,
      [`${path}3%3A7`]: {
        accounts: [{ ...behind.accounts[0], name: 'Bolt', rank: null }] as never,
        total: 26,
        before: 25,
        next: null,
      },
    });
    await page.sees('Engagement of 25 or more');
    page.press('See the accounts', 1);
    await page.sees('Accounts with an engagement of 25 or more · On the list');
    await page.sees('Acme');
    expect(page.screen()).toContain('Tier, stage, pipeline and revenue counted 2 hours ago');
    expect(page.screen()).toContain('Open an account to see who is missing');
    expect(page.screen()).toContain('1–1 of 26');
    expect(page.find(Button, ({ text }) => text === 'Open the first account').props).toMatchObject({
      variant: 'primary',
      href: '/contacts/42/record/0-2/7',
    });
    expect(page.rows()[0]).toContain('Engagement today Coverage today');
    expect(page.rows().at(-1)).toBe('Acme 3 Tier 1 Engaged 44 unknown €40k –');
    page.press('Next');
    await page.sees('Bolt');
    expect(page.screen()).toContain('26–26 of 26');
    expect(page.screen()).not.toContain('Open the first account');
    expect(page.rows().at(-1)).toContain('Bolt – Tier 1');
    page.press('Back to the program');
    await page.sees('Movers of the week');
  });

  test('are those of a stage and a tier where a stage was opened', async () => {
    const path = '/api/program/accounts?group=tier_1&figure=all&stage=engaged&after=';
    const page = show({ '/api/program': program(), [path]: { accounts: [], total: 0, before: 0, next: null } });
    await page.sees('Share of the list');
    page.press('10');
    await page.sees('Accounts · Tier 1 · Engaged');
    await page.sees('No account is behind this figure');
    expect(page.screen()).not.toContain('ranked');
  });
});
