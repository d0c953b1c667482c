import { z } from 'zod';
import type { PortalMarketingEvent } from '../../portal-data.ts';
import { objectNotFound } from '../api-error.ts';
import type { Answer, Call, Endpoint } from '../http/endpoint.ts';
import { endpoint } from '../http/endpoint.ts';

/** Described (decision 411). What the `id` of a participation identifies is unclear: here each participation has its own. */
const BASE = '/marketing/marketing-events/2026-09';

const scopes = (): string[][] => [['crm.objects.marketing_events.read']];

const pageQuery = {
  after: z.string().regex(/^\d+$/).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(10),
};
const eventsQuery = z.strictObject(pageQuery);
const breakdownQuery = z.strictObject({
  ...pageQuery,
  contactIdentifier: z.string().optional(),
  state: z.enum(['REGISTERED', 'ATTENDED', 'CANCELLED', 'EMPTY', 'NO_SHOW']).optional(),
});
type BreakdownQuery = z.infer<typeof breakdownQuery>;

function presentMarketingEvent(event: PortalMarketingEvent): Record<string, unknown> {
  const attendees = event.participations.filter((each) => each.state === 'ATTENDED').length;
  return {
    eventName: event.name,
    eventType: 'WEBINAR',
    startDateTime: event.startsAt,
    eventCancelled: false,
    eventCompleted: true,
    customProperties: [],
    objectId: event.id,
    externalEventId: event.id,
    eventStatus: 'PAST',
    eventStatusV2: 'past',
    registrants: new Set(event.participations.map((each) => each.contactId)).size,
    attendees,
    cancellations: 0,
    noShows: 0,
    createdAt: event.startsAt,
    updatedAt: event.startsAt,
  };
}

/** One page by offset, with an absolute link to the next. */
function pageOf<T>(
  call: Call<{ after?: string | undefined; limit: number }, unknown>,
  path: string,
  all: readonly T[],
): { page: T[]; paging?: unknown } {
  const start = Number(call.query.after ?? 0);
  const next = start + call.query.limit;
  const page = all.slice(start, next);
  if (next >= all.length) return { page };
  const after = String(next);
  return { page, paging: { next: { after, link: `${call.baseUrl}${path}?limit=${call.query.limit}&after=${after}` } } };
}

function listMarketingEvents(call: Call<z.infer<typeof eventsQuery>, unknown>): Answer {
  const { page, paging } = pageOf(call, BASE, call.store.marketingEvents);
  return { status: 200, body: { results: page.map(presentMarketingEvent), ...(paging ? { paging } : {}) } };
}

function find({ store, params }: Call<unknown, unknown>): PortalMarketingEvent {
  const id = params['marketingEventId'] ?? '';
  const event = store.marketingEvents.find((each) => each.id === id);
  if (!event) throw objectNotFound(id);
  return event;
}

interface Participation {
  id: string;
  event: PortalMarketingEvent;
  contactId: string;
  state: string;
  occurredAt: string;
}

function participationsOf(event: PortalMarketingEvent): Participation[] {
  return event.participations.map(({ contactId, state, occurredAt }, index) => ({
    id: `${event.id}-${index + 1}`,
    event,
    contactId,
    state,
    occurredAt,
  }));
}

function breakdown(call: Call<BreakdownQuery, unknown>, path: string, participations: Participation[]): Answer {
  const { contactIdentifier, state } = call.query;
  const wanted = participations.filter((each) => {
    const email = call.store.records.contacts.get(each.contactId)?.properties['email'];
    const named =
      contactIdentifier === undefined || contactIdentifier === each.contactId || contactIdentifier === email;
    return named && (state === undefined || state === each.state);
  });
  const { page, paging } = pageOf(call, path, wanted);
  const results = page.map((each) => presentParticipation(call, each));
  return { status: 200, body: { total: wanted.length, results, ...(paging ? { paging } : {}) } };
}

function presentParticipation(
  { store }: Call<unknown, unknown>,
  { id, event, contactId, state, occurredAt }: Participation,
): unknown {
  const contact = store.records.contacts.get(contactId);
  const { email = '', firstname, lastname } = contact?.properties ?? {};
  return {
    id,
    createdAt: occurredAt,
    properties: { occurredAt: Date.parse(occurredAt), attendanceState: state },
    associations: {
      contact: {
        contactId: contact?.id ?? contactId,
        email,
        ...(firstname === undefined ? {} : { firstname }),
        ...(lastname === undefined ? {} : { lastname }),
      },
      marketingEvent: { marketingEventId: event.id, externalEventId: event.id, name: event.name },
    },
  };
}

export const MARKETING_EVENT_ROUTES: readonly Endpoint[] = [
  endpoint({ method: 'get', path: BASE, scopes, query: eventsQuery, answer: listMarketingEvents }),
  endpoint({
    method: 'get',
    path: `${BASE}/participations/contacts/:contactId/breakdown`,
    scopes,
    query: breakdownQuery,
    answer: (call: Call<BreakdownQuery, unknown>) => {
      const contactId = call.params['contactId'] ?? '';
      const all = call.store.marketingEvents.flatMap(participationsOf).filter((each) => each.contactId === contactId);
      return breakdown(call, `${BASE}/participations/contacts/${contactId}/breakdown`, all);
    },
  }),
  endpoint({
    method: 'get',
    path: `${BASE}/participations/:marketingEventId/breakdown`,
    scopes,
    query: breakdownQuery,
    answer: (call: Call<BreakdownQuery, unknown>) => {
      const event = find(call);
      return breakdown(call, `${BASE}/participations/${event.id}/breakdown`, participationsOf(event));
    },
  }),
  endpoint({
    method: 'get',
    path: `${BASE}/:marketingEventId`,
    scopes,
    answer: (call) => ({ status: 200, body: presentMarketingEvent(find(call)) }),
  }),
];
