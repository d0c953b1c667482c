import { DAY_MS } from '../durations.ts';
import type { PortalData, PortalRecord } from '../portal-data.ts';
import type { SyncState } from './app-client.ts';

/** What the app must have mirrored in the end, counted from the portal's data, not from the app's answers. */
export interface ExpectedMirror {
  companies: number;
  contacts: number;
  deals: number;
  /** Activities, one per person, by how the app receives them. */
  activities: Record<string, number>;
  /** Records in HubSpot that are not scored, with the reason. */
  notMirrored: Record<string, number>;
}

/** The app's documented retention (README): older activities have decayed to nothing. */
const RETENTION_DAYS = 400;
const NOT_HELD = new Set(['SCHEDULED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED', 'CANCELLED']);

/** Counts a portal's records at a given time (epoch ms): what is scored, and what is not and why. */
export function expectMirror(data: PortalData, asOf: number): ExpectedMirror {
  const start = asOf - RETENTION_DAYS * DAY_MS;
  const expected: ExpectedMirror = {
    companies: data.objects.companies.length,
    contacts: data.objects.contacts.length,
    deals: data.objects.deals.length,
    activities: {},
    notMirrored: {},
  };
  const count = (source: string, occurredAt: string | undefined, people = 1): void => {
    if (Date.parse(occurredAt ?? '') < start) add(expected.notMirrored, 'older than the retention of 400 days', people);
    else add(expected.activities, source, people);
  };
  const people = countPeople(data);
  for (const meeting of data.objects.meetings) {
    if (NOT_HELD.has(meeting.properties['hs_meeting_outcome'] ?? '')) add(expected.notMirrored, 'meeting not held');
    else count('meetings', meeting.properties['hs_meeting_start_time'] ?? timeOf(meeting), people(meeting.id));
  }
  for (const type of ['calls', 'emails'] as const) {
    for (const record of data.objects[type]) count(type, timeOf(record), people(record.id));
  }
  for (const event of data.events) count('events', event.occurredAt);
  for (const event of data.marketingEvents) {
    for (const participation of event.participations) count('marketing_events', participation.occurredAt);
  }
  for (const contact of data.objects.contacts) {
    for (const name of ['hs_email_open', 'hs_email_click']) {
      for (const entry of contact.history?.[name] ?? []) if (Number(entry.value) > 0) count('counter', entry.timestamp);
    }
  }
  for (const ad of data.adActivities) count('signals', ad.occurredAt);
  const effort = data.objects.notes.length + data.objects.tasks.length;
  if (effort > 0) add(expected.notMirrored, 'notes and tasks: effort is not engagement', effort);
  return expected;
}

/** What is missing from the app's mirror, as sentences; none if nothing was lost. */
export function findLosses(expected: ExpectedMirror, mirrored: SyncState['mirrored']): string[] {
  const losses: string[] = [];
  const compare = (what: string, want: number, have: number): void => {
    if (have !== want) losses.push(`${what}: ${want} in the portal, ${have} in the app`);
  };
  for (const type of ['companies', 'contacts', 'deals'] as const) compare(type, expected[type], mirrored[type]);
  const sources = new Set([...Object.keys(expected.activities), ...Object.keys(mirrored.activities)]);
  for (const source of sources) {
    compare(`activities (${source})`, expected.activities[source] ?? 0, mirrored.activities[source] ?? 0);
  }
  return losses;
}

function countPeople({ associations }: PortalData): (id: string) => number {
  const people = new Map<string, number>();
  for (const { fromType, fromId, toType, toId } of associations) {
    if (fromType === 'contacts') people.set(toId, (people.get(toId) ?? 0) + 1);
    else if (toType === 'contacts') people.set(fromId, (people.get(fromId) ?? 0) + 1);
  }
  return (id) => people.get(id) ?? 0;
}

function timeOf({ properties }: PortalRecord): string | undefined {
  return properties['hs_timestamp'];
}

function add(counts: Record<string, number>, key: string, by = 1): void {
  if (by > 0) counts[key] = (counts[key] ?? 0) + by;
}
