import { describe, expect, test } from 'vitest';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { assignTiers } from '../../../src/domain/tiering/assign-tiers.ts';
import type { TierCandidate } from '../../../src/domain/tiering/rank-candidates.ts';
import type { TieringModel } from '../../../src/domain/tiering/tiering-model.ts';
import { NOW, daysAgo } from '../../fixtures/account-facts.ts';

const NOTHING_HELD = { tier: null, tierSince: null, pinned: false } as const;
const model: TieringModel = {
  ...defaultModel.tiering,
  rules: [
    { tier: 1, seats: 1, fitFloor: 70 },
    { tier: 2, seats: 2, fitFloor: 50 },
    { tier: 3, seats: 3, fitFloor: 30 },
  ],
};

/** An account whose priority is its fit, since all its scores are. */
function buildCandidate(companyId: string, fit: number | null, overrides: Partial<TierCandidate> = {}): TierCandidate {
  return {
    companyId,
    fit,
    disqualifiedBy: null,
    engagement: fit ?? 0,
    intent: fit ?? 0,
    dealPotential: fit ?? 0,
    held: NOTHING_HELD,
    ...overrides,
  };
}

const holder = (tier: 1 | 2 | 3, daysBefore: number, pinned = false) => ({
  tier,
  tierSince: daysAgo(daysBefore),
  pinned,
});
const assign = (candidates: readonly TierCandidate[], of = model) => assignTiers(candidates, of, NOW);
const reasons = (candidates: readonly TierCandidate[], of = model) =>
  assign(candidates, of).map(({ reason }) => reason);

test('seats go by priority, the highest tier first, and every account says why', () => {
  const candidates = [71, 90, 80, 60, 55, 72, 52, 29, 31, 30.5].map((fit, index) => buildCandidate(`${index}`, fit));
  expect(reasons(candidates)).toEqual([
    'Tier 3: ranked 3rd for 2 Tier 2 seats',
    'Tier 1: rank 1 of 1 seat',
    'Tier 2: ranked 2nd for 1 Tier 1 seat',
    'Tier 3: ranked 4th for 2 Tier 2 seats',
    'Tier 3: ranked 5th for 2 Tier 2 seats',
    'Tier 2: ranked 3rd for 1 Tier 1 seat',
    'no tier: ranked 4th for 3 Tier 3 seats',
    'not eligible: fit 29 < 30',
    'no tier: ranked 5th for 3 Tier 3 seats',
    'no tier: ranked 6th for 3 Tier 3 seats',
  ]);
});

test('the reason of the default tiers reads as the field says it', () => {
  const candidates = Array.from({ length: 27 }, (_, index) => buildCandidate(String(index + 10), 99 - index));
  expect(reasons([...candidates, buildCandidate('99', 64)], defaultModel.tiering).slice(-2)).toEqual([
    'Tier 2: ranked 27th for 25 Tier 1 seats',
    'Tier 2: rank 3 of 150 seats; fit 64 < 70 for Tier 1',
  ]);
});

test('rank counts the accounts that may have a tier', () => {
  const ranks = assign([buildCandidate('1', 20), buildCandidate('2', 60), buildCandidate('3', 80)]);
  expect(ranks.map(({ rank, priority }) => [rank, priority])).toEqual([
    [null, 20],
    [2, 60],
    [1, 80],
  ]);
});

test('the order of the rules does not matter, nor does that of the accounts', () => {
  const candidates = [71, 90, 80, 60, 55, 72].map((fit, index) => buildCandidate(`${index}`, fit));
  expect(assign(candidates, { ...model, rules: model.rules.toReversed() })).toEqual(assign(candidates));
  expect(assign(candidates.toReversed())).toEqual(assign(candidates).toReversed());
});

test('a fit at the floor is enough, one just under it is not', () => {
  expect([70, 69.9].map((fit) => assign([buildCandidate('1', fit)])[0]?.tier)).toEqual([1, 2]);
});

test('a model without tiers gives none, and says so', () => {
  expect(assign([buildCandidate('1', 90)], { ...model, rules: [] })[0]).toMatchObject({
    tier: null,
    beyondSeats: false,
    reason: 'not eligible: the model has no tiers',
  });
});

