import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tier } from '../../../src/domain/committee/committee-model.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { keepTiers, type KeptAssignment } from '../../../src/domain/target-list/keep-tiers.ts';
import { DEFAULT_AUTO_APPLY, type AutoApply } from '../../../src/domain/target-list/plan-changes.ts';
import { assignTiers } from '../../../src/domain/tiering/assign-tiers.ts';
import type { TierCandidate } from '../../../src/domain/tiering/rank-candidates.ts';
import type { TieringModel } from '../../../src/domain/tiering/tiering-model.ts';
import { NOW, daysAgo } from '../../fixtures/account-facts.ts';

const RUNS = { numRuns: 500 };
const NOTHING: AutoApply = { addTo: [], moveTo: [], remove: false };
const EVERYTHING: AutoApply = { addTo: [1, 2, 3], moveTo: [1, 2, 3], remove: true };

function seats(...counts: number[]): TieringModel {
  const rules = counts.map((each, index) => ({ tier: (index + 1) as Tier, seats: each, fitFloor: 30 }));
  return { ...defaultModel.tiering, rules, dwellDays: 0 };
}

function candidate(companyId: string, fit: number | null, tier: Tier | null = null): TierCandidate {
  const held = { tier, tierSince: tier === null ? null : daysAgo(90), pinned: false };
  return { companyId, fit, disqualifiedBy: null, engagement: 0, intent: 0, dealPotential: 0, held };
}

const keep = (
  candidates: TierCandidate[],
  model: TieringModel,
  autoApply = DEFAULT_AUTO_APPLY,
  keptOut: string[] = [],
) => keepTiers(candidates, model, { autoApply, keptOut }, NOW);
const tiersOf = (kept: readonly KeptAssignment[]) => kept.map(({ tier }) => tier);

const anyTier = fc.constantFrom<Tier | null>(null, 1, 2, 3);
const anyCandidates = fc
  .array(fc.record({ fit: fc.integer({ min: 0, max: 100 }), tier: anyTier }), { maxLength: 30 })
  .map((each) => each.map(({ fit, tier }, index) => candidate(String(index + 1), fit, tier)));
const anyTiers = fc.subarray<Tier>([1, 2, 3]);
const anyAutoApply = fc.record<AutoApply>({ addTo: anyTiers, moveTo: anyTiers, remove: fc.boolean() });
const anyModel = fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 }), fc.nat({ max: 8 })).map((counts) => seats(...counts));

describe('tiers of a list that is kept with two keys', () => {
  it('stay as they are where nothing may apply by itself, and say what the scores would do', () => {
    const kept = keep([candidate('1', 90, 2), candidate('2', 80), candidate('3', 10, 1)], seats(2, 2, 0), NOTHING);
    expect(kept).toMatchObject([
      {
        tier: 2,
        tierSince: daysAgo(90),
        wanted: 1,
        reason: 'Tier 2 until marketing and sales approve a change; the scores say Tier 1: rank 1 of 2 seats',
      },
      { tier: null, wanted: 1, reason: 'not on the list; the scores say Tier 1: rank 2 of 2 seats' },
      { tier: 1, wanted: null, wantedReason: 'not eligible: fit 10 < 30' },
    ]);
  });

  it('are those of the scores where everything may', () => {
    fc.assert(
      fc.property(anyCandidates, anyModel, (candidates, model) => {
        const kept = keep(candidates, model, EVERYTHING);
        expect(tiersOf(kept)).toEqual(assignTiers(candidates, model, NOW).map(({ tier }) => tier));
      }),
      RUNS,
    );
  });

  it('change only by what may apply by itself', () => {
    fc.assert(
      fc.property(anyCandidates, anyModel, anyAutoApply, (candidates, model, auto) => {
        for (const { held, tier, wanted } of keep(candidates, model, auto)) {
          if (tier === held) continue;
          expect(tier).toBe(wanted);
          if (tier === null) expect(auto.remove).toBe(true);
          else expect(held === null ? auto.addTo : auto.moveTo).toContain(tier);
        }
      }),
      RUNS,
    );
  });

  it('never take in more than there are seats', () => {
    fc.assert(
      fc.property(anyCandidates, anyModel, anyAutoApply, (candidates, model, auto) => {
        const kept = keep(candidates, model, auto);
        for (const { tier, seats: most } of model.rules) {
          const holders = kept.filter((each) => each.tier === tier);
          if (holders.length > most) expect(holders.every(({ held }) => held === tier)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('change nothing when they are assigned again', () => {
    fc.assert(
      fc.property(anyCandidates, anyModel, anyAutoApply, (candidates, model, auto) => {
        const once = keep(candidates, model, auto);
        const after = candidates.map((each, index) => {
          const { tier = null, tierSince = null } = once[index] ?? {};
          return { ...each, held: { ...each.held, tier, tierSince } };
        });
        expect(tiersOf(keep(after, model, auto))).toEqual(tiersOf(once));
      }),
      RUNS,
    );
  });

  it('let the higher rank in where a tier has too few seats, and two change places', () => {
    const full = [candidate('1', 40, 3), candidate('2', 90), candidate('3', 80)];
    expect(tiersOf(keep(full, seats(0, 0, 2), { ...NOTHING, addTo: [3] }))).toEqual([3, 3, null]);
    const swap = [candidate('1', 90, 2), candidate('2', 40, 1)];
    expect(tiersOf(keep(swap, seats(1, 1, 0), { ...NOTHING, moveTo: [1, 2] }))).toEqual([1, 2]);
    expect(tiersOf(keep(swap, seats(1, 1, 0), { ...NOTHING, moveTo: [1] }))).toEqual([2, 1]);
  });

  it('leave no seat to an account that people took off', () => {
    const candidates = [candidate('1', 90), candidate('2', 80)];
    expect(keep(candidates, seats(1, 0, 0), EVERYTHING, ['1'])).toMatchObject([
      { tier: null, wanted: null, rank: null, beyondSeats: false, reason: 'taken off the list by people' },
      { tier: 1 },
    ]);
  });

  it('count a holder whatever people said of it before', () => {
    expect(keep([candidate('1', 90, 1)], seats(1, 0, 0), NOTHING, ['1'])).toMatchObject([
      { tier: 1, wanted: 1, reason: 'Tier 1: rank 1 of 1 seat' },
    ]);
  });

  it('let nobody into the seat of one who finds none above', () => {
    const candidates = [candidate('1', 40, 1), candidate('2', 90, 2), candidate('3', 80)];
    const byItself: AutoApply = { addTo: [2], moveTo: [1], remove: false };
    expect(tiersOf(keep(candidates, seats(1, 1, 0), byItself))).toEqual([1, 2, null]);
  });

  it('of those that find no seat let the last by rank wait, whatever their order', () => {
    const arriving = [candidate('1', 70), candidate('2', 90), candidate('3', 80)];
    const holders = [candidate('4', 40, 3)];
    expect(tiersOf(keep([...arriving, ...holders], seats(0, 0, 3), { ...NOTHING, addTo: [3] }))).toEqual([
      null,
      3,
      3,
      3,
    ]);
  });
});
