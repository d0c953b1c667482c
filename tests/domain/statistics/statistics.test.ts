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
    expect(() => wilsonInterval(3, 2)).toThrow(RangeError);
  });
});

describe('newcombeDifference', () => {
  it('agrees with the published example (Newcombe 1998, table II: 56/70 − 48/80)', () => {
    const { low, high } = newcombeDifference({ successes: 56, n: 70 }, { successes: 48, n: 80 });
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
  });
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
