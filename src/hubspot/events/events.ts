import { z } from 'zod';
import type { HubSpotClient } from '../client/client.ts';
import { type Page, nextAfter, pagingSchema } from '../client/page.ts';

export const eventOccurrenceSchema = z.looseObject({
  id: z.string(),
  eventType: z.string(),
  /** Upper-case name of the object type: `CONTACT`. */
  objectType: z.string(),
  objectId: z.string(),
  occurredAt: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  properties: z
    .record(z.string(), z.string().nullable())
    .nullish()
    .transform((properties) => properties ?? {}),
});
/** One page visit or form submission; `occurredAt` in epoch ms. */
export type EventOccurrence = z.infer<typeof eventOccurrenceSchema>;

export const eventOccurrencesPageSchema = z.looseObject({
  results: z.array(eventOccurrenceSchema),
  paging: pagingSchema,
});

export interface EventOccurrencesOptions {
  /** `e_visited_page`, `e_submitted_form` … */
  eventType: string;
  /** `contact` … */
  objectType: string;
  /** Epoch ms. */
  occurredAfter?: number;
  /** Epoch ms. */
  occurredBefore?: number;
  after?: string | null;
  /** 1–1,000, 1,000 by default. */
  limit?: number;
}

/** Names of the kinds of events the portal has. */
export async function listEventTypes(client: HubSpotClient): Promise<string[]> {
  const { eventTypes } = await client.request({
    method: 'GET',
    path: '/events/event-occurrences/2026-09/event-types',
    schema: z.looseObject({ eventTypes: z.array(z.string()) }),
    repeatable: true,
  });
  return eventTypes;
}

/**
 * One page of the events of a kind. Enterprise portals only: elsewhere HubSpot refuses.
 * @throws MissingScopesError, HubSpotRejectedError (403) where the portal's subscription has no events
 */
export async function listEventOccurrences(
  client: HubSpotClient,
  options: EventOccurrencesOptions,
): Promise<Page<EventOccurrence>> {
  const page = await client.request({
    method: 'GET',
    path: '/events/event-occurrences/2026-09',
    query: {
      eventType: options.eventType,
      objectType: options.objectType,
      occurredAfter: toIso(options.occurredAfter),
      occurredBefore: toIso(options.occurredBefore),
      after: options.after ?? undefined,
      limit: options.limit ?? 1000,
    },
    schema: eventOccurrencesPageSchema,
    repeatable: true,
  });
  return { results: page.results, after: nextAfter(page.paging) };
}

function toIso(timeMs: number | undefined): string | undefined {
  return timeMs === undefined ? undefined : new Date(timeMs).toISOString();
}
