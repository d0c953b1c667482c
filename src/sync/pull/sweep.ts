import { getSyncStep, saveSyncStep } from '../../storage/sync-steps.ts';
import { pruneWebhookEvents } from '../../storage/webhook-events.ts';
import type { SyncContext } from '../sync-context.ts';
import { pullForms, pullPageViews } from './pull-events.ts';
import type { PullRun } from './pull-run.ts';

/** Events may be listed this long after they happened; what was read already is stored once all the same. */
const OVERLAP_MS = 15 * 60_000;

/** HubSpot repeats a delivery for a day; after that no repeat has to be recognised. */
const KEEP_EVENTS_MS = 3 * 86_400_000;

/** Reads what no webhook tells of: page views and forms since the last sweep, or since the first sync read them. */
export async function sweepPortal(context: SyncContext, portalId: number, signal?: AbortSignal): Promise<void> {
  const client = context.clientFor(portalId, 'background');
  const { kysely } = context.db;
  const startedAt = context.now();
  await pruneWebhookEvents(kysely, portalId, startedAt - KEEP_EVENTS_MS);
  const last = await getSyncStep(kysely, portalId, 'sweep');
  const readAt = last === null ? (await getSyncStep(kysely, portalId, 'page_views'))?.startedAt : Number(last.cursor);
  const since = readAt === undefined ? null : readAt - OVERLAP_MS;
  let done = 0;
  const run: PullRun = {
    context,
    client,
    from: { cursor: null, done: 0 },
    save: async (progress) => {
      done += progress.done;
    },
  };
  for (const pull of [pullPageViews, pullForms]) {
    signal?.throwIfAborted();
    await pull(run, since);
  }
  const finishedAt = context.now();
  await saveSyncStep(kysely, portalId, {
    step: 'sweep',
    cursor: String(startedAt),
    done,
    total: null,
    startedAt,
    finishedAt,
  });
  await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
}
