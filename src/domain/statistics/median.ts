import { Z } from './proportion.ts';

/** A middle value, what it is the middle of, and its 95 % interval (`null` under eight values). */
export interface Median {
  value: number | null;
  n: number;
  low: number | null;
  high: number | null;
}

/**
 * The middle of some numbers, the mean of the two middle ones of an even count. The interval lies between two of the
 * values, whatever their distribution: those at the ranks `n/2 ∓ z·√n/2` (Campbell and Gardner 1988).
 */
export function median(values: readonly number[]): Median {
  const sorted = values.toSorted((left, right) => left - right);
  const n = sorted.length;
  const upper = sorted[Math.floor(n / 2)];
  const lower = sorted[Math.floor((n - 1) / 2)];
  const half = (Z.p95 * Math.sqrt(n)) / 2;
  const low = Math.floor(n / 2 - half);
  const high = Math.ceil(1 + n / 2 + half);
  const isKnown = low >= 1 && high <= n;
  return {
    value: upper === undefined || lower === undefined ? null : (lower + upper) / 2,
    n,
    low: isKnown ? (sorted[low - 1] ?? null) : null,
    high: isKnown ? (sorted[high - 1] ?? null) : null,
  };
}
