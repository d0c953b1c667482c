import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitChances } from '../../../src/domain/statistics/logistic.ts';
import { twoSidedP } from '../../../src/domain/statistics/normal.ts';
import { newcombeDifference, wilsonInterval, Z } from '../../../src/domain/statistics/proportion.ts';
import { computeAuc, liftByDecile } from '../../../src/domain/statistics/ranking.ts';

describe('wilsonInterval', () => {
  it('agrees with the published example (Newcombe 1998, table I: 81 of 263)', () => {
    const { low, high } = wilsonInterval(81, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });
  it('holds the share, within 0 and 1, and narrows with n', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat({ max: 500 }), (n, drawn) => {
        const wins = drawn % (n + 1);
        const { low, high } = wilsonInterval(wins, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(wins / n);
        expect(high).toBeGreaterThanOrEqual(wins / n);
        const wider = wilsonInterval(wins, n, Z.p995);
        expect(wider.high - wider.low).toBeGreaterThan(high - low);
      }),
    );
  });
  it('knows nothing without trials and refuses what cannot be', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
    expect(() => wilsonInterval(3, 2)).toThrow(new RangeError('3 successes of 2 trials'));
    expect(() => wilsonInterval(-1, 2)).toThrow(RangeError);
  });
  it('is exact at its ends', () => {
    expect(wilsonInterval(0, 3).low).toBe(0);
    expect(wilsonInterval(3, 3).high).toBe(1);
    expect(wilsonInterval(3, 3).low).toBeCloseTo(3 / (3 + Z.p95 ** 2), 12);
  });
});

describe('newcombeDifference', () => {
  it('agrees with the published example (Newcombe 1998, table II: 56/70 − 48/80)', () => {
    const { low, high } = newcombeDifference({ successes: 56, n: 70 }, { successes: 48, n: 80 });
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
  });
});

it('newcombeDifference of what was never tried is as wide as ignorance', () => {
  const { low, high } = newcombeDifference({ successes: 0, n: 0 }, { successes: 0, n: 0 });
  expect([low, high]).toEqual([-Math.SQRT1_2, Math.SQRT1_2].map((bound) => expect.closeTo(bound, 12)));
  const half = newcombeDifference({ successes: 5, n: 10 }, { successes: 0, n: 0 });
  expect(half.low).toBeCloseTo(-Math.hypot(0.5 - wilsonInterval(5, 10).low, 0.5), 12);
});

describe('computeAuc', () => {
  it('counts pairs, ties as a half', () => {
    const scored = [
      { score: 3, won: true },
      { score: 2, won: false },
      { score: 2, won: true },
      { score: 1, won: false },
    ];
    expect(computeAuc(scored)?.value).toBe(3.5 / 4);
    expect(computeAuc(scored.filter(({ won }) => won))).toBeNull();
    expect(computeAuc(scored.filter(({ won }) => !won))).toBeNull();
  });
  it('has the interval of Hanley and McNeil', () => {
    const winners = new Set([3, 6, 7, 9, 11, 12]);
    const scored = [4, 9, 1, 12, 7, 3, 10, 2, 11, 5, 8, 6].map((score) => ({ score, won: winners.has(score) }));
    const { value, low, high } = computeAuc(scored) ?? { value: 0, low: 0, high: 0 };
    expect([value, low, high]).toEqual([0.75, 0.4620962, 1.0].map((each) => expect.closeTo(each, 6)));
    const sure = computeAuc([
      { score: 2, won: true },
      { score: 1, won: false },
    ]);
    expect(sure).toEqual({ value: 1, low: 1, high: 1 });
  });
  it('is mirrored when scores are', () => {
    const pairs = fc.array(fc.record({ score: fc.integer({ min: 0, max: 9 }), won: fc.boolean() }), { minLength: 2 });
    fc.assert(
      fc.property(pairs, (scored) => {
        const auc = computeAuc(scored);
        fc.pre(auc !== null);
        const mirrored = computeAuc(scored.map(({ score, won }) => ({ score: -score, won })));
        expect((auc?.value ?? 0) + (mirrored?.value ?? 0)).toBeCloseTo(1, 12);
      }),
    );
  });
});

it('liftByDecile splits everything once, the best first', () => {
  const scored = Array.from({ length: 25 }, (_, index) => ({ score: index, won: index >= 15 }));
  const deciles = liftByDecile(scored);
  expect(deciles.reduce((sum, { n }) => sum + n, 0)).toBe(25);
  expect(deciles[0]?.lift).toBe(2.5);
  expect(deciles[9]?.lift).toBe(0);
  expect(deciles.map(({ decile }) => decile)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(deciles.map(({ n, wins }) => [n, wins]).slice(2, 6)).toEqual([
    [3, 3],
    [2, 2],
    [3, 0],
    [2, 0],
  ]);
  expect(deciles[2]).toMatchObject(wilsonInterval(3, 3));
});

it('liftByDecile has fewer groups where there are fewer than ten, and no lift where nothing was won', () => {
  const lost = [3, 1, 2].map((score) => ({ score, won: false }));
  expect(liftByDecile(lost).map(({ n, lift }) => [n, lift])).toEqual([
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
  expect(liftByDecile([])).toEqual([]);
});

it('fitChances is where the penalised likelihood is highest: the gradient is zero', () => {
  const marks = Array.from({ length: 60 }, (_, index) => [
    ...(index % 2 === 0 ? [0] : []),
    ...(index % 3 === 0 ? [1] : []),
  ]);
  const outcomes = marks.map(
    (held, index) => (index * 7) % 10 < 2 + (held.includes(0) ? 4 : 0) + (held.includes(1) ? 2 : 0),
  );
  const chances = fitChances({ marks, outcomes, width: 2 });
  const logOdds = (at: number) => Math.log((chances[at] ?? 0) / (1 - (chances[at] ?? 0)));
  const residual = (mark: number | null) =>
    chances.reduce(
      (sum, chance, at) => sum + (mark === null || marks[at]?.includes(mark) ? Number(outcomes[at]) - chance : 0),
      0,
    );
  const [both, neither, first, second] = [logOdds(0), logOdds(1), logOdds(2), logOdds(3)];
  expect(first - neither).toBeGreaterThan(1);
  expect(both - first).toBeCloseTo(second - neither, 6);
  expect(residual(null)).toBeCloseTo(0, 6);
  expect(residual(0)).toBeCloseTo(0.05 * (first - neither), 6);
  expect(residual(1)).toBeCloseTo(0.05 * (second - neither), 6);
});

it('twoSidedP agrees with the tables', () => {
  expect(twoSidedP(1.959964)).toBeCloseTo(0.05, 6);
  expect(twoSidedP(-2.575829)).toBeCloseTo(0.01, 6);
  expect(twoSidedP(0)).toBeCloseTo(1, 6);
});

it('fitChances gives a group its own rate, and finds separation finite', () => {
  const outcomes = [true, true, true, false, true, false, false, false];
  const marks = outcomes.map((_, index) => (index < 4 ? [0] : []));
  const chances = fitChances({ marks, outcomes, width: 1 });
  expect(chances[0]).toBeCloseTo(0.75, 1);
  expect(chances[7]).toBeCloseTo(0.25, 1);
  const separated = fitChances({ marks, outcomes: outcomes.map((_, index) => index < 4), width: 1 });
  expect(separated[0]).toBeGreaterThan(0.9);
  expect(separated.every(Number.isFinite)).toBe(true);
});
