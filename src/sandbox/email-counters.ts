import type { PortalRecord } from './portal-data.ts';

/** HubSpot keeps this many values of a contact property's history (a guess from its documentation; fewer for companies). */
const HISTORY_LIMIT = 45;

const LAST_DATE_PROPERTY = {
  hs_email_open: 'hs_email_last_open_date',
  hs_email_click: 'hs_email_last_click_date',
} as const;
export type EmailCounter = keyof typeof LAST_DATE_PROPERTY;

/**
 * Writes marketing email opens or clicks the way HubSpot shows them: a counter on the contact whose history (newest
 * first) dates its latest increments, and the date of the last one. A counter the contact already has is kept if it
 * is higher: the difference happened before the first known time. `times` are ISO strings in any order.
 * Returns how many of `times` are too old for the history.
 */
export function applyEmailCounter(contact: PortalRecord, counter: EmailCounter, times: readonly string[]): number {
  if (times.length === 0) return 0;
  const newestFirst = times.toSorted().toReversed();
  const newest = newestFirst[0] ?? '';
  const total = Math.max(Number(contact.properties[counter] ?? 0), times.length);
  const history = newestFirst
    .slice(0, HISTORY_LIMIT)
    .map((timestamp, index) => ({ value: String(total - index), timestamp }));
  contact.properties[counter] = String(total);
  contact.properties[LAST_DATE_PROPERTY[counter]] = newest;
  if (newest > contact.updatedAt) contact.updatedAt = newest;
  contact.history = { ...contact.history, [counter]: history };
  return times.length - history.length;
}
