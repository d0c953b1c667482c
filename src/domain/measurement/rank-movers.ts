import type { Tier } from '../committee/committee-model.ts';
import type { StageId } from '../stage/stage-ids.ts';

interface Standing {
  tier: Tier | null;
  stage: StageId;
  engagement: number;
}

/**
 * An account as it stood a week ago and as it stands. Where it was not scored a week ago, its stage of then is `null` and
 * its tier unknown; its engagement of then is known all the same, from the dates of its activities.
 */
export interface Mover {
  companyId: string;
  before: Omit<Standing, 'stage'> & { stage: StageId | null };
  after: Standing;
}

/** What a change weighs beside a point of engagement. */
const TIER_CHANGE = 20;
const STAGE_CHANGE = 10;
/** Fewer points of engagement in a week are no news. */
const LEAST_POINTS = 5;

/** Those that moved most, the first the most; ties by id. Who only drifted by a few points did not move. */
export function rankMovers(accounts: readonly Mover[], most: number): Mover[] {
  const weighed = accounts.map((mover) => ({ mover, weight: weigh(mover) }));
  return weighed
    .filter(({ weight }) => weight >= LEAST_POINTS)
    .toSorted((left, right) => right.weight - left.weight || (left.mover.companyId < right.mover.companyId ? -1 : 1))
    .slice(0, most)
    .map(({ mover }) => mover);
}

function weigh({ before, after }: Mover): number {
  const points = Math.abs(after.engagement - before.engagement);
  if (before.stage === null) return points;
  return points + (after.tier === before.tier ? 0 : TIER_CHANGE) + (after.stage === before.stage ? 0 : STAGE_CHANGE);
}
