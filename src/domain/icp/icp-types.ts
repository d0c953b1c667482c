import type { PropertyCondition } from '../condition/property-condition.ts';
import type { Interval } from '../statistics/proportion.ts';
import type { Auc, Decile } from '../statistics/ranking.ts';

/** A company property that may tell good accounts from others. */
export interface IcpAttribute {
  /** Internal name. */
  property: string;
  label: string;
  /** `multi` holds several options joined by `;`. */
  kind: 'number' | 'category' | 'multi';
  /** Labels of options by value, where the portal has them. */
  optionLabels?: Readonly<Record<string, string>>;
}

/** One closed deal, or one account's deal: the learner counts an account once for each outcome. */
export interface ClosedDeal {
  companyId: string;
  /** What duplicates of one company share (its domain); the company's id where nothing is known. */
  group: string;
  /** Success as the admin defines it: won, or won and kept. */
  success: boolean;
  /** The company's properties; `null`, `''` and absent are unknown. */
  properties: Readonly<Record<string, string | null>>;
}

/** One range or option of an attribute. */
export interface Bucket {
  key: string;
  label: string;
  /** `null` for the bucket of the unknown: nothing is ever suggested for it. */
  when: PropertyCondition | null;
}

export interface BucketEvidence extends Bucket {
  n: number;
  wins: number;
  /** Wilson 99.5 %. */
  interval: Interval;
  /** Shrunken weight of evidence: log-odds against the base rate, 0 says nothing. */
  weight: number;
  suggested: boolean;
}

export interface AttributeEvidence {
  attribute: IcpAttribute;
  /** The strongest first. */
  buckets: readonly BucketEvidence[];
}

export interface IcpReport {
  /** Accounts with an outcome (one with both counts twice), and how many of them succeeded. */
  n: number;
  wins: number;
  attributes: readonly AttributeEvidence[];
  /** Of scores given to accounts by folds that had not seen them; `null` where they are too few. */
  auc: Auc | null;
  deciles: readonly Decile[];
  verdict: 'signal' | 'no_signal' | 'too_few';
  /** The verdict in words an admin reads. */
  summary: string;
}
