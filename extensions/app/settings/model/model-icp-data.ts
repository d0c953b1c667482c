import type { Criterion } from './model-data.ts';

export type SuccessKind = 'won' | 'won_again';

/** What `GET /api/settings/model/icp` answers with: what the closed deals say of who becomes a customer. */
export interface IcpData {
  success: SuccessKind;
  /** Accounts with an outcome (one with both counts twice), and how many of them succeeded. */
  n: number;
  wins: number;
  verdict: 'signal' | 'no_signal' | 'too_few';
  /** The verdict in words. */
  summary: string;
  /** Labels of the properties that were looked at. */
  looked: string[];
  /** Chance that a winner scores higher than a loser, by folds that had not seen them, with its 95 % interval. */
  auc: { value: number; low: number; high: number } | null;
  /** Ten groups by score, the highest first; rates with their 95 % interval. */
  deciles: { decile: number; n: number; wins: number; low: number; high: number; lift: number }[];
  suggestions: Suggestion[];
}

/** What is suggested of one property. */
export interface Suggestion {
  property: string;
  label: string;
  criterion: Criterion;
  /** The suggested ranges or options, the best first; the win rate's interval is one of 99.5 %. */
  buckets: { label: string; n: number; wins: number; low: number; high: number; points: number }[];
  /** Label of the criterion it would take the place of. */
  replaces: string | null;
  /** Whether the draft has it. */
  inDraft: boolean;
}
