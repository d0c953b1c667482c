import { failRunsStartedBefore } from '../../storage/plays/play-runs.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import type { SyncContext } from '../sync-context.ts';

/** The tasks of a run are made within seconds; after this long its job has given up, or might as well. */
const STUCK_AFTER_MS = 3_600_000;
const PROBLEM =
  'HubSpot did not take the tasks within an hour. Look which of them are there, then start the play again.';

/** Ends the runs whose tasks could not be made, so that their plays are offered again. */
export async function failStuckRuns(context: SyncContext, portalId: number): Promise<void> {
  const now = context.now();
  await context.db.transaction(async (trx) => {
    const before = now - STUCK_AFTER_MS;
    const companyIds = await failRunsStartedBefore(trx, portalId, before, { now, problem: PROBLEM });
    if (companyIds.length === 0) return;
    context.log.warn({ portalId, companyIds }, 'plays that could not be started are given up');
    await markStale(trx, portalId, companyIds, 'play failed');
    await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId), trx });
  });
}
