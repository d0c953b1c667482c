import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/domain/day-ms.ts';
import type { MeasuredAccount, MeasuredDeal } from '../../../src/domain/measurement/measurement-types.ts';
import { account, deal, listed, measure, NOW, PERIOD_START } from '../../fixtures/measured-accounts.ts';

describe('the figures of a group', () => {
  it('counts accounts, each with its n', () => {
    const { group, behind } = measure([
      account({ ...listed, companyId: '1', contacts: 5, reached: true, engagement: 30, coverage: 80 }),
      account({ ...listed, companyId: '2', contacts: 2, reached: true, engagement: 24, coverage: 40 }),
      account({ companyId: '3', contacts: 9 }),
    ]);
    expect(group('tier_1')).toMatchObject({
      accounts: 2,
      contactCoverage: { successes: 1, n: 2, share: 0.5 },
      reach: { successes: 2, n: 2, share: 1 },
      engagementRate: { successes: 1, n: 2 },
      roleCoverage: { value: 60, n: 2 },
      stages: { aware: 2 },
    });
    expect(behind('1')).toEqual(['covered', 'reached', 'engaged']);
    expect(behind('2')).toEqual(['reached']);
    expect(group('off_list').contactCoverage).toMatchObject({ successes: 1, n: 1 });
    expect(group('tier_2').contactCoverage.share).toBeNull();
  });

  it('counts pipeline, wins, velocity and size by the period', () => {
    const won = deal({
      dealId: 'w',
      state: 'won',
      createdAt: NOW - 130 * DAY_MS,
      closedAt: NOW - 30 * DAY_MS,
      amount: 40_000,
    });
    const { group } = measure([
      account({
        ...listed,
        deals: [
          won,
          deal({ dealId: 'old', state: 'won', createdAt: NOW - 600 * DAY_MS, closedAt: NOW - 400 * DAY_MS }),
          deal({ dealId: 'l', state: 'lost', closedAt: NOW - DAY_MS }),
          deal({ dealId: 'o', influenced: true, amount: null }),
        ],
      }),
      account({ companyId: '2', deals: [deal({ dealId: 'x', state: 'won', closedAt: NOW - DAY_MS, amount: 10_000 })] }),
    ]);
    expect(group('tier_1')).toMatchObject({
      pipelineCreated: { amount: 50_000, deals: 3 },
      pipelineSinceListed: { amount: 0, deals: 0 },
      pipelineInfluenced: { amount: 0, deals: 1 },
      winRate: { successes: 1, n: 2 },
      velocityDays: { value: 100, n: 1 },
      dealSize: { value: 40_000, n: 1 },
      revenue: { amount: 40_000, deals: 1, share: 0.8 },
    });
  });

  it('tells the pipeline since an account is on the list from that of before', () => {
    const deals = [45, 46, 1].map((days) => deal({ dealId: `${days}`, createdAt: NOW - days * DAY_MS }));
    const { group } = measure([account({ ...listed, deals }), account({ companyId: '2', deals: [deal()] })]);
    expect(group('on_list').pipelineCreated.deals).toBe(3);
    expect(group('on_list').pipelineSinceListed).toEqual({ amount: 20_000, deals: 2 });
    expect(group('off_list').pipelineSinceListed).toEqual({ amount: 0, deals: 0 });
  });

  it('converts only accounts that had no deal open when the period began', () => {
    const before = PERIOD_START - DAY_MS;
    const { group, behind } = measure([
      account({ ...listed, companyId: 'open', deals: [deal({ createdAt: before }), deal({ dealId: '2' })] }),
      account({ ...listed, companyId: 'new', deals: [deal()] }),
      account({
        ...listed,
        companyId: 'closed',
        deals: [deal({ state: 'lost', createdAt: before - DAY_MS, closedAt: before })],
      }),
    ]);
    expect(group('tier_1').conversion).toMatchObject({ successes: 1, n: 2 });
    expect(['open', 'new', 'closed'].filter((id) => behind(id)?.includes('converted'))).toEqual(['new']);
  });
});

const countedFor = (change: Partial<MeasuredAccount>) => measure([account(change)]).behind('1');
const lostAt = (closedAt: number) =>
  countedFor({ deals: [deal({ state: 'lost', createdAt: PERIOD_START - DAY_MS, closedAt })] });
const influences = (change: Partial<MeasuredDeal>) =>
  countedFor({ deals: [deal({ influenced: true, createdAt: PERIOD_START - DAY_MS, ...change })] });
