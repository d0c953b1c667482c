/** A share with its bounds, each 0–1. */
export interface Interval {
  low: number;
  high: number;
}

/** Two-sided normal quantiles by confidence. */
export const Z = { p95: 1.959964, p99: 2.575829, p995: 2.807034 } as const;

/**
 * Wilson's score interval for `successes` of `n` (Wilson 1927); without trials anything is possible: 0 to 1.
 * @throws RangeError where `successes` is not within 0 and `n`
 */
export function wilsonInterval(successes: number, n: number, z: number = Z.p95): Interval {
  if (!(successes >= 0 && successes <= n)) throw new RangeError(`${successes} successes of ${n} trials`);
  if (n === 0) return { low: 0, high: 1 };
  const share = successes / n;
  const scale = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  // At the ends the formula is exact but for rounding.
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === n ? 1 : Math.min(1, centre + half),
  };
}

/** So many successes of so many trials: runs of a play that reached what they aimed at, deals that were won. */
export interface Trials {
  successes: number;
  n: number;
}

/** Interval of the difference `first − second` of two independent shares (Newcombe 1998, method 10), −1 to 1. */
export function newcombeDifference(first: Trials, second: Trials, z: number = Z.p95): Interval {
  const one = wilsonInterval(first.successes, first.n, z);
  const other = wilsonInterval(second.successes, second.n, z);
  const shareOne = first.n === 0 ? 0.5 : first.successes / first.n;
  const shareOther = second.n === 0 ? 0.5 : second.successes / second.n;
  const difference = shareOne - shareOther;
  return {
    low: difference - Math.hypot(shareOne - one.low, other.high - shareOther),
    high: difference + Math.hypot(one.high - shareOne, shareOther - other.low),
  };
}
