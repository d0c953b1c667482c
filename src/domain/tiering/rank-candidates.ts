import type { Tier } from '../committee/committee-model.ts';
import { compareText } from '../compare-text.ts';
import type { HeldPosition } from '../scores.ts';
import type { TierRule, TieringModel } from './tiering-model.ts';

/** What the tiering step knows of one account. Scores are 0–100; `held` is what it held before. */
export interface TierCandidate {
  companyId: string;
  fit: number | null;
  disqualifiedBy: string | null;
  engagement: number;
  intent: number;
  dealPotential: number;
  held: Pick<HeldPosition, 'tier' | 'tierSince' | 'pinned'>;
}

/** How an account came to its tier. */
export interface Seat {
  tier: Tier;
  by: 'pin' | 'stay' | 'priority';
  /** Seated by a pin or its minimum stay though the tier's seats are taken. */
  beyondSeats: boolean;
}

/** A candidate on its way through the tiers: what they ask of it in one piece, since hundreds of thousands are gone through. */
export interface RankedCandidate extends Pick<TierCandidate, 'companyId' | 'fit' | 'disqualifiedBy'> {
  heldTier: Tier | null;
  heldSince: number | null;
  pinned: boolean;
  /** Its index in the caller's list. */
  index: number;
  /** The priority in steps of 1/{@link PRIORITY_STEPS}, whole, so that ties are ties whatever the order of the sums. */
  steps: number;
  /** Place by priority among the accounts that may have a tier, from 1; `null` for the others. */
  rank: number | null;
  /** The last tier it competed for, and its place by priority among those that did, from 1; 0 where it competed for none. */
  rule: TierRule | null;
  place: number;
  /** The same of the tier before. */
  ruleBefore: TierRule | null;
  placeBefore: number;
  seat: Seat | null;
  /** Fit as the floors see it; nobody is under a floor in a portal without fit. */
  floorFit: number;
}

export const PRIORITY_STEPS = 10_000;

const DIMENSIONS = ['fit', 'engagement', 'intent', 'dealPotential'] as const;

/**
 * Every candidate with its priority, the highest first, ties by account id. A dimension no account of the portal has adds
 * nothing to anybody. Sharing its weight among the others would stretch all priorities alike, which changes no order but
 * shrinks what the bonus is worth the day the first signal arrives: an account could fall by a score that rose (`012`).
 */
export function rankCandidates(candidates: readonly TierCandidate[], model: TieringModel): RankedCandidate[] {
  const weightSum = DIMENSIONS.reduce((sum, dimension) => sum + model.priorityWeights[dimension], 0);
  const hasFit = candidates.some(({ fit }) => fit !== null);
  const steps = Float64Array.from(candidates, (candidate) => {
    let priority = 0;
    for (const dimension of DIMENSIONS) priority += model.priorityWeights[dimension] * (candidate[dimension] ?? 0);
    return weightSum === 0 ? 0 : Math.round((PRIORITY_STEPS * priority) / weightSum);
  });
  const ranked: RankedCandidate[] = [];
  let place = 0;
  for (const index of sortByPriority(candidates, steps)) {
    const candidate = candidates[index];
    if (candidate === undefined) continue;
    const entry = enter(candidate, index, steps[index] ?? 0, hasFit);
    ranked.push(entry);
    if (!model.rules.some((rule) => isEligible(entry, rule))) continue;
    place += 1;
    entry.rank = place;
  }
  return ranked;
}

function enter(candidate: TierCandidate, index: number, steps: number, hasFit: boolean): RankedCandidate {
  const { companyId, fit, disqualifiedBy, held } = candidate;
  return {
    companyId,
    fit,
    disqualifiedBy,
    heldTier: held.tier,
    heldSince: held.tierSince,
    pinned: held.pinned,
    index,
    steps,
    rank: null,
    rule: null,
    place: 0,
    ruleBefore: null,
    placeBefore: 0,
    seat: null,
    floorFit: hasFit ? (fit ?? -Infinity) : Infinity,
  };
}

/**
 * The indices of candidates, the highest priority first, ties by account id. Numbers are sorted, each a priority with
 * an index; ids are compared only among equals.
 */
function sortByPriority(candidates: readonly TierCandidate[], steps: Float64Array): Float64Array {
  const count = candidates.length;
  const order = steps.map((step, index) => index - step * count).sort();
  for (const [place, key] of order.entries()) order[place] = ((key % count) + count) % count;
  const idOf = (index: number): string => candidates[index]?.companyId ?? '';
  for (let from = 0, to = 1; from < count; from = to, to += 1) {
    while (to < count && steps[order[to] ?? 0] === steps[order[from] ?? 0]) to += 1;
    if (to - from > 1) order.subarray(from, to).sort((a, b) => compareIds(idOf(a), idOf(b)));
  }
  return order;
}

/** Whether an account may compete for a tier: not disqualified and its fit not under the tier's floor. */
export function isEligible({ disqualifiedBy, floorFit }: RankedCandidate, { fitFloor }: TierRule): boolean {
  return disqualifiedBy === null && floorFit >= fitFloor;
}

/** HubSpot's ids are whole numbers as text: the older, smaller one first. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}
