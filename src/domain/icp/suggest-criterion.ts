import type { FitBand, FitCriterion } from '../fit/fit-model.ts';
import type { AttributeEvidence } from './icp-types.ts';

/** A weight of evidence of 1 (odds times 2.7) is worth this many points, a third of a usual model's 100. */
const POINTS_PER_WEIGHT = 30;

/**
 * The fit criterion that the suggested buckets of an attribute make, for an admin to look at: points by weight of evidence, the best
 * first. `null` where none is suggested.
 */
export function suggestCriterion({ attribute, buckets }: AttributeEvidence): FitCriterion | null {
  const bands = buckets.flatMap(({ when, label, weight, suggested }): FitBand[] => {
    if (!suggested || when === null) return [];
    return [{ label, when, points: Math.round(POINTS_PER_WEIGHT * weight) }];
  });
  if (bands.length === 0) return null;
  const { property, label } = attribute;
  return {
    id: `learned_${property}`,
    label,
    property,
    bands: bands.toSorted((left, right) => right.points - left.points),
  };
}
