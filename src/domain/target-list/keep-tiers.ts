import type { Tier } from '../committee/committee-model.ts';
import { assignTiers, type TierAssignment } from '../tiering/assign-tiers.ts';
import type { TierCandidate } from '../tiering/rank-candidates.ts';
import type { TieringModel } from '../tiering/tiering-model.ts';
import { findChange, mayApply, type AutoApply } from './plan-changes.ts';

/** What a round is given besides the scores, where the list is kept with two keys. */
export interface ListRules {
  autoApply: AutoApply;
  /** Accounts that people took off the list, and whose decision stands: they compete for no seat. */
  keptOut: readonly string[];
}

/** Where an account stays, and where the scoring would have it. */
export interface KeptAssignment extends TierAssignment {
  held: Tier | null;
  wanted: Tier | null;
  /** Why the scoring would have it there. */
  wantedReason: string;
}

/**
 * The tiers of a list that is kept with two keys, at `now` (epoch ms): of what `assignTiers` would do, the changes that may apply by
 * themselves and find a seat; everything else stays as it is. Answers in the order of `candidates`.
 */
export function keepTiers(
  candidates: readonly TierCandidate[],
  model: TieringModel,
  { autoApply, keptOut }: ListRules,
  now: number,
): KeptAssignment[] {
  const out = new Set(keptOut);
  const competing = candidates.filter(({ companyId, held }) => held.tier !== null || !out.has(companyId));
  const wanted = new Map(assignTiers(competing, model, now).map((each) => [each.companyId, each]));
  const kept = candidates.map(({ companyId, held }) => stay(companyId, held, wanted.get(companyId)));
  const alone = kept.filter((each) => {
    const change = findChange(each);
    return change !== null && mayApply(change, autoApply);
  });
  const applied = new Set(fitToSeats(kept, alone, model));
  return kept.map((each) => {
    const assignment = applied.has(each) ? wanted.get(each.companyId) : undefined;
    return assignment === undefined ? each : { ...each, ...assignment };
  });
}

function stay(companyId: string, held: TierCandidate['held'], wanted: TierAssignment | undefined): KeptAssignment {
  const { tier, tierSince } = held;
  if (wanted === undefined) {
    const reason = 'taken off the list by people';
    const none = { priority: 0, rank: null, beyondSeats: false, wanted: null, wantedReason: reason };
    return { companyId, tier, tierSince, held: tier, reason, ...none };
  }
  const reason = tier === wanted.tier ? wanted.reason : explainStay(tier, wanted);
  return { ...wanted, tier, tierSince, reason, held: tier, wanted: wanted.tier, wantedReason: wanted.reason };
}

function explainStay(held: Tier | null, wanted: TierAssignment): string {
  const place = held === null ? 'not on the list' : `Tier ${held} until marketing and sales approve a change`;
  return `${place}; the scores say ${wanted.reason}`;
}

/** Those of `changes` that find a seat once all of them are made; where a tier has too few, the lowest ranks wait. */
function fitToSeats(
  all: readonly KeptAssignment[],
  changes: readonly KeptAssignment[],
  model: TieringModel,
): KeptAssignment[] {
  const moving = new Set(changes);
  const count = new Map<Tier | null, number>();
  const add = (tier: Tier | null, by: number): void => void count.set(tier, (count.get(tier) ?? 0) + by);
  for (const each of all) add(moving.has(each) ? each.wanted : each.held, 1);
  const arrivals = Map.groupBy(changes.toSorted(byRank), ({ wanted }) => wanted);
  const isFull = ({ tier, seats }: TieringModel['rules'][number]): boolean =>
    (count.get(tier) ?? 0) > seats && (arrivals.get(tier)?.length ?? 0) > 0;
  for (;;) {
    const full = model.rules.find(isFull);
    if (full === undefined) return [...moving];
    const last = arrivals.get(full.tier)?.pop();
    if (last === undefined) return [...moving];
    moving.delete(last);
    add(full.tier, -1);
    add(last.held, 1);
  }
}

/** The best rank first, those without one last. */
export function byRank(one: KeptAssignment, other: KeptAssignment): number {
  return (one.rank ?? Number.MAX_SAFE_INTEGER) - (other.rank ?? Number.MAX_SAFE_INTEGER);
}
