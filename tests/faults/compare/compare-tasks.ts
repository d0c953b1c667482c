import { sql } from 'kysely';
import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import type { Db } from '../../../src/storage/tables/tables.ts';

/** A play that the card API said it had started. */
export interface StartedPlay {
  requestId: string;
  companyId: string;
  playId: string;
}

interface RunRow {
  run_id: string;
  request_id: string;
  company_id: string;
  play_id: string;
  status: string;
  steps: { taskId: string | null }[];
}

/**
 * Every step of every started play has its task, once. A run that failed or was given up in a merge may lack tasks,
 * and has none twice. Who starts a play that runs already is answered with the run there is.
 */
export async function compareTasks(db: Db, store: PortalStore, clicks: readonly StartedPlay[]): Promise<string[]> {
  const { rows: runs } = await sql<RunRow>`select run_id, request_id, company_id, play_id, status, steps from play_runs
    where portal_id = ${store.portal.portalId}`.execute(db);
  const markers = new Map<string, string[]>();
  for (const task of store.records.tasks.all()) {
    for (const [, marker = ''] of (task.properties['hs_task_body'] ?? '').matchAll(/\[(rt-[\w-]+)\]/g)) {
      markers.set(marker, [...(markers.get(marker) ?? []), task.id]);
    }
  }
  const nowOf = (companyId: string): string => store.records.companies.get(companyId)?.id ?? companyId;
  const isOf = (run: RunRow, click: StartedPlay): boolean =>
    run.request_id === click.requestId ||
    (run.play_id === click.playId && nowOf(run.company_id) === nowOf(click.companyId));
  const lost = clicks.filter((click) => !runs.some((run) => isOf(run, click)));
  const known = new Set<string>();
  const differences = runs.flatMap(({ run_id: runId, status, steps }) => {
    const unfinished = status === 'starting' ? [`play run ${runId} is still starting`] : [];
    const tasks = steps.flatMap(({ taskId }, index) => {
      const marker = `rt-${runId}-${index + 1}`;
      known.add(marker);
      const made = markers.get(marker) ?? [];
      if (made.length > 1) return [`task ${marker} was made ${made.length} times: ${made.join(', ')}`];
      if (made.length === 0 && ['failed', 'abandoned'].includes(status)) return [];
      if (made[0] !== taskId && status !== 'failed') return [`task ${marker} is ${made[0]}, kept as ${taskId}`];
      return [];
    });
    return [...unfinished, ...tasks];
  });
  const strange = [...markers.keys()].filter((marker) => !known.has(marker));
  return [
    ...differences,
    ...lost.map(({ playId, companyId }) => `play ${playId}, started for ${companyId}, is not kept`),
    ...strange.map((marker) => `task ${marker} belongs to no run`),
  ];
}