describe('priority', () => {
  const none = { engagement: 0, intent: 0, dealPotential: 0 };
  const full = { engagement: 40, intent: 60, dealPotential: 20 };

  test('weighs the four dimensions', () => {
    expect(assign([buildCandidate('1', 80, full)])[0]?.priority).toBe(60); // 36 + 10 + 12 + 2
  });

  test('reads a dimension an account lacks as 0, whether others have it or nobody', () => {
    const bare = buildCandidate('1', 80, none);
    expect(assign([bare])[0]?.priority).toBe(36);
    expect(assign([bare, buildCandidate('2', 80, full)]).map(({ priority }) => priority)).toEqual([36, 60]);
  });

  test('the first signal of a portal changes nobody else’s, so that who has it cannot fall by it', () => {
    const held = buildCandidate('2', 80, { ...none, held: holder(1, 60) });
    const rival = buildCandidate('1', 92, none); // 41.4 against 36 and the bonus of 5
    expect(assign([rival, held])[0]?.tier).toBe(1);
    expect(assign([{ ...rival, intent: 1 }, held])[0]?.tier).toBe(1);
  });

  test('in a portal without fit knows no floor', () => {
    expect(assign([buildCandidate('1', null, { engagement: 40 })])[0]).toMatchObject({ tier: 1, priority: 10 });
    expect(reasons([buildCandidate('1', null, { engagement: 40 }), buildCandidate('2', 80)])[0]).toBe(
      'not eligible: fit is unknown',
    );
  });

  test('of an account of which nothing is known is 0, and it still gets a free seat', () => {
    expect(assign([buildCandidate('1', null)])[0]).toMatchObject({ priority: 0, tier: 1 });
  });

  test('a fit of 0 is known: the floors hold', () => {
    expect(reasons([buildCandidate('1', 0, { engagement: 40 })])).toEqual(['not eligible: fit 0 < 30']);
  });

  test('ties break by account id, the smaller number first', () => {
    const tiers = assign([buildCandidate('1000', 80), buildCandidate('999', 80)]).map(({ tier }) => tier);
    expect(tiers).toEqual([2, 1]);
  });
});

describe('a holder', () => {
  const seated = { held: holder(1, 60) };

  test('is displaced only by more than the bonus', () => {
    expect(assign([buildCandidate('2', 80, seated), buildCandidate('1', 85)]).map(({ tier }) => tier)).toEqual([1, 2]);
    expect(assign([buildCandidate('2', 80, seated), buildCandidate('1', 86)]).map(({ tier }) => tier)).toEqual([2, 1]);
  });

  test('of a better tier has the bonus in lower ones too, of a lower tier has none in higher ones', () => {
    const rivals = [buildCandidate('1', 90), buildCandidate('3', 84), buildCandidate('4', 83)];
    expect(assign([buildCandidate('2', 80, seated), ...rivals])[0]?.tier).toBe(2);
    expect(assign([buildCandidate('2', 80, { held: holder(2, 60) }), buildCandidate('1', 81)])[0]?.tier).toBe(2);
  });

  test('keeps the day it got its tier, and gets a new one with another tier', () => {
    const [kept] = assign([buildCandidate('1', 90, seated)]);
    const [, moved] = assign([buildCandidate('1', 90), buildCandidate('2', 80, seated)]);
    expect([kept?.tierSince, moved?.tierSince]).toEqual([daysAgo(60), NOW]);
  });

  test('who is kept though ranked behind says so, and so does who is kept out', () => {
    expect(reasons([buildCandidate('2', 80, seated), buildCandidate('1', 85)])).toEqual([
      'Tier 1: rank 2, Tier 1 has 1 seat; it gives way only to an account more than 5 points ahead in the ranking',
      'Tier 2: ranked 1st for Tier 1, but its 1 seat is held',
    ]);
  });

  test('who comes down into a tier by the bonus begins its minimum stay there, and says so', () => {
    const fallen = [buildCandidate('2', 62, seated), buildCandidate('1', 66), buildCandidate('3', 65)];
    expect(reasons(fallen)[0]).toBe(
      'Tier 2: rank 3, Tier 2 has 2 seats; fit 62 < 70 for Tier 1; it keeps its seat for its first 30 days',
    );
  });

  test('whose seat is kept for one day, or by one point, is told so', () => {
    const rivals = [buildCandidate('2', 80, { held: holder(1, 0) }), buildCandidate('1', 81)];
    expect(reasons(rivals, { ...model, dwellDays: 1 })[0]).toMatch(/; it keeps its seat for its first day$/);
    const never = { ...model, dwellDays: 0, incumbencyBonus: 1 };
    expect(reasons(rivals, never)[0]).toMatch(/ to an account more than 1 point ahead in the ranking$/);
  });
});

