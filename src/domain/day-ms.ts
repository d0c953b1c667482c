/** A day of 24 hours; days are counted in UTC everywhere. */
export const DAY_MS = 86_400_000;
