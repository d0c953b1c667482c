import { Z, wilsonInterval, type Interval } from './proportion.ts';

/** Something that was scored before its outcome was known. */
export interface ScoredOutcome {
  score: number;
  won: boolean;
}

export interface Auc extends Interval {
  /** Chance that one that was won scored higher than one that was not; 0.5 says nothing. */
  value: number;
}

/**
 * Area under the ROC curve by ranks (Mann–Whitney; equal scores count half), with the 95 % interval of Hanley and McNeil (1982).
 * `null` where one of the two outcomes is missing.
 */
export function computeAuc(scored: readonly ScoredOutcome[]): Auc | null {
  const wins = scored.filter(({ won }) => won).length;
  const losses = scored.length - wins;
  if (wins === 0 || losses === 0) return null;
  const value = (sumOfRanks(scored) - (wins * (wins + 1)) / 2) / (wins * losses);
  const q1 = value / (2 - value);
  const q2 = (2 * value * value) / (1 + value);
  const variance =
    (value * (1 - value) + (wins - 1) * (q1 - value * value) + (losses - 1) * (q2 - value * value)) / (wins * losses);
  const half = Z.p95 * Math.sqrt(Math.max(0, variance));
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half) };
}

/** Ranks of the won ones from the lowest score, ties sharing their mean rank. */
function sumOfRanks(scored: readonly ScoredOutcome[]): number {
  const sorted = scored.toSorted((left, right) => left.score - right.score);
  let sum = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to += 1;
    const rank = (from + 1 + to) / 2;
    for (let at = from; at < to; at += 1) if (sorted[at]?.won) sum += rank;
    from = to;
  }
  return sum;
}

export interface Decile extends Interval {
  /** 1 holds the highest scores. */
  decile: number;
  n: number;
  wins: number;
  /** Its win rate over that of all. */
  lift: number;
}

/** Ten groups by score, the highest first, each with its win rate (Wilson 95 %) against the whole; fewer where there are fewer than ten. */
export function liftByDecile(scored: readonly ScoredOutcome[]): Decile[] {
  const sorted = scored.toSorted((left, right) => right.score - left.score);
  const rate = sorted.filter(({ won }) => won).length / sorted.length;
  const groups = Math.min(10, sorted.length);
  return Array.from({ length: groups }, (_, index) => {
    const group = sorted.slice(
      Math.round((index * sorted.length) / groups),
      Math.round(((index + 1) * sorted.length) / groups),
    );
    const wins = group.filter(({ won }) => won).length;
    const lift = rate === 0 ? 0 : wins / group.length / rate;
    return { decile: index + 1, n: group.length, wins, lift, ...wilsonInterval(wins, group.length) };
  });
}
