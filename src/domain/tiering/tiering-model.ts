import type { Tier } from '../committee/committee-model.ts';

export interface TierRule {
  tier: Tier;
  seats: number;
  fitFloor: number;
}

export interface TieringModel {
  priorityWeights: { fit: number; engagement: number; intent: number; dealPotential: number };
  rules: readonly TierRule[];
  incumbencyBonus: number;
  dwellDays: number;
  /** The dwell ends where fit lies more than so many points under the floor. */
  dwellEndsUnderFloor: number;
}
