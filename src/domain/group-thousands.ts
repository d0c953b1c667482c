/** A whole number as `1,203` or `-5,000`; Intl is too slow for hundreds of thousands of reasons. */
export function groupThousands(count: number): string {
  if (count < 0) return `-${groupThousands(-count)}`;
  if (count < 1_000) return String(count);
  return `${groupThousands(Math.floor(count / 1_000))},${String(count % 1_000).padStart(3, '0')}`;
}
