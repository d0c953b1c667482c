import type { PropertyCondition } from '../condition/property-condition.ts';

/** The first band whose condition holds gives its points; negative points make a negative criterion. */
export interface FitBand {
  label: string;
  when: PropertyCondition;
  points: number;
}

export interface FitCriterion {
  id: string;
  label: string;
  /** Internal name of a HubSpot company property. */
  property: string;
  bands: readonly FitBand[];
}

interface Disqualifier {
  id: string;
  label: string;
  property: string;
  when: PropertyCondition;
}

export interface FitModel {
  criteria: readonly FitCriterion[];
  disqualifiers: readonly Disqualifier[];
}
