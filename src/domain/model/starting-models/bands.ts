import type { FitBand, FitCriterion } from '../../fit/fit-model.ts';

/** Bands of a number from their lower bounds, the highest first: `[from, label, points]`. */
export function bandsFrom(bounds: readonly (readonly [min: number, label: string, points: number])[]): FitBand[] {
  return bounds.map(([min, label, points]) => ({ label, when: { kind: 'range', min }, points }));
}

/** A band for any of these words, found as whole words in an option or its label. */
export function wordBand(label: string, points: number, values: readonly string[]): FitBand {
  return { label, when: { kind: 'containsAny', values }, points };
}

/** HubSpot's own "Ideal customer profile tier", where somebody keeps it. */
export const ICP_TIER: FitCriterion = {
  id: 'icp_tier',
  label: 'Ideal customer profile',
  property: 'hs_ideal_customer_profile',
  bands: [
    { label: 'tier 1', when: { kind: 'oneOf', values: ['tier_1'] }, points: 20 },
    { label: 'tier 2', when: { kind: 'oneOf', values: ['tier_2'] }, points: 12 },
    { label: 'tier 3', when: { kind: 'oneOf', values: ['tier_3'] }, points: 4 },
  ],
};
