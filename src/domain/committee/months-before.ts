/**
 * The moment some calendar months before `now` (epoch ms, UTC): on the same day, or on the last of a month that is
 * shorter.
 */
export function monthsBefore(now: number, months: number): number {
  const date = new Date(now);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() - months);
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date.getTime();
}
