import type { ActivityFact, ActivityType } from '../../../src/domain/facts.ts';
import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import { readHistory } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import type { StoredRecord } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import type { OutsideFacts } from './outside-facts.ts';

const CONNECTED = 'f240bbac-87c9-4f6e-bf70-924b57d47db7';
const NOT_HELD = new Set(['SCHEDULED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED']);
const RETENTION_MS = 400 * 86_400_000;

/**
 * What every live contact of the portal did, by contact id, by the conventions of `docs` and of HubSpot's objects: a
 * meeting without an outcome was held, a call counts by its disposition, a counter by its history.
 */
export function readActivities(store: PortalStore, outside: OutsideFacts, now: number): Map<string, ActivityFact[]> {
  const all = [
    ...readEngagements(store),
    ...readOccurrences(store),
    ...readParticipations(store),
    ...readCounters(store),
    ...outside.activities.map(({ id, ...rest }) => ({ activityId: `signal:${id}`, detail: null, ...rest })),
  ];
  const owned = all.flatMap((activity): ActivityFact[] => {
    const contact = store.records.contacts.getActive(activity.contactId);
    const isKept = activity.occurredAt >= now - RETENTION_MS;
    return contact === undefined || !isKept ? [] : [{ ...activity, contactId: contact.id }];
  });
  return Map.groupBy(owned, ({ contactId }) => contactId);
}

function readEngagements(store: PortalStore): ActivityFact[] {
  return (['meetings', 'calls', 'emails'] as const).flatMap((kind) =>
    [...store.records[kind].active()].flatMap((record) => {
      const what = describeEngagement(kind, record.properties);
      if (what === null) return [];
      const people = [...store.associations.linked(kind, record.id, 'contacts').keys()];
      return people.map((contactId) => ({ activityId: `${kind}:${record.id}`, contactId, ...what }));
    }),
  );
}

type Described = Pick<ActivityFact, 'type' | 'occurredAt' | 'detail'>;

function describeEngagement(
  kind: 'meetings' | 'calls' | 'emails',
  properties: Readonly<Record<string, string>>,
): Described | null {
  const at = Date.parse(properties['hs_timestamp'] ?? '');
  if (kind === 'meetings') {
    if (NOT_HELD.has(properties['hs_meeting_outcome'] ?? '')) return null;
    const start = Date.parse(properties['hs_meeting_start_time'] ?? '');
    const occurredAt = Number.isNaN(start) ? at : start;
    return { type: 'meeting_held', occurredAt, detail: properties['hs_meeting_title'] ?? null };
  }
  if (kind === 'calls') {
    const type = properties['hs_call_disposition'] === CONNECTED ? 'call_connected' : 'call_unanswered';
    return { type, occurredAt: at, detail: properties['hs_call_title'] ?? null };
  }
  const type = properties['hs_email_direction'] === 'INCOMING_EMAIL' ? 'email_reply' : 'email_sent';
  return { type, occurredAt: at, detail: properties['hs_email_subject'] ?? null };
}

function readOccurrences(store: PortalStore): ActivityFact[] {
  return store.events.all().map(({ id, eventType, contactId, occurredAt, properties }) => {
    const common = { activityId: `event:${id}`, contactId, occurredAt: Date.parse(occurredAt) };
    if (eventType === 'e_visited_page') {
      const path = properties['hs_url_path'] ?? '';
      const type = path === '/pricing' || path.startsWith('/compare/') ? 'page_high_intent' : 'page_view';
      return { ...common, type, detail: path };
    }
    const form = properties['hs_form_name'] ?? '';
    return { ...common, type: form === 'Newsletter' ? 'form_other' : 'form_high_intent', detail: form };
  });
}

function readParticipations(store: PortalStore): ActivityFact[] {
  return store.marketingEvents.flatMap(({ id, name, participations }) =>
    // Two people who became one may both have been there.
    participations.map(({ contactId, state, occurredAt }, index) => ({
      activityId: `marketing_event:${id}-${index}`,
      contactId,
      type: state === 'ATTENDED' ? 'event_attended' : 'event_registered',
      occurredAt: Date.parse(occurredAt),
      detail: name,
    })),
  );
}

const COUNTERS: Readonly<Record<string, ActivityType>> = {
  hs_email_open: 'email_open',
  hs_email_click: 'email_click',
  hs_analytics_num_page_views: 'page_view',
  num_conversion_events: 'form_other',
};
/** Where the portal lists them one by one they are not counted as well. */
const LISTED = new Set(['hs_analytics_num_page_views', 'num_conversion_events']);

/** A counter's first value is a starting point of which one is dated; each later step is dated by its history. */
function readCounters(store: PortalStore): ActivityFact[] {
  const hasEvents = store.events.types().length > 0;
  const counters = Object.entries(COUNTERS).filter(([name]) => !hasEvents || !LISTED.has(name));
  return [...store.records.contacts.active()].flatMap((contact) =>
    counters.flatMap(([name, type]) => readCounter(contact, name, type)),
  );
}

function readCounter(contact: StoredRecord, name: string, type: ActivityType): ActivityFact[] {
  const steps = readHistory(contact, name)
    .map(({ value, timestamp }) => ({ count: Number(value), at: Date.parse(timestamp) }))
    .toReversed();
  let reached = Math.max(0, (steps[0]?.count ?? 0) - 1);
  return steps.flatMap(({ count, at }) => {
    const raised = Math.max(0, count - reached);
    reached = Math.max(reached, count);
    return Array.from({ length: raised }, (_, index) => ({
      activityId: `counter:${name}:${count - index}`,
      contactId: contact.id,
      type,
      occurredAt: at,
      detail: null,
    }));
  });
}
