import { judgeProperty } from '../condition/judge-property.ts';
import type { FitBand, FitCriterion } from './fit-model.ts';

/** What a criterion says of one value: the band it is in (`null` = in none), or that nobody knows. */
export type CriterionVerdict = { known: true; band: FitBand | null } | { known: false };

/**
 * The first band that holds for `value`. Where none holds and one could not be judged, the criterion is unknown:
 * a value that cannot be read is not a "no".
 */
export function judgeCriterion(
  criterion: FitCriterion,
  value: string | null | undefined,
  now: number,
  timeZone: string,
): CriterionVerdict {
  let unsure = false;
  for (const band of criterion.bands) {
    const verdict = judgeProperty(band.when, value, now, timeZone);
    if (verdict === 'true') return { known: true, band };
    unsure ||= verdict === 'unknown';
  }
  return unsure ? { known: false } : { known: true, band: null };
}

/** The most points a criterion can give, at least 0: a negative criterion has nothing to win. */
export function findBestPoints(criterion: FitCriterion): number {
  return Math.max(0, ...criterion.bands.map(({ points }) => points));
}
