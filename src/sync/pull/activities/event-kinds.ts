import { z } from 'zod';
import { DAY_MS } from '../../../domain/day-ms.ts';
import { HubSpotRejectedError, MissingScopesError } from '../../../errors.ts';
import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import { listEventOccurrences, listEventTypes, type EventOccurrence } from '../../../hubspot/events/events.ts';
import { getSyncStep, saveSyncStep } from '../../../storage/mirror/sync-steps.ts';
import type { SyncContext } from '../../sync-context.ts';
import { classifyForm, classifyPageView, type ClassifiedActivity } from './classify-activity.ts';
import { COUNTER_RULES, type CounterRule } from './count-activities.ts';

interface EventKind {
  /** Matches HubSpot's names of its types. */
  pattern: RegExp;
  classify: (event: EventOccurrence) => ClassifiedActivity;
}

/** What is read one by one where the portal's subscription gives it, and told by counters elsewhere. */
export const EVENT_KINDS = {
  page_views: {
    // HubSpot's name of a page visit (recorded).
    pattern: /^e_visited_page$/,
    classify: (event) => classifyPageView(event.properties, event.occurredAt),
  },
  forms: {
    // Form submissions are named differently by generation of the portal: what the portal lists is asked for.
    pattern: /^e_(?=.*form)(?=.*submi).*$/,
    classify: (event) =>
      classifyForm(event.properties['hs_form_name'] || event.properties['hs_form_id'] || null, event.occurredAt),
  },
} as const satisfies Record<string, EventKind>;
export type EventKindName = keyof typeof EVENT_KINDS;

/** What a portal gives is asked this often; whether it really gives what it lists, once a day. */
const ASK_AGAIN_MS = 10 * 60_000;
const TRY_AGAIN_MS = DAY_MS;

const STEP = 'event_types';
const heldSchema = z.object({ listed: z.array(z.string()), usable: z.array(z.string()), triedAt: z.number() });
type Held = z.infer<typeof heldSchema>;

/** HubSpot's event types of a kind that this portal provides; none if it is known by counters. */
export async function findEventTypes(
  context: SyncContext,
  client: HubSpotClient,
  kind: EventKindName,
): Promise<string[]> {
  return (await readUsable(context, client)).filter((type) => EVENT_KINDS[kind].pattern.test(type));
}

/** The counters that stand for activities in this portal: page views and forms only where it gives no events of them. */
export async function findCountedRules(context: SyncContext, client: HubSpotClient): Promise<CounterRule[]> {
  const usable = await readUsable(context, client);
  return COUNTER_RULES.filter(
    ({ unlessEvents }) => unlessEvents === null || !usable.some((type) => EVENT_KINDS[unlessEvents].pattern.test(type)),
  );
}

/** Notes that HubSpot refused events of a type it lists, so that its counter stands for them from now on. */
export async function noteRefusedType(context: SyncContext, client: HubSpotClient, type: string): Promise<void> {
  const { held } = await readHeld(context, client.portalId);
  if (held === null) return;
  await keep(context, client.portalId, { ...held, usable: held.usable.filter((each) => each !== type) });
}

/** Whether an error says that the portal's subscription or its admin does not give this. */
export function isWithheld(error: unknown): boolean {
  return error instanceof MissingScopesError || (error instanceof HubSpotRejectedError && error.status === 403);
}

async function readUsable(context: SyncContext, client: HubSpotClient): Promise<string[]> {
  const { held, askedAt } = await readHeld(context, client.portalId);
  const now = context.now();
  if (held !== null && now - askedAt < ASK_AGAIN_MS) return held.usable;
  const listed = (await listTypes(client)).toSorted();
  const isKnown = held !== null && held.listed.join() === listed.join() && now - held.triedAt < TRY_AGAIN_MS;
  const usable = isKnown ? held.usable : await tryTypes(client, listed);
  await keep(context, client.portalId, { listed, usable, triedAt: isKnown ? held.triedAt : now });
  return usable;
}

/** The types of our kinds that the portal lists; it may list none (the scope is not granted, or no Enterprise). */
async function listTypes(client: HubSpotClient): Promise<string[]> {
  const kinds = Object.values(EVENT_KINDS);
  try {
    return (await listEventTypes(client)).filter((type) => kinds.some(({ pattern }) => pattern.test(type)));
  } catch (error) {
    if (isWithheld(error)) return [];
    throw error;
  }
}

async function tryTypes(client: HubSpotClient, listed: readonly string[]): Promise<string[]> {
  const usable: string[] = [];
  for (const eventType of listed) {
    try {
      await listEventOccurrences(client, { eventType, objectType: 'contact', limit: 1 });
      usable.push(eventType);
    } catch (error) {
      if (!isWithheld(error)) throw error;
    }
  }
  return usable;
}

async function readHeld(context: SyncContext, portalId: number): Promise<{ held: Held | null; askedAt: number }> {
  const step = await getSyncStep(context.db.kysely, portalId, STEP);
  const held = heldSchema.safeParse(JSON.parse(step?.cursor ?? 'null'));
  return { held: held.success ? held.data : null, askedAt: step?.finishedAt ?? 0 };
}

async function keep(context: SyncContext, portalId: number, held: Held): Promise<void> {
  const now = context.now();
  await saveSyncStep(context.db.kysely, portalId, {
    step: STEP,
    cursor: JSON.stringify(held),
    done: held.usable.length,
    total: null,
    startedAt: now,
    finishedAt: now,
  });
}
