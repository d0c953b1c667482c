import { NotFoundError } from '../../errors.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import { changePlayRunStatus, getPlayRun } from '../../storage/plays/play-runs.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import type { SyncContext } from '../sync-context.ts';

export interface StopPlay {
  portalId: number;
  companyId: string;
  runId: string;
  reason: string;
  /** Signed e-mail address of the user. */
  stoppedBy: string;
}

/**
 * Ends a running play before anybody judged it (decision 414): it counts neither as a success nor as a failure. Its tasks in HubSpot
 * stay as they are. A run that is over already, or whose tasks are still being made, is left as it is.
 * @throws NotFoundError where the company has no such run
 */
export async function stopPlay(context: SyncContext, request: StopPlay): Promise<void> {
  const { portalId, companyId, runId, reason, stoppedBy } = request;
  const now = context.now();
  await context.db.transaction(async (trx) => {
    const run = await getPlayRun(trx, portalId, runId);
    if (run === null || run.companyId !== companyId) {
      throw new NotFoundError('This play is not running at the company: reload the card.');
    }
    const problem = `Stopped: ${reason}`;
    if (!(await changePlayRunStatus(trx, portalId, runId, 'abandoned', { now, problem }))) return;
    // What a person writes may name another: it is kept with the run, where an erasure finds it, and not in the log.
    const details = { runId, playId: run.playId };
    const entry = { at: now, actor: stoppedBy, action: 'play stopped', subject: `company:${companyId}`, details };
    await appendAudit(trx, portalId, entry);
    await markStale(trx, portalId, [companyId], 'play stopped');
  });
}
