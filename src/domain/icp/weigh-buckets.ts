import { wilsonInterval, Z } from '../statistics/proportion.ts';
import type { BucketOf } from './bucket-values.ts';
import type { Bucket, BucketEvidence, IcpAttribute } from './icp-types.ts';

/** Accounts are worth this many of evidence from the whole portal (`domain.md` §1). */
const SHRINKAGE = 10;
const SMALLEST_N = 20;

/** One account with one outcome. */
export interface Outcome {
  group: string;
  success: boolean;
  properties: Readonly<Record<string, string | null>>;
}

export interface BucketedAttribute {
  attribute: IcpAttribute;
  bucketOf: BucketOf;
}

/** ln((w + αp)/(n − w + α(1 − p))) − ln(p/(1 − p)): log-odds against the base rate `p`, drawn to 0 where `n` is small. */
export function weightOfEvidence(wins: number, n: number, base: number): number {
  const odds = (wins + SHRINKAGE * base) / (n - wins + SHRINKAGE * (1 - base));
  return Math.log(odds) - Math.log(base / (1 - base));
}

/** A bucket with what was counted in it; `members` are indices of the outcomes. */
export interface WeighedBucket extends Omit<BucketEvidence, 'suggested'> {
  attribute: IcpAttribute;
  members: readonly number[];
  /** Whether it may be suggested at all: enough accounts, and an interval that excludes the base rate. */
  stands: boolean;
}

/** Counts and weighs every bucket of an attribute; `base` is the win rate of all, between 0 and 1. */
export function weighAttribute(
  { attribute, bucketOf }: BucketedAttribute,
  outcomes: readonly Outcome[],
  base: number,
): WeighedBucket[] {
  const membersOf = new Map<Bucket, number[]>();
  for (const [at, { properties }] of outcomes.entries()) {
    for (const bucket of bucketOf(properties[attribute.property])) {
      const members = membersOf.get(bucket);
      if (members === undefined) membersOf.set(bucket, [at]);
      else members.push(at);
    }
  }
  return [...membersOf].map(([bucket, members]) => {
    const n = members.length;
    const wins = members.filter((at) => outcomes[at]?.success).length;
    const interval = wilsonInterval(wins, n, Z.p995);
    const stands = bucket.when !== null && n >= SMALLEST_N && (interval.low > base || interval.high < base);
    return { ...bucket, attribute, members, n, wins, interval, weight: weightOfEvidence(wins, n, base), stands };
  });
}

/** Whether a bucket is one of those that are tried, for the correction of the many tries. */
export function isTried({ when, n }: WeighedBucket): boolean {
  return when !== null && n >= SMALLEST_N;
}
