import { z } from 'zod';
import type { HubSpotClient } from '../client/client.ts';
import { type Page, nextAfter, pagingSchema } from '../client/page.ts';
import { isoToMs } from '../records/record.ts';

/** Not among the paths that HubSpot's documentation lists; its description of 2026-09 has it (decision 411). */
const BASE = '/marketing/marketing-events/2026-09';

export const marketingEventSchema = z
  .looseObject({
    objectId: z.string(),
    eventName: z.string(),
    startDateTime: isoToMs.nullish(),
    updatedAt: isoToMs,
  })
  .transform(({ objectId, eventName, startDateTime, updatedAt }) => ({
    id: objectId,
    name: eventName,
    startsAt: startDateTime ?? null,
    updatedAt,
  }));
/** A webinar, a dinner, a fair; times in epoch ms. */
export type MarketingEvent = z.infer<typeof marketingEventSchema>;

export const marketingEventsPageSchema = z.looseObject({
  results: z.array(marketingEventSchema),
  paging: pagingSchema,
});

export const participationSchema = z
  .looseObject({
    id: z.string(),
    associations: z.looseObject({
      contact: z.looseObject({ contactId: z.string() }),
      marketingEvent: z.looseObject({ marketingEventId: z.string() }),
    }),
    properties: z.looseObject({ occurredAt: z.number(), attendanceState: z.string() }),
  })
  .transform(({ id, associations: { contact, marketingEvent }, properties }) => ({
    // HubSpot's description calls `id` the event's own: then event and person together name the participation.
    id: id === marketingEvent.marketingEventId ? `${id}-${contact.contactId}` : id,
    contactId: contact.contactId,
    /** `REGISTERED`, `ATTENDED`, `CANCELLED`, `NO_SHOW`, `EMPTY`. */
    state: properties.attendanceState,
    occurredAt: properties.occurredAt,
  }));
/** What one contact did with one marketing event. */
export type Participation = z.infer<typeof participationSchema>;

const participationsPageSchema = z.looseObject({ results: z.array(participationSchema), paging: pagingSchema });

/** One page of the portal's marketing events. */
export async function listMarketingEvents(
  client: HubSpotClient,
  options: { after?: string | null; limit?: number } = {},
): Promise<Page<MarketingEvent>> {
  const page = await client.request({
    method: 'GET',
    path: BASE,
    query: { limit: options.limit ?? 100, after: options.after ?? undefined },
    schema: marketingEventsPageSchema,
    repeatable: true,
  });
  return { results: page.results, after: nextAfter(page.paging) };
}

/** One page of who registered for, attended or missed a marketing event. */
export async function listParticipations(
  client: HubSpotClient,
  marketingEventId: string,
  options: { after?: string | null; limit?: number } = {},
): Promise<Page<Participation>> {
  const page = await client.request({
    method: 'GET',
    path: `${BASE}/participations/${encodeURIComponent(marketingEventId)}/breakdown`,
    query: { limit: options.limit ?? 100, after: options.after ?? undefined },
    schema: participationsPageSchema,
    repeatable: true,
  });
  return { results: page.results, after: nextAfter(page.paging) };
}
