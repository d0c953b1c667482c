import { DAY_MS } from '../../../domain/day-ms.ts';
import { getPortal } from '../../../storage/portal/portals.ts';
import { pruneWebhookEvents } from '../../../storage/mirror/webhook-events.ts';
import type { SyncContext } from '../../sync-context.ts';
import { retryConflicts } from '../../install/provision-portal.ts';
import { pullEvents } from '../steps/pull-events.ts';
import { sweepOpenTickets } from '../steps/open-tickets.ts';
import type { PullRun } from '../steps/pull-run.ts';
import { RECORD_TYPES } from '../reading/record-types.ts';
import { sweepModified } from './sweep-modified.ts';

/** HubSpot repeats a delivery for a day; after that no repeat has to be recognised. */
const KEEP_EVENTS_MS = 3 * DAY_MS;

/**
 * Reads what webhooks did not tell of (records that changed since the last sweep, tickets, page views and forms), and looks
 * again after properties in conflict. Nothing of a portal whose first sync is not complete, or whose access was withdrawn.
 */
export async function sweepPortal(context: SyncContext, portalId: number, signal?: AbortSignal): Promise<void> {
  if ((await getPortal(context.db.kysely, portalId))?.status !== 'active') return;
  await pruneWebhookEvents(context.db.kysely, portalId, context.now() - KEEP_EVENTS_MS);
  const client = context.clientFor(portalId, 'background');
  const run: PullRun = {
    context,
    client,
    signal: signal ?? new AbortController().signal,
    from: { cursor: null, done: 0 },
    // Each part keeps its own cursor.
    save: () => Promise.resolve(),
  };
  for (const type of RECORD_TYPES) await sweepModified(run, type);
  await sweepOpenTickets(run);
  for (const kind of ['page_views', 'forms'] as const) await pullEvents(run, kind);
  await retryConflicts(context, client);
  await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
}
