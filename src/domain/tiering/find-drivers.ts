import type { TierCandidate } from './rank-candidates.ts';
import type { TieringModel } from './tiering-model.ts';

/** What an account is ranked by. */
export type RankedBy = keyof TieringModel['priorityWeights'];

const RANKED_BY = ['fit', 'engagement', 'intent', 'dealPotential'] as const satisfies readonly RankedBy[];
const MOST = 2;

/** A score (0–100, whole) that an account owes its rank to. */
export interface RankDriver {
  by: RankedBy;
  score: number;
}

/** The scores that weigh most in an account's priority, the weightiest first: two at most, and none that adds nothing. */
export function findDrivers(
  account: Pick<TierCandidate, 'engagement' | 'intent' | 'dealPotential' | 'fit'>,
  weights: TieringModel['priorityWeights'],
): RankDriver[] {
  return RANKED_BY.map((by) => ({ by, score: Math.round(account[by] ?? 0) }))
    .filter(({ by, score }) => score * weights[by] > 0)
    .toSorted((one, other) => other.score * weights[other.by] - one.score * weights[one.by])
    .slice(0, MOST);
}
