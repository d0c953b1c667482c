import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { computeDealPotential } from '../../../src/domain/tiering/deal-potential.ts';
import { buildDeal } from '../../fixtures/account-facts.ts';

test('a sure deal of the typical amount counts half, a larger one more', () => {
  expect(computeDealPotential([buildDeal({ probability: 1, amount: 40_000 })], 40_000)).toBe(50);
  expect(computeDealPotential([buildDeal({ probability: 1, amount: 120_000 })], 40_000)).toBe(75);
  expect(computeDealPotential([buildDeal({ probability: 0.4, amount: 40_000 })], 40_000)).toBe(20);
});

test('only open deals promise anything', () => {
  expect(computeDealPotential([], 40_000)).toBe(0);
  expect(computeDealPotential([buildDeal({ state: 'won' }), buildDeal({ state: 'lost' })], 40_000)).toBe(0);
});

test('an unknown amount or probability is not read as nothing', () => {
  expect(computeDealPotential([buildDeal({ amount: null, probability: 1 })], 40_000)).toBe(50);
  expect(computeDealPotential([buildDeal({ amount: 9, probability: 1 })], null)).toBe(50);
  expect(computeDealPotential([buildDeal({ amount: null, probability: null })], null)).toBe(25);
  expect(computeDealPotential([buildDeal({ amount: 9, probability: 1 })], 0)).toBe(50);
});

test('is whole, within 0 and 100, and one more deal never lowers it', () => {
  const deals = fc.array(
    fc.record({
      amount: fc.option(fc.double({ min: -10, max: 1e9, noNaN: true })),
      probability: fc.option(fc.double({ min: -1, max: 2, noNaN: true })),
      state: fc.constantFrom('open' as const, 'won' as const),
    }),
  );
  fc.assert(
    fc.property(deals, deals, (some, more) => {
      const before = computeDealPotential(some.map(buildDeal), 40_000);
      const after = computeDealPotential([...some, ...more].map(buildDeal), 40_000);
      expect(Number.isInteger(before) && before >= 0 && before <= 100).toBe(true);
      expect(after).toBeGreaterThanOrEqual(before);
    }),
  );
});
