export interface IntentModel {
  /** After so many days half of a signal is left, whoever sends it. */
  halfLifeDays: number;
  /** The same of signals of single sources by name, where theirs age otherwise. */
  sourceHalfLives?: Readonly<Record<string, number>>;
  /** Weight 0–1 by source name; `defaultWeight` for a source that is not listed. */
  sourceWeights: Readonly<Record<string, number>>;
  defaultWeight: number;
}
