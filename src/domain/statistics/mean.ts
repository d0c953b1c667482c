import { Z } from './proportion.ts';

/** A mean of `n` values with its 95 % interval (`null` under two values). */
export interface Mean {
  value: number | null;
  n: number;
  low: number | null;
  high: number | null;
}

/** The mean of some numbers with its 95 % interval, by the normal approximation; `null` of none at all. */
export function mean(values: readonly number[]): Mean {
  const n = values.length;
  if (n === 0) return { value: null, n, low: null, high: null };
  const value = values.reduce((sum, each) => sum + each, 0) / n;
  if (n < 2) return { value, n, low: null, high: null };
  const variance = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / (n - 1);
  const half = Z.p95 * Math.sqrt(variance / n);
  return { value, n, low: value - half, high: value + half };
}
