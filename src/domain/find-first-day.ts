/** Further ahead nobody plans, and a score that lasts so long needs no warning. */
const HORIZON_DAYS = 400;

/**
 * The first coming day on which something holds that does not hold today and, once begun, continues; `null` if it does
 * not begin within 400 days. If it begins more than once, one of its beginnings is found.
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
