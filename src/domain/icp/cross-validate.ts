import type { ScoredOutcome } from '../statistics/ranking.ts';
import { weightOfEvidence, type BucketedAttribute, type Outcome } from './weigh-buckets.ts';

const FOLDS = 5;

/**
 * Scores every outcome by the weights of evidence of the folds that do not hold its group, so that no account is judged by itself or
 * by a duplicate of itself. Folds are dealt by the order of the groups: the same portal gives the same figures.
 */
export function crossValidate(attributes: readonly BucketedAttribute[], outcomes: readonly Outcome[]): ScoredOutcome[] {
  const foldOf = dealFolds(outcomes);
  return Array.from({ length: FOLDS }, (_, fold) => {
    const seen = outcomes.filter(({ group }) => foldOf.get(group) !== fold);
    const score = learnScore(attributes, seen);
    return outcomes
      .filter(({ group }) => foldOf.get(group) === fold)
      .map((outcome) => ({ score: score(outcome), won: outcome.success }));
  }).flat();
}

/** Groups by hash (FNV-1a): the fold of one does not depend on who else is there. */
function dealFolds(outcomes: readonly Outcome[]): Map<string, number> {
  return new Map(outcomes.map(({ group }) => [group, hash(group) % FOLDS]));
}

function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return (state ^ (state >>> 15)) >>> 0;
}

function learnScore(attributes: readonly BucketedAttribute[], seen: readonly Outcome[]): (outcome: Outcome) => number {
  const wins = seen.filter(({ success }) => success).length;
  if (wins === 0 || wins === seen.length) return () => 0;
  const base = wins / seen.length;
  const weights = attributes.map(({ attribute, bucketOf }) => {
    const tallies = new Map<string, { n: number; wins: number }>();
    for (const { properties, success } of seen) {
      for (const { key } of bucketOf(properties[attribute.property])) {
        const tally = tallies.get(key) ?? { n: 0, wins: 0 };
        tallies.set(key, { n: tally.n + 1, wins: tally.wins + (success ? 1 : 0) });
      }
    }
    return new Map([...tallies].map(([key, tally]) => [key, weightOfEvidence(tally.wins, tally.n, base)]));
  });
  return ({ properties }) =>
    attributes.reduce((sum, { attribute, bucketOf }, index) => {
      const buckets = bucketOf(properties[attribute.property]);
      return sum + buckets.reduce((all, { key }) => all + (weights[index]?.get(key) ?? 0), 0);
    }, 0);
}
