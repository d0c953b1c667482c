import { fitChances } from '../statistics/logistic.ts';
import { twoSidedP } from '../statistics/normal.ts';

/** A bucket that could be suggested, with the outcomes (by index) that are in it. */
export interface Candidate {
  members: readonly number[];
}

/** Chance, over all buckets of a portal together, of a suggestion where nothing tells accounts apart. */
const FAMILY_ERROR = 0.03;
const MOST_SELECTED = 20;

/**
 * Picks the buckets that say something the ones picked before do not, the clearest first: forward selection by the score test of a
 * logistic regression, at Bonferroni's share of the family's error. Without it the plain companions of one strong bucket (everybody
 * who is not in it) would look bad, and of two attributes that go together both would be praised for what one does.
 * @returns indices of the picked candidates
 */
export function selectBuckets(candidates: readonly Candidate[], outcomes: readonly boolean[]): Set<number> {
  const picked: number[] = [];
  const marks: number[][] = outcomes.map(() => []);
  while (picked.length < MOST_SELECTED) {
    const chances = fitChances({ marks, outcomes, width: picked.length });
    const [best] = candidates
      .map(({ members }, index) => ({
        index,
        members,
        p: picked.includes(index) ? 1 : testScore(members, outcomes, chances, marks),
      }))
      .toSorted((left, right) => left.p - right.p);
    if (best === undefined || best.p * candidates.length > FAMILY_ERROR) break;
    for (const member of best.members) marks[member]?.push(picked.length);
    picked.push(best.index);
  }
  return new Set(picked);
}

/** Two-sided p of Rao's score test for one more mark, its variance cleared of what the fitted ones explain of it. */
function testScore(
  members: readonly number[],
  outcomes: readonly boolean[],
  chances: readonly number[],
  marks: readonly (readonly number[])[],
): number {
  const strata = new Map<string, { all: number; own: number }>();
  const isMember = new Set(members);
  let surplus = 0;
  for (const [at, chance] of chances.entries()) {
    const spread = chance * (1 - chance);
    const key = (marks[at] ?? []).join();
    const stratum = strata.get(key) ?? { all: 0, own: 0 };
    stratum.all += spread;
    if (isMember.has(at)) {
      stratum.own += spread;
      surplus += (outcomes[at] ? 1 : 0) - chance;
    }
    strata.set(key, stratum);
  }
  let variance = 0;
  for (const { all, own } of strata.values()) variance += all === 0 ? 0 : own - (own * own) / all;
  return variance <= 0 ? 1 : twoSidedP(surplus / Math.sqrt(variance));
}