test('seats that holders keep are named in the reason of who would have had one by rank', () => {
  const kept = ['1', '2'].map((id) => buildCandidate(id, 60, { held: holder(2, 60) }));
  const only: TieringModel = { ...model, rules: [{ tier: 2, seats: 2, fitFloor: 50 }] };
  expect(reasons([buildCandidate('3', 64), ...kept], only)[0]).toBe(
    'no tier: ranked 1st for Tier 2, but its 2 seats are held',
  );
});

describe('dwell', () => {
  const fresh = { held: holder(1, 29) };

  test('forbids demotion until its days are over', () => {
    const rival = buildCandidate('1', 99);
    expect(assign([buildCandidate('2', 80, fresh), rival])[0]?.tier).toBe(1);
    expect(assign([buildCandidate('2', 80, { held: holder(1, 30) }), rival])[0]?.tier).toBe(2);
  });

  test('never forbids promotion', () => {
    expect(assign([buildCandidate('1', 90, { held: holder(3, 1) })])[0]?.tier).toBe(1);
  });

  test('ends on disqualification and more than 5 under the floor', () => {
    const tier = (fit: number, disqualifiedBy: string | null = null) =>
      assign([buildCandidate('1', fit, { ...fresh, disqualifiedBy })])[0]?.tier;
    expect([tier(65), tier(64), tier(0, 'Competitor')]).toEqual([1, 2, null]);
    expect(reasons([buildCandidate('1', 65, fresh)])).toEqual([
      'Tier 1: fit 65 < 70; it keeps its seat for its first 30 days',
    ]);
  });

  test('beyond reduced seats is reported', () => {
    const [first, second] = assign([buildCandidate('1', 80, fresh), buildCandidate('2', 90, fresh)]);
    expect(second).toMatchObject({ tier: 1, beyondSeats: false });
    expect(first).toMatchObject({
      tier: 1,
      beyondSeats: true,
      reason: 'Tier 1: rank 2, Tier 1 has 1 seat; it keeps its seat for its first 30 days, beyond its 1 seat',
    });
  });
});

describe('a pin', () => {
  const words = 'pinned by marketing and sales for 90 days, or until both decide otherwise';

  test('keeps its seat against anybody, under the floor too, and does not rise', () => {
    const low = buildCandidate('1', 10, { held: holder(1, 400, true) });
    const high = buildCandidate('2', 99, { held: holder(2, 400, true) });
    expect(assign([low, high]).map(({ tier, reason }) => [tier, reason])).toEqual([
      [1, `Tier 1: ${words}`],
      [2, `Tier 2: ${words}`],
    ]);
  });

  test('is counted in the ranks of its own tier', () => {
    const pinned = buildCandidate('1', 95, { held: holder(1, 400, true) });
    expect(reasons([pinned, buildCandidate('2', 90)])).toEqual([
      `Tier 1: ${words}`,
      'Tier 2: ranked 2nd for 1 Tier 1 seat',
    ]);
  });

  test('does not outweigh a disqualifier', () => {
    const pinned = { held: holder(1, 5, true), disqualifiedBy: 'Competitor' };
    expect(assign([buildCandidate('1', 0, pinned)])[0]).toMatchObject({
      tier: null,
      tierSince: null,
      reason: 'not eligible: disqualified (Competitor)',
    });
  });
});

test('nobody is nobody', () => {
  expect(assign([])).toEqual([]);
});
