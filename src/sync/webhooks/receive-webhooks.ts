import { filterConnected } from '../../storage/portals.ts';
import { saveWebhookEvents } from '../../storage/webhook-events.ts';
import type { SyncContext } from '../sync-context.ts';
import { dedupeKey, type WebhookEvent } from './webhook-event.ts';

/**
 * Stores events and enqueues their processing; HubSpot is answered after that. Events of portals that did not install
 * the app (any more) are let go.
 * @returns how many were new
 */
export async function receiveWebhooks(context: SyncContext, events: readonly WebhookEvent[]): Promise<number> {
  const portalIds = [...new Set(events.map((event) => event.portalId))];
  const known = await filterConnected(context.db.kysely, portalIds);
  const byPortal = Map.groupBy(
    events.filter((event) => known.has(event.portalId)),
    (event) => event.portalId,
  );
  let stored = 0;
  for (const [portalId, own] of byPortal) {
    stored += await context.db.transaction(async (trx) => {
      const bodies = own.map((event) => ({ dedupeKey: dedupeKey(event), body: withoutValue(event) }));
      const added = await saveWebhookEvents(trx, portalId, bodies, context.now());
      const options = { singletonKey: String(portalId), trx };
      if (added > 0) await context.queue.send('ingest-webhooks', { portalId }, options);
      return added;
    });
  }
  return stored;
}

/** What is true is read from HubSpot; a value kept here would outlive the person it is about. */
function withoutValue({ propertyValue: _value, ...event }: WebhookEvent): Omit<WebhookEvent, 'propertyValue'> {
  return event;
}
