/** Conditions on a date that count whole days from today, which is day 0; `withinDays` looks both ways from the moment. */
export const DAY_KINDS = ['inNextDays', 'inLastDays', 'overDaysAhead', 'overDaysAgo'] as const;
/** Conditions on a date that name a day of the calendar, which itself is neither before nor after. */
export const DATE_KINDS = ['before', 'after'] as const;

/** A test of one company property. Numbers are compared after parsing HubSpot's string; text without case. */
export type PropertyCondition =
  | { kind: 'oneOf'; values: readonly string[] }
  | { kind: 'range'; min?: number; max?: number }
  | { kind: 'containsAny'; values: readonly string[] }
  | { kind: 'known' }
  | { kind: 'isTrue' }
  | { kind: 'withinDays'; days: number }
  | { kind: (typeof DAY_KINDS)[number]; days: number }
  /** `date`: `2026-11-20`. */
  | { kind: (typeof DATE_KINDS)[number]; date: string };

/** Whether a condition reads the value as a date. */
export function readsDate({ kind }: PropertyCondition): boolean {
  return kind === 'withinDays' || [...DAY_KINDS, ...DATE_KINDS].some((each) => each === kind);
}
