import { ZodError } from 'zod';
import { AppError, GrantRevokedError, HubSpotRejectedError } from '../../errors.ts';
import { readAssociations } from '../../hubspot/associations.ts';
import type { HubSpotClient } from '../../hubspot/client.ts';
import { eraseContact } from '../../storage/erase-contact.ts';
import { markGone, readClock } from '../../storage/mirrored-records.ts';
import { getPortal } from '../../storage/portals.ts';
import { recordRefusals } from '../../storage/refusals.ts';
import {
  markProcessed,
  nextLeaseEnd,
  releaseEvents,
  takeUnprocessed,
  type WebhookEvent as StoredEvent,
} from '../../storage/webhook-events.ts';
import { syncRecords } from '../pull/sync-records.ts';
import type { SyncContext } from '../sync-context.ts';
import { moveMerged } from './forget-records.ts';
import { planReads, type ReadPlan } from './plan-reads.ts';
import { webhookEventSchema } from './webhook-event.ts';

const EVENTS_AT_ONCE = 500;

/**
 * Works off the stored events of a portal: reads what they name again and mirrors it. An event says only that
 * something moved; what it is now is read, so that order and repeats do not matter. Until the first sync is complete
 * they wait: a page that was read before an event would be stored after it. The end of that sync comes here.
 */
export async function ingestWebhooks(context: SyncContext, portalId: number, signal?: AbortSignal): Promise<void> {
  if ((await getPortal(context.db.kysely, portalId))?.status !== 'active') return;
  const client = context.clientFor(portalId, 'background');
  for (;;) {
    signal?.throwIfAborted();
    const events = await takeUnprocessed(context.db.kysely, portalId, EVENTS_AT_ONCE);
    if (events.length === 0) return comeBackForTaken(context, portalId);
    try {
      await workOff(context, client, events);
    } catch (error) {
      await releaseEvents(context.db.kysely, portalId, seqsOf(events));
      throw error;
    }
    await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
  }
}

/** Works events off together; one that never can be is found by halving, noted, and let go: others wait behind it. */
async function workOff(context: SyncContext, client: HubSpotClient, events: readonly StoredEvent[]): Promise<void> {
  const { portalId } = client;
  try {
    await carryOut(context, client, planReads(events.map((event) => webhookEventSchema.parse(event.body))));
  } catch (error) {
    if (!isHopeless(error)) throw error;
    if (events.length > 1) {
      const half = Math.ceil(events.length / 2);
      await workOff(context, client, events.slice(0, half));
      return workOff(context, client, events.slice(half));
    }
    await noteRefused(context, portalId, events, error.message);
  }
  await markProcessed(context.db.kysely, portalId, seqsOf(events), context.now());
}

/** Whether it lies with the event. Who may not ask at all (401, 403) would be refused for every other event as well. */
function isHopeless(error: unknown): error is Error {
  if (error instanceof ZodError) return true;
  if (!(error instanceof AppError) || error.retry !== 'never' || error instanceof GrantRevokedError) return false;
  return !(error instanceof HubSpotRejectedError && [401, 403].includes(error.status));
}

async function noteRefused(
  context: SyncContext,
  portalId: number,
  events: readonly StoredEvent[],
  message: string,
): Promise<void> {
  const at = context.now();
  context.log.warn({ portalId, seqs: seqsOf(events), problem: message }, 'webhook event cannot be worked off');
  const refusals = events.map(({ seq }) => ({
    objectType: 'webhook',
    recordId: String(seq),
    property: '',
    message,
    at,
  }));
  await recordRefusals(context.db.kysely, portalId, refusals);
}

function seqsOf(events: readonly StoredEvent[]): number[] {
  return events.map(({ seq }) => seq);
}

/** Events that a process took which died are given again when its lease ends: somebody has to be there then. */
async function comeBackForTaken(context: SyncContext, portalId: number): Promise<void> {
  const startAfter = await nextLeaseEnd(context.db.kysely, portalId);
  if (startAfter === null) return;
  await context.queue.send('ingest-webhooks', { portalId }, { singletonKey: String(portalId), startAfter });
}

async function carryOut(context: SyncContext, client: HubSpotClient, plan: ReadPlan): Promise<void> {
  for (const merge of plan.merges) await moveMerged(context, client.portalId, merge);
  for (const contactId of plan.erase) {
    const readAt = await readClock(context.db.kysely);
    await context.db.transaction(async (trx) => {
      await markGone(trx, client.portalId, 'contacts', [contactId], readAt);
      await eraseContact(trx, client.portalId, contactId, context.now());
    });
  }
  await syncRecords(context, client, 'companies', [...plan.read.companies]);
  await readLinked(client, plan);
  const contactIds = [...plan.read.contacts].filter((id) => !plan.erase.has(id));
  await syncRecords(context, client, 'contacts', contactIds);
  for (const type of ['deals', 'meetings', 'calls', 'emails'] as const) {
    await syncRecords(context, client, type, [...plan.read[type]]);
  }
}

/**
 * A company that came, or came back, may have its people and deals already, and a contact its deals: the links are kept
 * on their side, and need not be told of by an event of their own.
 */
async function readLinked(client: HubSpotClient, { read, relink }: ReadPlan): Promise<void> {
  const follow = async (from: 'companies' | 'contacts', to: 'contacts' | 'deals'): Promise<void> => {
    if (relink[from].size === 0) return;
    const links = await readAssociations(client, from, to, [...relink[from]]);
    for (const { toId } of [...links.values()].flat()) read[to].add(toId);
  };
  await follow('companies', 'contacts');
  await follow('companies', 'deals');
  await follow('contacts', 'deals');
}
