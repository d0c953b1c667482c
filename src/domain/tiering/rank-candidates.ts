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
  pinned: boolean;
  /** Seated by a pin or its minimum stay though the tier's seats are taken. */
  beyondSeats: boolean;
}

/** A candidate on its way through the tiers. */
export interface RankedCandidate {
  candidate: TierCandidate;
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
type Dimension = (typeof DIMENSIONS)[number];

/**
 * Every candidate with its priority, the highest first, ties by account id. A dimension no account of the portal has (no fit
 * known, no engagement, intent or deal potential over 0) is left out and the other weights share its part.
 */
export function rankCandidates(candidates: readonly TierCandidate[], model: TieringModel): RankedCandidate[] {
  const present = DIMENSIONS.filter((dimension) => candidates.some((candidate) => hasDimension(candidate, dimension)));
  const weightSum = present.reduce((sum, dimension) => sum + model.priorityWeights[dimension], 0);
  const hasFit = present.includes('fit');
  const ranked = candidates.map((candidate, index): RankedCandidate => {
    const priority = present.reduce(
      (sum, dimension) => sum + model.priorityWeights[dimension] * (candidate[dimension] ?? 0),
      0,
    );
    const steps = weightSum === 0 ? 0 : Math.round((PRIORITY_STEPS * priority) / weightSum);
    const floorFit = hasFit ? (candidate.fit ?? -Infinity) : Infinity;
    return {
      candidate,
      index,
      steps,
      rank: null,
      rule: null,
      place: 0,
      ruleBefore: null,
      placeBefore: 0,
      seat: null,
      floorFit,
    };
  });
  ranked.sort((a, b) => b.steps - a.steps || compareIds(a.candidate.companyId, b.candidate.companyId));
  let place = 0;
  for (const entry of ranked) {
    if (!model.rules.some((rule) => isEligible(entry, rule))) continue;
    place += 1;
    entry.rank = place;
  }
  return ranked;
}

/** Whether an account may compete for a tier: not disqualified and its fit not under the tier's floor. */
export function isEligible({ candidate, floorFit }: RankedCandidate, { fitFloor }: TierRule): boolean {
  return candidate.disqualifiedBy === null && floorFit >= fitFloor;
}

function hasDimension(candidate: TierCandidate, dimension: Dimension): boolean {
  const value = candidate[dimension];
  return dimension === 'fit' ? value !== null : (value ?? 0) > 0;
}

/** HubSpot's ids are whole numbers as text: the older, smaller one first. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}
