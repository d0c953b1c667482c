import { expect, test } from 'vitest';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { assignTiers } from '../../../src/domain/tiering/assign-tiers.ts';
import { withoutPlace } from '../../../src/domain/tiering/give-reason.ts';
import type { TierCandidate } from '../../../src/domain/tiering/rank-candidates.ts';
import { writePlain } from '../../../src/domain/write-plain.ts';
import { NOW } from '../../fixtures/account-facts.ts';

/** More than a thousand, from which on places are marked for the reader. */
const COUNT = 1_300;

const written = (reasons: readonly string[]) => reasons.map((reason) => withoutPlace(writePlain(reason, 'UTC')));

test('where one account passes all others their reasons differ in the place alone, marked and written', () => {
  const candidates = Array.from({ length: COUNT }, (_, index) => buildCandidate(index));
  const reasonsOf = (all: readonly TierCandidate[]) =>
    assignTiers(all, { ...defaultModel.tiering, rules: [{ tier: 1, seats: 25, fitFloor: 0 }] }, NOW)
      .slice(0, COUNT - 1)
      .map(({ reason }) => reason)
      .slice(30);
  const before = reasonsOf(candidates);
  const after = reasonsOf([...candidates.slice(0, -1), { ...buildCandidate(0), companyId: '9' }]);
  expect(before.filter((reason, index) => reason === after[index])).toEqual([]);
  expect(after.map(withoutPlace)).toEqual(before.map(withoutPlace));
  expect(written(after)).toEqual(written(before));
});

test('a place that waits is an ordinal, and names the seats it waits for', () => {
  const rules = [{ tier: 1, seats: 1, fitFloor: 0 }] as const;
  const reasons = assignTiers(
    Array.from({ length: 120 }, (_, index) => buildCandidate(index)),
    { ...defaultModel.tiering, rules },
    NOW,
  ).map(({ reason }) => reason);
  const ranked = ['2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd', '23rd', '111th', '113th'];
  expect(reasons).toEqual(expect.arrayContaining(ranked.map((place) => `no tier: ranked ${place} for 1 Tier 1 seat`)));
});

test('seats are no place', () => {
  expect(withoutPlace('no tier: ranked ⟦1203⟧rd for ⟦1000⟧ Tier 3 seats')).toBe(
    'no tier: rank for ⟦1000⟧ Tier 3 seats',
  );
  expect(withoutPlace('no tier: ranked 1,203rd for 1,000 Tier 3 seats')).toBe('no tier: rank for 1,000 Tier 3 seats');
  expect(withoutPlace('Tier 3: rank ⟦87⟧ of ⟦1000⟧ seats')).toBe('Tier 3: rank of ⟦1000⟧ seats');
  expect(withoutPlace('Tier 3: rank 1,203, Tier 3 has 1,000 seats')).toBe('Tier 3: rank, Tier 3 has 1,000 seats');
});

function buildCandidate(index: number): TierCandidate {
  const held = { tier: null, tierSince: null, pinned: false };
  const fit = 100 - index / 20;
  return {
    companyId: String(10_000 + index),
    fit,
    disqualifiedBy: null,
    engagement: 0,
    intent: 0,
    dealPotential: 0,
    held,
  };
}
