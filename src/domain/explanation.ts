/** One reason of a score. `points` is a whole number; the lines of a score sum exactly to the number shown. */
export interface ScoreLine {
  kind: 'matched' | 'failed' | 'assumed' | 'penalty' | 'limit' | 'activity' | 'signal' | 'role';
  label: string;
  points: number;
  /** What it rests on, in the reader's words: `numberofemployees = 3,400`. */
  evidence: string;
}

/** A score 0–100 with its reasons; `total` is `null` (and `lines` empty) where there is nothing to judge by. */
export interface Explained {
  total: number | null;
  lines: readonly ScoreLine[];
}

/** Of a result only the score and its reasons. */
export function pickExplained({ total, lines }: Explained): Explained {
  return { total, lines };
}

/**
 * Rounds `values` to whole numbers that sum exactly to `total` (largest-remainder method): each value is floored and
 * the units that are left go to the largest remainders, ties to the earlier value.
 * @throws RangeError where `total` is no whole number, or differs from the sum of the values by a unit per value or more
 */
export function roundToTotal(values: readonly number[], total: number): number[] {
  if (!Number.isInteger(total)) throw new RangeError(`the total ${total} is not a whole number`);
  const floors = values.map((value) => Math.floor(value) + 0); // never −0
  const missing = total - floors.reduce((sum, value) => sum + value, 0);
  if (missing < 0 || missing > values.length) {
    throw new RangeError(`${values.length} values cannot be rounded to sum to ${total}`);
  }
  const order = values
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { index } of order.slice(0, missing)) floors[index] = (floors[index] ?? 0) + 1;
  return floors;
}

/** Sums that are equal on paper must round alike, in whatever order they were added up. */
export function withoutNoise(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