const converts = (earlier: Partial<MeasuredDeal>) =>
  countedFor({
    deals: [deal({ dealId: 'earlier', createdAt: PERIOD_START - DAY_MS, ...earlier }), deal()],
  })?.includes('converted');
const wonDeal = (index: number, change: Partial<MeasuredDeal>) =>
  deal({ dealId: String(index), state: 'won', createdAt: NOW - 130 * DAY_MS, ...change });

describe('what an account counts for', () => {
  it('begins at its bounds', () => {
    expect(countedFor({ contacts: 3, engagement: 25 })).toEqual(['covered', 'engaged']);
    expect(countedFor({ contacts: 2, engagement: 24 })).toEqual([]);
  });

  it('takes the start of the period in, and leaves its end out', () => {
    expect([PERIOD_START - 1, PERIOD_START, NOW - 1, NOW].map(lostAt)).toEqual([[], ['lost'], ['lost'], []]);
  });

  it('is influence where a deal was open within the period', () => {
    expect(influences({})).toEqual(['influenced']);
    expect(influences({ state: 'won', closedAt: PERIOD_START })).toEqual(['influenced', 'won']);
    expect(influences({ state: 'won', closedAt: PERIOD_START - 1 })).toEqual([]);
    expect(influences({ state: 'won', closedAt: null })).toEqual([]);
    expect(influences({ createdAt: NOW })).toEqual([]);
  });

  it('is conversion where no deal was open as the period began', () => {
    expect(converts({})).toBe(false);
    expect(converts({ state: 'lost', closedAt: PERIOD_START - 1 })).toBe(true);
    expect(converts({ state: 'lost', closedAt: PERIOD_START })).toBe(false);
    expect(converts({ state: 'lost', closedAt: null })).toBe(false);
    expect(converts({ createdAt: PERIOD_START })).toBe(true);
    expect(converts({ closedAt: PERIOD_START - 1 })).toBe(false);
  });

  it('says what else it brought', () => {
    expect(countedFor({ deals: [deal({ state: 'won', closedAt: NOW - DAY_MS })] })).toEqual([
      'converted',
      'pipeline',
      'won',
    ]);
  });
});

describe('the clock', () => {
  it('of the list is that of its slowest tier, and off the list there is none', () => {
    const { group } = measure([
      account({ companyId: '1', tier: 2, listedSince: NOW - 90 * DAY_MS }),
      account({ companyId: '2', tier: 3, listedSince: NOW - 90 * DAY_MS }),
      account({ companyId: '3' }),
    ]);
    expect(group('on_list').clock).toEqual({ day: 90, of: 90, tooEarly: false, note: null });
    expect(group('off_list').clock).toEqual({ day: null, of: 0, tooEarly: false, note: null });
  });

  it('of an empty list is that of the quickest tier, which has not begun', () => {
    expect(measure([account()]).group('on_list').clock).toMatchObject({ day: 0, of: 42, tooEarly: true });
  });

  it('learns a sales cycle from won deals with a day of closing alone', () => {
    const four = [1, 2, 3, 4].map((index) => wonDeal(index, { closedAt: NOW - 100 * DAY_MS }));
    const cycle = (fifth: Partial<MeasuredDeal>) =>
      measure([account({ ...listed, deals: [...four, wonDeal(5, fifth)] })]).group('tier_1').clock.of;
    expect(cycle({ closedAt: null })).toBe(180);
    expect(cycle({ state: 'lost', closedAt: NOW - 100 * DAY_MS })).toBe(180);
    expect(cycle({ closedAt: NOW - 100 * DAY_MS })).toBe(30);
  });

  it('says "too early" until the tier had its time', () => {
    expect(measure([account(listed)]).group('tier_1').clock).toEqual({
      day: 45,
      of: 180,
      tooEarly: true,
      note: 'too early: day 45 of 180',
    });
    expect(measure([account({ tier: 3, listedSince: NOW - 45 * DAY_MS })]).group('tier_3').clock.note).toBeNull();
  });

  it('takes the portal’s own sales cycle for one-to-one where five won deals tell it', () => {
    const wins = Array.from({ length: 5 }, (_, index) =>
      deal({ dealId: String(index), state: 'won', createdAt: NOW - 130 * DAY_MS, closedAt: NOW - 100 * DAY_MS }),
    );
    expect(measure([account({ ...listed, deals: wins })]).group('tier_1').clock).toMatchObject({
      of: 30,
      tooEarly: false,
    });
    expect(measure([account({ ...listed, deals: wins.slice(1) })]).group('tier_1').clock.of).toBe(180);
  });
});

