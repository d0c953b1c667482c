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

/** An event that fails alone, of which nobody can say why, is tried so often before it is let go. */
const MOST_FAILURES = 3;

/**
 * Works events off together. One that never can be is found by halving, noted for the admin, and let go: others wait
 * behind it. Where it may lie with the event or with the moment, it is set aside and tried again later.
 * @throws what another attempt may mend for all of them: HubSpot or the database is away, the grant is dead
 */
export async function workOff(
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
      await workOff(context, client, events.slice(0, half));
      return workOff(context, client, events.slice(half));
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
 * `event`: it lies with the event; `wait`: with HubSpot, the grant, the database, or a process that stops; `suspect`:
 * nobody foresaw it. Who may not ask at all (401, 403) would be refused for every other event as well, and settings that do
 * not parse are every event's trouble.
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
