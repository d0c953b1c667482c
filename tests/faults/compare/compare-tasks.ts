import { sql } from 'kysely';
import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import type { Db } from '../../../src/storage/tables.ts';

interface RunRow {
  run_id: string;
  request_id: string;
  status: string;
  steps: { taskId: string | null }[];
}

/**
 * Every step of every started play has its task, once. `clicks` are the requests that the card API accepted. A run that
 * failed or was given up in a merge may lack tasks, and has none twice.
 */
export async function compareTasks(db: Db, store: PortalStore, clicks: ReadonlySet<string>): Promise<string[]> {
  const { rows: runs } = await sql<RunRow>`select run_id, request_id, status, steps from play_runs
    where portal_id = ${store.portal.portalId}`.execute(db);
  const markers = new Map<string, string[]>();
  for (const task of store.records.tasks.all()) {
    for (const [, marker = ''] of (task.properties['hs_task_body'] ?? '').matchAll(/\[(rt-[\w-]+)\]/g)) {
      markers.set(marker, [...(markers.get(marker) ?? []), task.id]);
    }
  }
  const started = new Set(runs.map((run) => run.request_id));
  const lost = [...clicks].filter((requestId) => !started.has(requestId));
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
    ...lost.map((requestId) => `the play started by ${requestId} is not kept`),
    ...strange.map((marker) => `task ${marker} belongs to no run`),
  ];
}
