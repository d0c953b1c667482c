/** Further ahead nobody plans, and a score that lasts so long needs no warning. */
const HORIZON_DAYS = 400;

/**
 * From which day on, of those to come, something holds that does not hold today and goes on once it has begun; `null` where it has not
 * begun in 400 days. What begins more than once is found at one of its beginnings.
 */
export function findFirstDay(holds: (day: number) => boolean): number | null {
  if (!holds(HORIZON_DAYS)) return null;
  let before = 0;
  let first = HORIZON_DAYS;
  while (first - before > 1) {
    const middle = Math.floor((before + first) / 2);
    if (holds(middle)) first = middle;
    else before = middle;
  }
  return first;
}
