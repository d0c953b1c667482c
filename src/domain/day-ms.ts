/** A day of 24 hours. */
export const DAY_MS = 86_400_000;
/** Seven of them. */
export const WEEK_MS = 7 * DAY_MS;
