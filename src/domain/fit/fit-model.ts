/** A test of one company property. Numbers are compared after parsing HubSpot's string; text without case. */
export type Condition =
  | { kind: 'oneOf'; values: readonly string[] }
  | { kind: 'range'; min?: number; max?: number }
  | { kind: 'containsAny'; values: readonly string[] }
  | { kind: 'known' }
  | { kind: 'isTrue' }
  | { kind: 'withinDays'; days: number };

/** The first band whose condition holds gives its points; negative points make a negative criterion. */
export interface FitBand {
  label: string;
  when: Condition;
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
  when: Condition;
}

export interface FitModel {
  criteria: readonly FitCriterion[];
  disqualifiers: readonly Disqualifier[];
}