const many = (n: number, change: (index: number) => Partial<MeasuredAccount>) =>
  Array.from({ length: n }, (_, index) => account({ companyId: `${index}`, ...change(index) }));

const wins = (index: number, share: number, side = 'on'): MeasuredDeal[] => [
  deal({
    dealId: `${side} ${index}`,
    state: index % 10 < share * 10 ? 'won' : 'lost',
    createdAt: NOW - 20 * DAY_MS,
    closedAt: NOW - 2 * DAY_MS,
  }),
];

const find = (accounts: MeasuredAccount[]) =>
  measure(accounts).differences.find(({ measure: name }) => name === 'winRate');

describe('on the list against off it', () => {
  it('holds where the interval leaves out "none" and the clock has run', () => {
    const on = many(100, (index) => ({ tier: 3, listedSince: NOW - 60 * DAY_MS, deals: wins(index, 0.7) }));
    const off = many(100, (index) => ({ deals: wins(index, 0.3, 'off') }));
    expect(find([...on, ...off])).toMatchObject({ holds: true, note: null });
    expect(find([...on, ...off])?.difference).toBeCloseTo(0.4, 12);
    const young = on.map((each) => ({ ...each, listedSince: NOW - 10 * DAY_MS }));
    expect(find([...young, ...off])).toMatchObject({ holds: false, note: 'too early: day 10 of 42' });
    expect(find([...on.slice(0, 3), ...off.slice(0, 3)])?.holds).toBe(false);
    const worse = on.map((each, index) => ({ ...each, deals: wins(index, 0.1) }));
    expect(find([...worse, ...off])).toMatchObject({ holds: true });
    expect(find([...on, ...off].map((each) => ({ ...each, deals: [] })))?.holds).toBe(false);
  });

  it('shares no revenue where none was won', () => {
    expect(measure([account(listed)]).group('tier_1').revenue).toEqual({ amount: 0, deals: 0, share: null });
  });

  it('says nothing where there is nobody to compare with', () => {
    expect(measure([account({ contacts: 5 })]).differences[0]).toMatchObject({ difference: null, holds: false });
    expect(measure([account(listed)]).differences.every(({ difference, holds }) => difference === null && !holds)).toBe(
      true,
    );
  });
});

const won = (dealId: string, closedAt: string, amount: number) =>
  deal({ dealId, state: 'won', createdAt: NOW - 400 * DAY_MS, closedAt: Date.parse(closedAt), amount });

it('sums up what was won since the quarter and the year began, by all and by those on the list', () => {
  const { revenue } = measure([
    account({ ...listed, companyId: '1', deals: [won('a', '2026-10-01T00:00:00Z', 5), won('b', '2026-09-30', 70)] }),
    account({ companyId: '2', deals: [won('c', '2026-11-01', 20), won('d', '2025-12-31', 900)] }),
  ]);
  expect(revenue.quarter).toMatchObject({ all: { amount: 25, deals: 2 }, onList: { amount: 5, deals: 1 } });
  expect(revenue.year).toMatchObject({ all: { amount: 95, deals: 3 }, onList: { amount: 75, deals: 2 } });
});

it('counts a deal that two accounts share once in each group, and for both accounts', () => {
  const shared = [deal({ dealId: 's', state: 'won', closedAt: NOW - DAY_MS, amount: 10 })];
  const { group, behind } = measure([
    account({ ...listed, companyId: '1', deals: shared }),
    account({ ...listed, companyId: '2', deals: shared }),
  ]);
  expect(group('tier_1')).toMatchObject({
    revenue: { amount: 10, deals: 1, share: 1 },
    winRate: { successes: 1, n: 1 },
  });
  expect(behind('2')).toContain('won');
});

it('the tiers and those off the list are all the accounts, and every share lies within its interval', () => {
  const accounts = fc.array(
    fc.record({
      tier: fc.constantFrom(1, 2, 3, null),
      contacts: fc.nat({ max: 6 }),
      engagement: fc.nat({ max: 100 }),
      reached: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(accounts, (drawn) => {
      const { groups } = measure(drawn.map((each, index) => account({ ...each, companyId: String(index) })));
      const count = (id: string) => groups.find(({ group }) => group === id)?.accounts ?? Number.NaN;
      expect(count('tier_1') + count('tier_2') + count('tier_3')).toBe(count('on_list'));
      expect(count('on_list') + count('off_list')).toBe(drawn.length);
      for (const { contactCoverage, reach, engagementRate } of groups) {
        for (const { share, low, high } of [contactCoverage, reach, engagementRate]) {
          if (share !== null) expect(low <= share && share <= high).toBe(true);
        }
      }
    }),
  );
});
