import { z } from 'zod';
import type { PortalEvent } from '../../portal-data.ts';
import { missingScopes, validationError } from '../api-error.ts';
import type { Answer, Call, Endpoint } from '../http/endpoint.ts';
import { csv, endpoint } from '../http/endpoint.ts';
import { newestFirst } from '../store/event-store.ts';
import { parseTime } from '../store/property-value.ts';
import { objectTypeOf } from './object-type-param.ts';

const PATH = '/events/event-occurrences/2026-09';

/** HubSpot's description names no scope for these endpoints; a real error answer of 2024 names this one (decision 411). */
const SCOPE = 'business-intelligence';
const scopes = (): string[][] => [[SCOPE]];

const time = z.string().transform((value, context) => {
  const ms = parseTime(value);
  if (ms === null) context.addIssue(`${value} is not an ISO 8601 time`);
  return new Date(ms ?? 0).toISOString();
});

const eventsQuery = z.strictObject({
  objectType: z.string().optional(),
  objectId: z.string().optional(),
  eventType: z.string().optional(),
  id: csv.optional(),
  occurredAfter: time.optional(),
  occurredBefore: time.optional(),
  after: z.string().optional(),
  before: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(20),
  properties: csv.optional(),
  sort: z.enum(['occurredAt', '-occurredAt']).default('-occurredAt'),
});
type EventsQuery = z.infer<typeof eventsQuery>;

function listEvents(call: Call<EventsQuery, unknown>): Answer {
  const { query, store } = call;
  if (!store.isEnterprise) throw missingScopes([SCOPE]);
  if (query.before !== undefined) throw validationError('Paging backwards is not supported: use after');
  const onContacts = query.objectType === undefined || objectTypeOf(query.objectType).name === 'contacts';
  const all =
    query.objectId === undefined ? store.events.all() : store.events.ofContact(survivorId(call, query.objectId));
  const found = onContacts ? all.filter((event) => matches(event, query)) : [];
  const ordered = query.sort === 'occurredAt' ? found.reverse() : found;
  const start = query.after === undefined ? 0 : startAfter(ordered, decodeCursor(query.after), query.sort);
  const page = ordered.slice(start, start + query.limit);
  const last = page.at(-1);
  const paging = last && start + query.limit < ordered.length ? { paging: pagingAfter(call, last) } : {};
  return { status: 200, body: { results: page.map((event) => presentEvent(call, event)), ...paging } };
}

function survivorId({ store }: Call<unknown, unknown>, contactId: string): string {
  return store.records.contacts.get(contactId)?.id ?? contactId;
}

function matches(event: PortalEvent, { eventType, id, occurredAfter, occurredBefore }: EventsQuery): boolean {
  return (
    (eventType === undefined || event.eventType === eventType) &&
    (id === undefined || id.includes(event.id)) &&
    (occurredAfter === undefined || event.occurredAt >= occurredAfter) &&
    (occurredBefore === undefined || event.occurredAt <= occurredBefore)
  );
}

function presentEvent(call: Call<EventsQuery, unknown>, event: PortalEvent): Record<string, unknown> {
  return {
    objectType: 'CONTACT',
    objectId: survivorId(call, event.contactId),
    eventType: event.eventType,
    occurredAt: event.occurredAt,
    id: event.id,
    properties: event.properties,
  };
}

type Cursor = Pick<PortalEvent, 'occurredAt' | 'id'>;

/** The cursor identifies the last event seen, so that newer ones do not shift the pages. */
const encodeCursor = ({ occurredAt, id }: Cursor): string => Buffer.from(`${occurredAt}|${id}`).toString('base64');

function decodeCursor(after: string): Cursor {
  const [occurredAt, ...id] = Buffer.from(after, 'base64').toString('utf8').split('|');
  if (!occurredAt || parseTime(occurredAt) === null || id.length === 0)
    throw validationError(`after is not a cursor: ${after}`);
  return { occurredAt, id: id.join('|') };
}

function startAfter(events: readonly PortalEvent[], cursor: Cursor, sort: EventsQuery['sort']): number {
  const sign = sort === 'occurredAt' ? -1 : 1;
  const index = events.findIndex((event) => sign * newestFirst(event, cursor) > 0 && event.id !== cursor.id);
  return index === -1 ? events.length : index;
}

function pagingAfter(call: Call<EventsQuery, unknown>, last: PortalEvent): unknown {
  const after = encodeCursor(last);
  const link = new URL(`${PATH}/`, call.baseUrl);
  for (const [name, value] of Object.entries(call.query)) {
    if (value !== undefined && name !== 'after') link.searchParams.set(name, String(value));
  }
  link.searchParams.set('after', after);
  return { next: { after, link: link.href } };
}

export const EVENT_ROUTES: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: `${PATH}/event-types`,
    scopes,
    answer: ({ store }) => ({ status: 200, body: { eventTypes: store.events.types() } }),
  }),
  endpoint({ method: 'get', path: PATH, scopes, query: eventsQuery, answer: listEvents }),
];
