import { setTimeout as delay } from 'node:timers/promises';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import { getPortal } from '../../storage/portal/portals.ts';
import {
  findNextEvents,
  releaseEvents,
  takeUnprocessed,
  type WebhookEvent as StoredEvent,
} from '../../storage/mirror/webhook-events.ts';
import { urgently } from '../pace.ts';
import type { SyncContext } from '../sync-context.ts';
import { processEvents } from './process-events.ts';

const EVENTS_AT_ONCE = 500;
/**
 * While events keep coming they are gathered this long: a round takes the same few requests for one record as for a
 * hundred, and rounds one after another would use up the portal's limit.
 */
const ROUND_MS = 700;
/** Where events never cease, another job goes on after this long: one that does not end is taken for lost. */
const LONGEST_MS = 300_000;

/**
 * Processes a portal's stored events: reads again what they name, and mirrors it. An event says only that something
 * changed; the current state is read, so order and repeats do not matter. Until the first sync is complete they wait: a
 * page that was read before an event would be stored after it. The end of that sync calls this too.
 */
export async function ingestWebhooks(
  context: SyncContext,
  portalId: number,
  { signal, longestMs = LONGEST_MS }: { signal?: AbortSignal; longestMs?: number } = {},
): Promise<void> {
  if ((await getPortal(context.db.kysely, portalId))?.status !== 'active') return;
  const client = context.clientFor(portalId, 'background');
  const until = Date.now() + longestMs;
  for (;;) {
    signal?.throwIfAborted();
    const nextRound = Date.now() + ROUND_MS;
    const events = await takeUnprocessed(context.db.kysely, portalId, EVENTS_AT_ONCE);
    if (events.length > 0) await urgently(() => processOrRelease(context, client, events));
    const next = await findNextEvents(context.db.kysely, portalId);
    if (next === null) return;
    if (next !== 'now') return scheduleNextAttempt(context, portalId, next);
    if (Date.now() >= until) {
      await context.queue.send('ingest-webhooks', { portalId }, { singletonKey: String(portalId) });
      return;
    }
    await delay(Math.max(0, nextRound - Date.now()), undefined, signal === undefined ? {} : { signal });
  }
}

/** Events that could not be worked off are there for the next attempt at once. */
async function processOrRelease(
  context: SyncContext,
  client: HubSpotClient,
  events: readonly StoredEvent[],
): Promise<void> {
  const { portalId } = client;
  try {
    await processEvents(context, client, events);
  } catch (error) {
    const seqs = events.map(({ seq }) => seq);
    await releaseEvents(context.db.kysely, portalId, seqs);
    throw error;
  }
  await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
}

/**
 * Events taken by a process that died, or set aside, are handed out again when their lease ends, and a job has to run
 * then. It has a key of its own: a job scheduled for later must not take the place of one that is wanted now.
 */
async function scheduleNextAttempt(context: SyncContext, portalId: number, startAfter: number): Promise<void> {
  await context.queue.send('ingest-webhooks', { portalId }, { singletonKey: `${portalId}:later`, startAfter });
}
