import { z } from 'zod';
import { HubSpotRejectedError } from '../../../errors.ts';
import { listEventOccurrences, type EventOccurrence } from '../../../hubspot/events/events.ts';
import type { Activity } from '../../../storage/mirror/activities.ts';
import { dropCounted } from '../../../storage/mirror/counters.ts';
import { companiesOfContacts } from '../../../storage/mirror/links.ts';
import { markStale } from '../../../storage/accounts/stale-accounts.ts';
import { getSyncStep, saveSyncStep } from '../../../storage/mirror/sync-steps.ts';
import { retentionStart } from '../../sync-context.ts';
import { COUNTER_RULES } from '../activities/count-activities.ts';
import { parseCursor } from './cursor.ts';
import {
  EVENT_KINDS,
  findEventTypes,
  isWithheld,
  noteRefusedType,
  type EventKindName,
} from '../activities/event-kinds.ts';
import { mirrorActivities } from '../mirror/mirror-activities.ts';
import type { PullRun } from './pull-run.ts';

/** Guess: an event is listed within this long after it happened. What is read twice is stored once. */
const OVERLAP_MS = 15 * 60_000;

/** How far the events of one type are read: all before `readTo`; `window` is what is being read now. Epoch ms. */
const stateSchema = z.object({
  readTo: z.number().nullable(),
  earliest: z.number().nullable(),
  window: z.object({ since: z.number(), startedAt: z.number(), after: z.string().nullable() }).nullable(),
});
type State = z.infer<typeof stateSchema>;

/** Page visits, or form submissions, one by one since they were read last, where the portal's subscription gives them. */
export async function pullEvents(run: PullRun, kind: EventKindName): Promise<void> {
  for (const eventType of await findEventTypes(run.context, run.client, kind)) {
    try {
      await pullType(run, kind, eventType);
    } catch (error) {
      if (!isWithheld(error)) throw error;
      await noteRefusedType(run.context, run.client, eventType);
    }
  }
}

async function pullType(run: PullRun, kind: EventKindName, eventType: string): Promise<void> {
  const { context, client, signal } = run;
  const { readTo, window, ...held } = await readState(run, eventType);
  const since = window?.since ?? (readTo === null ? retentionStart(context) : readTo - OVERLAP_MS);
  const startedAt = window?.startedAt ?? context.now();
  let { done } = run.from;
  let { earliest } = held;
  let after = window?.after ?? null;
  do {
    signal.throwIfAborted();
    const page = await readPage(run, { eventType, since, after });
    const activities = page.results.map((event) => toActivity(event, kind));
    await mirrorActivities(context, client.portalId, activities);
    done += activities.length;
    ({ after } = page);
    earliest = earliestOf(earliest, activities);
    if (after !== null) await keepState(run, eventType, { readTo, earliest, window: { since, startedAt, after } });
    await run.save({ cursor: null, done });
  } while (after !== null);
  if (readTo === null && earliest !== null) await replaceCounted(run, kind, earliest);
  await keepState(run, eventType, { readTo: startedAt, earliest, window: null });
}

/** A cursor that HubSpot knows no more begins the window again. */
async function readPage(
  { client }: PullRun,
  { eventType, since, after }: { eventType: string; since: number; after: string | null },
): ReturnType<typeof listEventOccurrences> {
  const options = { eventType, objectType: 'contact', occurredAfter: since };
  try {
    return await listEventOccurrences(client, { ...options, after });
  } catch (error) {
    const isStale = after !== null && error instanceof HubSpotRejectedError && error.status === 400;
    if (!isStale) throw error;
    return listEventOccurrences(client, options);
  }
}

/** From its first event on a kind is known one by one: what its counter stood for since goes, and nothing counts twice. */
async function replaceCounted({ context, client }: PullRun, kind: EventKindName, since: number): Promise<void> {
  const { portalId } = client;
  for (const { property } of COUNTER_RULES.filter((rule) => rule.unlessEvents === kind)) {
    await context.db.transaction(async (trx) => {
      const contactIds = await dropCounted(trx, portalId, property, since);
      await markStale(trx, portalId, await companiesOfContacts(trx, portalId, contactIds), 'activity');
    });
  }
}

function toActivity(event: EventOccurrence, kind: EventKindName): Activity {
  const classified = EVENT_KINDS[kind].classify(event);
  return { activityId: `event:${event.id}`, contactId: event.objectId, source: 'events', ...classified };
}

function earliestOf(earliest: number | null, activities: readonly Activity[]): number | null {
  const times = activities.map(({ occurredAt }) => occurredAt);
  return times.reduce<number | null>((least, time) => Math.min(least ?? time, time), earliest);
}

async function readState({ context, client }: PullRun, eventType: string): Promise<State> {
  const step = await getSyncStep(context.db.kysely, client.portalId, `events:${eventType}`);
  return parseCursor(stateSchema, step?.cursor ?? null) ?? { readTo: null, earliest: null, window: null };
}

async function keepState({ context, client }: PullRun, eventType: string, state: State): Promise<void> {
  const now = context.now();
  await saveSyncStep(context.db.kysely, client.portalId, {
    step: `events:${eventType}`,
    cursor: JSON.stringify(state),
    done: 0,
    total: null,
    startedAt: now,
    finishedAt: now,
  });
}
