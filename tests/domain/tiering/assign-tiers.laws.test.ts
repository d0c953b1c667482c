import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Tier } from '../../../src/domain/committee/committee-model.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { assignTiers } from '../../../src/domain/tiering/assign-tiers.ts';
import type { TierAssignment } from '../../../src/domain/tiering/assign-tiers.ts';
import type { TierCandidate } from '../../../src/domain/tiering/rank-candidates.ts';
import type { TieringModel } from '../../../src/domain/tiering/tiering-model.ts';
import { NOW, daysAgo } from '../../fixtures/account-facts.ts';

const DAY_MS = 86_400_000;
const RUNS = { numRuns: 1_000 };

const anyScore = fc.integer({ min: 0, max: 100 });
const anyHeld = fc.oneof(
  fc.constant({ tier: null, tierSince: null, pinned: false }),
  fc.record({
    tier: fc.constantFrom<Tier>(1, 2, 3),
    tierSince: fc.nat({ max: 60 }).map(daysAgo),
    pinned: fc.nat({ max: 9 }).map((chance) => chance === 0),
  }),
);
/** Scores that nobody of the portal has yet. */
const anyMissing = fc.subarray<'engagement' | 'intent' | 'dealPotential'>(['engagement', 'intent', 'dealPotential']);
const anyScores = fc.record({
  fit: fc.oneof(anyScore, fc.integer({ min: 60, max: 80 })),
  disqualifiedBy: fc.nat({ max: 9 }).map((chance) => (chance === 0 ? 'Competitor' : null)),
  engagement: anyScore,
  intent: anyScore,
  dealPotential: anyScore,
  held: anyHeld,
});
const anyCandidates = fc.tuple(fc.array(anyScores, { maxLength: 14 }), anyMissing).map(([candidates, missing]) =>
  candidates.map((candidate, index): TierCandidate => ({
    ...candidate,
    ...Object.fromEntries(missing.map((dimension) => [dimension, 0])),
    companyId: `${index}`,
  })),
);
const anyModel = fc
  .record({
    seats: fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 4 }), fc.nat({ max: 5 })),
    dwellDays: fc.constantFrom(0, 30),
    incumbencyBonus: fc.constantFrom(0, 5),
  })
  .map(({ seats, ...rest }): TieringModel => {
    const rules = defaultModel.tiering.rules.map((rule, index) => ({ ...rule, seats: seats[index] ?? 0 }));
    return { ...defaultModel.tiering, ...rest, rules };
  });

const NOBODY: TierCandidate = {
  companyId: 'nobody',
  fit: 1,
  disqualifiedBy: 'nobody',
  engagement: 1,
  intent: 1,
  dealPotential: 1,
  held: { tier: null, tierSince: null, pinned: false },
};

const assign = (candidates: readonly TierCandidate[], model: TieringModel) => assignTiers(candidates, model, NOW);
const height = (assignment: TierAssignment | undefined) => 4 - (assignment?.tier ?? 4);

test('answers for every candidate, in their order', () => {
  fc.assert(
    fc.property(anyCandidates, anyModel, (candidates, model) => {
      const ids = assign(candidates, model).map(({ companyId }) => companyId);
      expect(ids).toEqual(candidates.map(({ companyId }) => companyId));
    }),
    RUNS,
  );
});

test('the order of the candidates does not matter', () => {
  fc.assert(
    fc.property(anyCandidates, anyModel, (candidates, model) => {
      expect(assign(candidates.toReversed(), model).toReversed()).toEqual(assign(candidates, model));
    }),
    RUNS,
  );
});

test('seats are never exceeded but by pinned and dwelling holders, each of them reported', () => {
  fc.assert(
    fc.property(anyCandidates, anyModel, (candidates, model) => {
      const assignments = assign(candidates, model);
      for (const { tier, seats } of model.rules) {
        const seated = assignments.filter((assignment) => assignment.tier === tier);
        expect(seated.filter(({ beyondSeats }) => !beyondSeats).length).toBeLessThanOrEqual(seats);
        for (const { companyId } of seated.filter(({ beyondSeats }) => beyondSeats)) {
          const { held } = candidates[Number(companyId)] ?? NOBODY;
          expect(held.tier).toBe(tier);
          expect(held.pinned || NOW - (held.tierSince ?? 0) < model.dwellDays * DAY_MS).toBe(true);
        }
      }
    }),
    RUNS,
  );
});

