import type { MeasuredProgram, ProgramGroup } from '../../../extensions/app/pages/program/program-data.ts';

/** A share with a wide interval. */
export const rate = (successes: number, n: number) => ({
  successes,
  n,
  share: n === 0 ? null : successes / n,
  low: n === 0 ? 0 : 0.2,
  high: n === 0 ? 1 : 0.6,
});
/** A median, ± 5. */
export const middle = (value: number | null, n: number) => ({
  value,
  n,
  low: value && value - 5,
  high: value && value + 5,
});

/** 40 accounts that do well. */
export function group(id: ProgramGroup['group'], changes: Partial<ProgramGroup> = {}): ProgramGroup {
  return {
    group: id,
    accounts: 40,
    contactCoverage: rate(20, 40),
    reach: rate(30, 40),
    engagementRate: rate(16, 40),
    roleCoverage: middle(38, 40),
    pipelineCreated: { amount: 1_200_000, deals: 24 },
    pipelineInfluenced: { amount: 800_000, deals: 12 },
    conversion: rate(12, 30),
    winRate: rate(9, 24),
    velocityDays: middle(120, 9),
    dealSize: middle(50_000, 9),
    revenue: { amount: 450_000, deals: 9, share: 0.6 },
    stages: { aware: 30, engaged: 10 },
    clock: { day: 200, of: 180, tooEarly: false, note: null },
    ...changes,
  };
}

export const early = { day: 45, of: 180, tooEarly: true, note: 'too early: day 45 of 180' };

/** On the list are 40 accounts, all of Tier 1; off it 200. */
export function program(changes: Partial<MeasuredProgram> = {}, onList: Partial<ProgramGroup> = {}): MeasuredProgram {
  const none = { accounts: 0, engagementRate: rate(0, 0), winRate: rate(0, 0), stages: {} };
  const difference = { difference: 0.15, low: 0.02, high: 0.27, holds: true, note: null };
  return {
    asOf: '2026-11-22T10:00:00Z',
    measuredAt: '2026-11-22T10:00:00Z',
    nextAt: '2026-11-23T02:15:00Z',
    mayMeasure: false,
    currency: 'EUR',
    since: '2025-11-22T10:00:00Z',
    groups: [
      group('tier_1', onList),
      group('tier_2', none),
      group('tier_3', none),
      group('on_list', onList),
      group('off_list', { accounts: 200, winRate: rate(12, 60) }),
    ],
    differences: [
      { ...difference, measure: 'engagementRate' },
      { ...difference, measure: 'winRate', low: -0.04, holds: false },
    ],
    earlier: { asOf: '2026-10-23T10:00:00Z', onList: group('on_list', { roleCoverage: middle(30, 40) }) },
    weeks: [
      { at: '2026-11-15T10:00:00Z', roleCoverage: 30, engaged: 0.2, reached: null },
      { at: '2026-11-22T10:00:00Z', roleCoverage: 38, engaged: 0.4, reached: 0.75 },
    ],
    stages: [
      { id: 'aware', label: 'Aware' },
      { id: 'engaged', label: 'Engaged' },
    ],
    movers: [
      {
        id: '7',
        name: 'Acme',
        before: { tier: 2, stage: 'Aware', engagement: 20 },
        after: { tier: 1, stage: 'Engaged', engagement: 44 },
      },
    ],
    goal: null,
    changed: null,
    ...changes,
  };
}
