import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareOutcomes } from '../../../src/domain/plays/compare-outcomes.ts';

const compare = (successes: number, n: number, without: number, notRun: number) =>
  compareOutcomes({ playId: 'surge', runs: { successes, n }, notRun: { successes: without, n: notRun } });

describe('compareOutcomes', () => {
  it('says that a play works where the difference leaves out none', () => {
    const { verdict, difference, retire } = compare(30, 60, 15, 80);
    expect(verdict).toContain('works');
    expect(difference.value).toBeCloseTo(0.3125, 12);
    expect(difference.low).toBeGreaterThan(0);
    expect(retire).toBeNull();
  });

  it('proposes to retire a play whose upper bound lies under what happens without it', () => {
    const { retire, verdict } = compare(2, 60, 30, 80);
    expect(retire).toBe('⟦3%⟧ of 60 runs reached the aim, at most ⟦11%⟧; without the play ⟦38%⟧ of 80 did.');
    expect(verdict).toContain('harm');
  });

  it('shows no difference where there is none to be seen, and does not retire for it', () => {
    expect(compare(15, 50, 16, 50)).toMatchObject({ verdict: 'no difference shown', retire: null });
  });

  it('does not judge by few', () => {
    expect(compare(0, 19, 40, 40)).toMatchObject({ retire: null });
    expect(compare(0, 19, 40, 40).verdict).toContain(
      'too few to say: 20 runs are needed, and 20 accounts where nobody ran it; so far there are 19 and 40',
    );
    expect(compare(0, 40, 19, 19).verdict).toContain('so far there are 40 and 19');
    expect(compare(0, 20, 20, 20)).toMatchObject({ verdict: expect.stringContaining('harm') });
    expect(compare(0, 0, 0, 0).success.share).toBeNull();
  });

  it('has no difference to give where one of both was never tried', () => {
    expect(compare(5, 20, 0, 0).difference.value).toBeNull();
    expect(compare(0, 0, 5, 20).difference.value).toBeNull();
  });
});

it('never retires what does at least as well as without it', () => {
  const trials = fc
    .integer({ min: 1, max: 300 })
    .chain((n) => fc.record({ n: fc.constant(n), successes: fc.nat({ max: n }) }));
  fc.assert(
    fc.property(trials, trials, (runs, notRun) => {
      const { retire, success, baseline } = compareOutcomes({ playId: 'p', runs, notRun });
      if ((success.share ?? 0) >= (baseline.share ?? 0)) expect(retire).toBeNull();
    }),
  );
});
