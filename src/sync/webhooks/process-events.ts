import { ZodError } from 'zod';
import { AppError, GrantRevokedError, HubSpotRejectedError, InvalidInputError } from '../../errors.ts';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import { isDatabaseFailure } from '../../storage/connection/database-failure.ts';
import { recordRefusals } from '../../storage/portal/refusals.ts';
import { markProcessed, setAside, type WebhookEvent } from '../../storage/mirror/webhook-events.ts';
import type { SyncContext } from '../sync-context.ts';
import { carryOut } from './carry-out.ts';
import { planReads } from './plan-reads.ts';
import { webhookEventSchema, type WebhookEvent as ReadEvent } from './webhook-event.ts';

/** An event that fails by itself for an unknown reason is tried this many times before it is dropped. */
const MOST_FAILURES = 3;

/**
 * Processes events together. One that can never succeed is found by bisection, reported to the admin, and dropped,
 * since others wait behind it. If the cause may be the event or the moment, it is set aside and retried later.
 * @throws what another attempt may fix for all of them: HubSpot or the database is unavailable, the grant is dead
 */
export async function processEvents(
  context: SyncContext,
  client: HubSpotClient,
  events: readonly WebhookEvent[],
): Promise<void> {
  const { kysely } = context.db;
  const { portalId } = client;
  try {
    await carryOut(context, client, planReads(events.map(readEvent)));
  } catch (error) {
    const verdict = judge(error);
    if (verdict === 'wait') throw error;
    const [event] = events;
    if (event === undefined || events.length > 1) {
      const half = Math.ceil(events.length / 2);
      await processEvents(context, client, events.slice(0, half));
      return processEvents(context, client, events.slice(half));
    }
    if (verdict === 'suspect' && (await setAside(kysely, portalId, event.seq)) < MOST_FAILURES) {
      context.log.warn({ portalId, seq: event.seq, err: error }, 'webhook event is set aside');
      return;
    }
    await noteRefused(context, portalId, event, error);
  }
  const seqs = events.map(({ seq }) => seq);
  await markProcessed(kysely, portalId, seqs, context.now());
}

/** @throws InvalidInputError where it is not what an event is */
function readEvent({ body }: WebhookEvent): ReadEvent {
  const { data, error } = webhookEventSchema.safeParse(body);
  if (error === undefined) return data;
  throw new InvalidInputError('HubSpot sent an event of a shape that is not known.', [], error);
}

/**
 * `event`: the event is the cause; `wait`: HubSpot, the grant, the database, or a process that stops; `suspect`:
 * unforeseen. A caller without access (401, 403) would be refused for every other event as well, and settings that do
 * not parse fail every event.
 */
function judge(error: unknown): 'event' | 'wait' | 'suspect' {
  if (error instanceof ZodError) return 'wait';
  if (error instanceof AppError) {
    if (error.retry !== 'never' || error instanceof GrantRevokedError) return 'wait';
    return error instanceof HubSpotRejectedError && [401, 403].includes(error.status) ? 'wait' : 'event';
  }
  const isAborted = error instanceof Error && error.name === 'AbortError';
  return isAborted || isDatabaseFailure(error) ? 'wait' : 'suspect';
}

/** The error's words may quote a record: the admin sees them only where they are HubSpot's or our own. */
async function noteRefused(
  context: SyncContext,
  portalId: number,
  { seq }: WebhookEvent,
  error: unknown,
): Promise<void> {
  const message =
    error instanceof AppError
      ? error.message
      : 'Roundtable could not work off what HubSpot told of. The next sweep reads the record again.';
  context.log.warn({ portalId, seq, err: error }, 'webhook event cannot be worked off');
  const refusal = { objectType: 'webhook', recordId: String(seq), property: '', message, at: context.now() };
  await recordRefusals(context.db.kysely, portalId, [refusal]);
}
