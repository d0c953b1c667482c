import { computeAuc, liftByDecile } from '../statistics/ranking.ts';
import { createBuckets } from './bucket-values.ts';
import { crossValidate } from './cross-validate.ts';
import type { AttributeEvidence, BucketEvidence, ClosedDeal, IcpAttribute, IcpReport } from './icp-types.ts';
import { selectBuckets } from './select-buckets.ts';
import { isTried, weighAttribute, type Outcome, type WeighedBucket } from './weigh-buckets.ts';

/** Under this many of either outcome nothing can be said that would hold. */
const FEWEST = 20;

/**
 * What a portal's own closed deals say of its ideal customers (`domain.md` §1): per bucket the win rate with its interval and weight, and,
 * over folds, how well the whole tells winners from others. "No signal" is a correct and expected answer; nothing is applied.
 */
export function learnIcp(deals: readonly ClosedDeal[], attributes: readonly IcpAttribute[]): IcpReport {
  const outcomes = countOncePerOutcome(deals);
  const wins = outcomes.filter(({ success }) => success).length;
  const n = outcomes.length;
  if (wins < FEWEST || n - wins < FEWEST) {
    const summary = `Too few closed deals to learn from: ${wins} won and ${n - wins} lost accounts, ${FEWEST} of each are needed.`;
    return { n, wins, attributes: [], auc: null, deciles: [], verdict: 'too_few', summary };
  }
  const bucketed = attributes.map((attribute) => ({
    attribute,
    bucketOf: createBuckets(
      attribute,
      outcomes.map(({ properties }) => properties[attribute.property]),
    ),
  }));
  const weighed = bucketed.map((each) => weighAttribute(each, outcomes, wins / n));
  const evidence = markSuggested(weighed, outcomes);
  const scored = crossValidate(bucketed, outcomes);
  const auc = computeAuc(scored);
  const verdict = hasSuggestion(evidence) ? 'signal' : 'no_signal';
  const summary =
    verdict === 'signal'
      ? `${wins} won and ${n - wins} lost accounts: some attributes tell them apart.`
      : 'Your closed deals show no reliable pattern yet.';
  return { n, wins, attributes: evidence, auc, deciles: liftByDecile(scored), verdict, summary };
}

/** Suggested is what stands by itself and still says something beside the others. */
function markSuggested(weighed: readonly WeighedBucket[][], outcomes: readonly Outcome[]): AttributeEvidence[] {
  const tried = weighed.flat().filter(isTried);
  const picked = selectBuckets(
    tried,
    outcomes.map(({ success }) => success),
  );
  const suggested = new Set(tried.filter(({ stands }, index) => stands && picked.has(index)));
  return weighed.flatMap((buckets) => {
    const [first] = buckets;
    if (first === undefined) return [];
    const marked = buckets.map((bucket) => toEvidence(bucket, suggested.has(bucket)));
    const byWeight = marked.toSorted((left, right) => Math.abs(right.weight) - Math.abs(left.weight));
    return [{ attribute: first.attribute, buckets: byWeight }];
  });
}

function toEvidence(bucket: WeighedBucket, suggested: boolean): BucketEvidence {
  const { key, label, when, n, wins, interval, weight } = bucket;
  return { key, label, when, n, wins, interval, weight, suggested };
}

function hasSuggestion(evidence: readonly AttributeEvidence[]): boolean {
  return evidence.some(({ buckets }) => buckets.some(({ suggested }) => suggested));
}

/**
 * An account with three won deals is one winner; one that also lost is one loser too. Of duplicates, the best-known
 * counts.
 */
function countOncePerOutcome(deals: readonly ClosedDeal[]): Outcome[] {
  const byOutcome = new Map<string, Outcome>();
  for (const { group, success, properties } of deals) {
    const key = `${success} ${group}`;
    const held = byOutcome.get(key);
    if (held === undefined || countKnown(properties) > countKnown(held.properties)) {
      byOutcome.set(key, { group, success, properties });
    }
  }
  return [...byOutcome.values()];
}

function countKnown(properties: ClosedDeal['properties']): number {
  return Object.values(properties).filter((value) => value !== null && value.trim() !== '').length;
}
