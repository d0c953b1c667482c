import { describe, expect, it } from 'vitest';
import { assessReadiness, type ReadinessDeal } from '../../../src/domain/readiness/assess-readiness.ts';

const DAY_MS = 86_400_000;

function deals(n: number, change: Partial<ReadinessDeal> = {}): ReadinessDeal[] {
  const deal = { amount: 60_000, createdAt: 0, closedAt: 120 * DAY_MS, won: true, people: 5 };
  return Array.from({ length: n }, () => ({ ...deal, ...change }));
}

describe('is ABM right here?', () => {
  it('yes where deals are large, slow and decided by several', () => {
    const { answer, checks } = assessReadiness(deals(12));
    expect(answer).toBe('yes');
    expect(checks.map(({ holds }) => holds)).toEqual([true, true, true, true]);
  });

  it('no where the median deal cannot carry it, with the figure', () => {
    const { answer, summary } = assessReadiness(deals(12, { amount: 900 }));
    expect(answer).toBe('no');
    expect(summary).toContain('worth 900');
  });

  it('partly where one thing speaks against it', () => {
    const { answer, summary } = assessReadiness(deals(12, { people: 1 }));
    expect(answer).toBe('partly');
    expect(summary).toContain('names 1 person');
  });

  it('tells what was bought from what was sold', () => {
    const bought = deals(12, { people: 0, closedAt: DAY_MS });
    const { checks } = assessReadiness([...bought, ...deals(10)]);
    expect(checks.find(({ id }) => id === 'self_serve')).toMatchObject({ holds: false, n: 22 });
  });

  it('does not judge by few, by lost deals or by what is not known', () => {
    expect(assessReadiness(deals(9)).answer).toBe('unknown');
    expect(assessReadiness(deals(50, { won: false })).answer).toBe('unknown');
    const silent = assessReadiness(deals(12, { amount: null, people: 0 }));
    expect(silent.checks.filter(({ holds }) => holds === null).map(({ id }) => id)).toEqual(['deal_value', 'people']);
    expect(silent.answer).toBe('yes');
  });
});
