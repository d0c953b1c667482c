import type { RunEnd } from '../../domain/plays/judge-run.ts';
import { appendAudit, THE_APP } from '../../storage/portal/audit-log.ts';
import { changePlayRunStatus } from '../../storage/plays/play-runs.ts';
import type { Db } from '../../storage/tables/tables.ts';

/**
 * Stores how runs ended; one already ended by another refresh, or whose tasks are still being created, stays as it is.
 */
export async function endRuns(db: Db, portalId: number, ends: readonly RunEnd[], now: number): Promise<void> {
  for (const { runId, playId, companyId, outcome, stage } of ends) {
    if (!(await changePlayRunStatus(db, portalId, runId, outcome, { now, stage }))) continue;
    const subject = `company:${companyId}`;
    const details = { runId, playId };
    await appendAudit(db, portalId, { at: now, actor: THE_APP, action: `play ${outcome}`, subject, details });
  }
}