test('assigning twice changes nothing', () => {
  fc.assert(
    fc.property(anyCandidates, anyModel, (candidates, model) => {
      const once = assign(candidates, model);
      const again = candidates.map((candidate, index) => {
        const { tier = null, tierSince = null } = once[index] ?? {};
        return { ...candidate, held: { tier, tierSince, pinned: candidate.held.pinned && tier !== null } };
      });
      expect(assign(again, model)).toEqual(once);
    }),
    RUNS,
  );
});

test('who does not hold a tier displaces a holder only by more than the bonus', () => {
  fc.assert(
    fc.property(anyCandidates, anyModel, (candidates, model) => {
      const assignments = assign(candidates, model);
      for (const rule of model.rules) {
        const priorityOf = (index: number) => Math.round((assignments[index]?.priority ?? 0) * 1e4);
        const displaced = candidates.flatMap(({ held, fit, disqualifiedBy }, index) => {
          const may = disqualifiedBy === null && (fit ?? 0) >= rule.fitFloor;
          return may && held.tier === rule.tier && height(assignments[index]) < 4 - rule.tier ? [index] : [];
        });
        const newcomers = candidates.flatMap(({ held }, index) =>
          assignments[index]?.tier === rule.tier && (held.tier ?? 4) > rule.tier ? [index] : [],
        );
        for (const out of displaced) {
          for (const newcomer of newcomers) {
            expect(priorityOf(newcomer)).toBeGreaterThan(priorityOf(out) + model.incumbencyBonus * 1e4);
          }
        }
      }
    }),
    RUNS,
  );
});

test('raising an account’s scores never lowers its tier, also where it is the first of the portal to have one of them', () => {
  const none = { fit: 0, engagement: 0, intent: 0, dealPotential: 0 };
  const anyRaise = fc.oneof(
    fc.record({ fit: anyScore, engagement: anyScore, intent: anyScore, dealPotential: anyScore }),
    fc.constantFrom({ ...none, engagement: 1 }, { ...none, intent: 1 }, { ...none, dealPotential: 1 }),
  );
  fc.assert(
    fc.property(anyCandidates, anyModel, fc.nat(), anyRaise, (candidates, model, pick, raise) => {
      const index = pick % Math.max(1, candidates.length);
      const raised = candidates.map((candidate, at) => (at === index ? lift(candidate, raise) : candidate));
      const before = assign(candidates, model);
      const after = assign(raised, model);
      expect(height(after[index])).toBeGreaterThanOrEqual(height(before[index]));
    }),
    { numRuns: 10_000 },
  );
});

test('dwell and pins hold: no such holder falls, unless disqualified or far under the floor', () => {
  fc.assert(
    fc.property(anyCandidates, anyModel, (candidates, model) => {
      for (const [index, assignment] of assign(candidates, model).entries()) {
        const { held, fit, disqualifiedBy } = candidates[index] ?? NOBODY;
        const rule = model.rules.find(({ tier }) => tier === held.tier);
        if (rule === undefined || disqualifiedBy !== null) continue;
        const dwells = NOW - (held.tierSince ?? 0) < model.dwellDays * DAY_MS && (fit ?? 0) >= rule.fitFloor - 5;
        if (held.pinned) expect(assignment.tier).toBe(held.tier);
        else if (dwells) expect(height(assignment)).toBeGreaterThanOrEqual(4 - rule.tier);
      }
    }),
    RUNS,
  );
});

test('nobody sits under a floor or disqualified but by a pin or dwell', () => {
  fc.assert(
    fc.property(anyCandidates, anyModel, (candidates, model) => {
      for (const [index, { tier }] of assign(candidates, model).entries()) {
        const { held, fit, disqualifiedBy } = candidates[index] ?? NOBODY;
        const rule = model.rules.find((rule) => rule.tier === tier);
        if (rule === undefined) continue;
        expect(disqualifiedBy).toBeNull();
        if ((fit ?? 0) < rule.fitFloor) expect(held.tier).toBe(tier);
      }
    }),
    RUNS,
  );
});

function lift(candidate: TierCandidate, raise: Record<'fit' | 'engagement' | 'intent' | 'dealPotential', number>) {
  return {
    ...candidate,
    fit: Math.max(candidate.fit ?? 0, raise.fit),
    engagement: Math.max(candidate.engagement, raise.engagement),
    intent: Math.max(candidate.intent, raise.intent),
    dealPotential: Math.max(candidate.dealPotential, raise.dealPotential),
  };
}
