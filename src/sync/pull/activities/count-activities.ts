import type { ActivityType } from '../../../domain/facts.ts';
import type { CrmRecord } from '../../../hubspot/records/record.ts';
import type { Activity } from '../../../storage/mirror/activities.ts';
import { classifyForm, parseTime } from './classify-activity.ts';

/** A contact property that counts what HubSpot does not list one by one. */
export interface CounterRule {
  property: string;
  dateProperty: string;
  type: ActivityType;
  /** Property that says what was counted last; only of the newest activity. */
  nameProperty: string | null;
  /** Used only where the portal gives no event occurrences of this kind: never both. */
  unlessEvents: 'page_views' | 'forms' | null;
}

export const COUNTER_RULES: readonly CounterRule[] = [
  counter('hs_email_open', 'hs_email_last_open_date', 'email_open'),
  counter('hs_email_click', 'hs_email_last_click_date', 'email_click'),
  { ...counter('hs_analytics_num_page_views', 'hs_analytics_last_timestamp', 'page_view'), unlessEvents: 'page_views' },
  {
    ...counter('num_conversion_events', 'recent_conversion_date', 'form_other'),
    nameProperty: 'recent_conversion_event_name',
    unlessEvents: 'forms',
  },
];

/** No contact is counted further than this in one step: beyond it a counter was imported, not clicked. */
const MOST_AT_ONCE = 500;

export interface CountedActivities {
  activities: Activity[];
  /** What the counter stands at now. */
  value: number;
  /** Counted before anything we can date: a starting point, no activity. */
  undated: number;
}

/**
 * The activities a contact's counter stands for since it was last seen. On first sight (`seen` is `null`) the property's
 * history dates what it holds; the rest is a starting point, not a burst. Ids are made of the count, so that reading
 * twice gives the same activities.
 */
export function countActivities(rule: CounterRule, record: CrmRecord, seen: number | null): CountedActivities {
  const value = counterValue(record.properties[rule.property]);
  const history = (record.history[rule.property] ?? []).toReversed();
  const at = (timeMs: number, count: number): Activity => ({
    activityId: `counter:${rule.property}:${record.id}:${count}`,
    contactId: record.id,
    source: 'counter',
    ...describe(rule, record, timeMs, count === value),
  });
  const activities: Activity[] = [];
  if (history.length > 0) {
    let reached = seen ?? Math.max(0, counterValue(history[0]?.value) - 1);
    for (const entry of history) {
      const count = counterValue(entry.value);
      const from = Math.max(reached, count - MOST_AT_ONCE);
      for (let next = from + 1; next <= count; next += 1) activities.push(at(entry.timestamp, next));
      reached = Math.max(reached, count);
    }
  } else if (seen !== null) {
    const timeMs = parseTime(record.properties[rule.dateProperty]) ?? record.updatedAt;
    for (let next = Math.max(seen, value - MOST_AT_ONCE) + 1; next <= value; next += 1)
      activities.push(at(timeMs, next));
  }
  return { activities, value, undated: Math.max(0, value - (seen ?? 0) - activities.length) };
}

/** A counter's number; unset is 0. */
export function counterValue(value: string | null | undefined): number {
  const number = Number(value ?? '');
  return Number.isFinite(number) && number > 0 ? Math.floor(number) : 0;
}

/** HubSpot names only the newest of what it counts: what the others were is not known. */
function describe(
  rule: CounterRule,
  record: CrmRecord,
  timeMs: number,
  isNewest: boolean,
): Pick<Activity, 'type' | 'occurredAt' | 'detail'> {
  if (rule.nameProperty === null || !isNewest) return { type: rule.type, occurredAt: timeMs, detail: null };
  return classifyForm(record.properties[rule.nameProperty] ?? null, timeMs);
}

function counter(property: string, dateProperty: string, type: ActivityType): CounterRule {
  return { property, dateProperty, type, nameProperty: null, unlessEvents: null };
}
