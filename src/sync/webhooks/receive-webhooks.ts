import { filterConnected } from '../../storage/portal/portals.ts';
import { asPortal } from '../../storage/connection/tenant-scope.ts';
import { saveWebhookEvents } from '../../storage/mirror/webhook-events.ts';
import type { SyncContext } from '../sync-context.ts';
import { dedupeKey, type WebhookEvent } from './webhook-event.ts';

/**
 * Stores events and enqueues their processing; HubSpot is answered after that. Events of portals that do not, or no
 * longer, have the app installed are dropped.
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
    stored += await asPortal(portalId, () => storeEvents(context, portalId, own));
  }
  return stored;
}

function storeEvents({ db, queue, now }: SyncContext, portalId: number, events: WebhookEvent[]): Promise<number> {
  return db.transaction(async (trx) => {
    const bodies = events.map((event) => ({ dedupeKey: dedupeKey(event), body: withoutValue(event) }));
    const added = await saveWebhookEvents(trx, portalId, bodies, now());
    if (added > 0) await queue.send('ingest-webhooks', { portalId }, { singletonKey: String(portalId), trx });
    return added;
  });
}

/** What is true is read from HubSpot; a value kept here would outlive the person it is about. */
function withoutValue({ propertyValue: _value, ...event }: WebhookEvent): Omit<WebhookEvent, 'propertyValue'> {
  return event;
}
