import { describe, expect, it } from 'vitest';
import {
  DEFAULT_READINESS_MODEL,
  assessReadiness as assess,
  type ReadinessModel,
  type ReadinessDeal,
} from '../../../src/domain/readiness/assess-readiness.ts';

const DAY_MS = 86_400_000;

const assessReadiness = (deals: readonly ReadinessDeal[], model?: ReadinessModel) => assess(deals, 'EUR', model);

function deals(n: number, change: Partial<ReadinessDeal> = {}): ReadinessDeal[] {
  const deal = { amount: 60_000, createdAt: 0, closedAt: 120 * DAY_MS, won: true, people: 5 };
  return Array.from({ length: n }, () => ({ ...deal, ...change }));
}

const holds = (change: Partial<ReadinessDeal>) => assessReadiness(deals(10, change)).checks.map((check) => check.holds);

const bought = (n: number, closedAt: number) =>
  assessReadiness([...deals(10), ...deals(n, { people: 0, closedAt })]).checks[3];

describe('is ABM right here?', () => {
  it('yes where deals are large, slow and decided by several', () => {
    const { answer, summary, checks } = assessReadiness(deals(12));
    expect(answer).toBe('yes');
    expect(summary).toBe('Your own deals are of the kind that ABM is made for.');
    expect(checks).toEqual([
      {
        id: 'deal_value',
        label: 'Median value of a won deal',
        value: 60_000,
        n: 12,
        holds: true,
        explanation:
          'The median won deal is worth ⟦60000 EUR⟧: enough for one-to-one work, which pays from about ⟦30000 EUR⟧.',
      },
      {
        id: 'cycle',
        label: 'Median days to win',
        value: 120,
        n: 12,
        holds: true,
        explanation: 'A won deal takes 120 days: long enough for plays, which need about 30 days to show a result.',
      },
      {
        id: 'people',
        label: 'People on a won deal',
        value: 5,
        n: 12,
        holds: true,
        explanation: 'A won deal names 5 people: several people decide, and each of them has to be won.',
      },
      {
        id: 'self_serve',
        label: 'Bought without a salesperson',
        value: 0,
        n: 12,
        holds: true,
        explanation: '⟦0%⟧ of won deals closed within 3 days without a contact: your deals are sold by people.',
      },
    ]);
  });

  it('no where the median deal cannot carry it, with the figure', () => {
    const { answer, summary } = assessReadiness(deals(12, { amount: 900 }));
    expect(answer).toBe('no');
    expect(summary).toContain('worth ⟦900 EUR⟧');
    expect(assessReadiness(deals(12, { amount: 900, people: 1 })).answer).toBe('no');
  });

  it('counts the days to win from the day on which a deal is made', () => {
    const later = deals(12, { createdAt: 400 * DAY_MS, closedAt: 440 * DAY_MS });
    expect(assessReadiness(later).checks.find(({ id }) => id === 'cycle')?.value).toBe(40);
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

  it('says so where there are too few deals, whole and line by line', () => {
    const { summary, checks } = assessReadiness(deals(9));
    expect(summary).toBe('9 won deals are too few to say whether ABM is right here: 10 are needed.');
    expect(checks[0]).toMatchObject({ holds: null, n: 9, explanation: '9 won deals tell it, 10 are needed.' });
    expect(assessReadiness([]).checks.map(({ value, n }) => [value, n])).toEqual([
      [null, 0],
      [null, 0],
      [null, 0],
      [null, 0],
    ]);
    expect(assessReadiness(deals(10)).answer).toBe('yes');
  });

  it('is content with what just reaches its bounds', () => {
    expect(holds({ amount: 30_000, closedAt: 30 * DAY_MS, people: 3 })).toEqual([true, true, true, true]);
    expect(holds({ amount: 29_999, closedAt: 29 * DAY_MS, people: 2 })).toEqual([false, false, false, true]);
  });

  it('says of a value that speaks for it another thing than of one against it', () => {
    const { checks: pro } = assessReadiness(deals(12));
    const { checks: con } = assessReadiness(deals(12, { amount: 900, closedAt: DAY_MS, people: 2 }));
    for (const [index, { explanation }] of pro.entries()) {
      const [, verdict] = explanation.split(': ');
      if (con[index]?.holds === false) expect(con[index].explanation).not.toContain(verdict);
    }
    expect(con.map(({ holds }) => holds)).toEqual([false, false, false, true]);
  });

  it('leaves out amounts of nothing, deals that are not dated and people nobody named', () => {
    const odd = deals(5, { amount: 0, closedAt: null, people: 0 });
    expect(assessReadiness([...deals(10), ...odd]).checks.map(({ value, n }) => [value, n])).toEqual([
      [60_000, 10],
      [120, 10],
      [5, 10],
      [0, 10],
    ]);
    const backdated = assessReadiness(deals(10, { closedAt: -DAY_MS })).checks[1];
    expect(backdated).toMatchObject({ value: 0, holds: false });
  });

  it('takes for bought what closed within three days without anybody, and allows half of it', () => {
    expect(bought(10, 3 * DAY_MS)).toMatchObject({ value: 0.5, holds: true });
    expect(bought(15, 3 * DAY_MS)).toMatchObject({
      value: 0.6,
      holds: false,
      explanation: '⟦60%⟧ of won deals closed within 3 days without a contact: most are bought without being sold.',
    });
    expect(bought(15, 3 * DAY_MS + 1)).toMatchObject({ value: 0, holds: true });
  });

  it('no where three things speak against it, and gives every reason', () => {
    expect(assessReadiness(deals(10, { closedAt: DAY_MS, people: 1 }))).toMatchObject({
      answer: 'partly',
      summary:
        'ABM fits in part. A won deal takes 1 day: too short for plays, which need about 30 days to show a result. ' +
        'A won deal names 1 person: under 3 there is no committee to win. Complex purchases have six to ten, so see whether your deals name everybody.',
    });
    const three = [...deals(10, { closedAt: DAY_MS, people: 1 }), ...deals(11, { closedAt: DAY_MS, people: 0 })];
    const { answer, summary } = assessReadiness(three);
    expect(answer).toBe('no');
    expect(summary).toMatch(/^Your deals do not carry the cost of one-to-one work\. A won deal takes 1 day/);
  });

  it('judges by the bounds it is given', () => {
    const strict = { ...DEFAULT_READINESS_MODEL, dealValueFloor: 100_000 };
    expect(assessReadiness(deals(10), strict).answer).toBe('no');
  });
});
