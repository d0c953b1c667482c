export interface IntentModel {
  halfLifeDays: number;
  /** Weight 0–1 by source name; `defaultWeight` for a source that is not listed. */
  sourceWeights: Readonly<Record<string, number>>;
  defaultWeight: number;
}
