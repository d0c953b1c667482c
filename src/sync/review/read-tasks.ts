import { AppError } from '../../errors.ts';
import { readBatch } from '../../hubspot/records/read-batch.ts';
import { listPlayRuns, type PlayRun } from '../../storage/plays/play-runs.ts';
import type { Span } from '../../storage/program/weekly-review.ts';
import { parseTime } from '../pull/activities/classify-activity.ts';
import type { SyncContext } from '../sync-context.ts';

/** A task of a play as HubSpot has it. */
export interface PlayTask {
  taskId: string;
  companyId: string;
  title: string;
  state: 'gone' | 'open' | 'done';
  /** Epoch ms. */
  doneAt: number | null;
}

/**
 * How the tasks of plays stand at these accounts, of runs that are under way or ended in a while: a request a hundred
 * tasks, since tasks are not mirrored.
 * @returns with `unavailable`, why HubSpot could not be asked
 */
export async function readPlayTasks(
  context: SyncContext,
  portalId: number,
  companyIds: readonly string[],
  { from, to }: Span,
): Promise<{ tasks: PlayTask[]; unavailable: string | null }> {
  const runs = await listPlayRuns(context.db.kysely, portalId, companyIds);
  const steps = runs.filter((run) => isOf(run, from, to)).flatMap(listTasks);
  if (steps.length === 0) return { tasks: [], unavailable: null };
  try {
    const client = context.clientFor(portalId, 'card');
    const ids = steps.map(({ taskId }) => taskId);
    const { found } = await readBatch(client, 'tasks', ids, {
      properties: ['hs_task_status', 'hs_task_completion_date', 'hs_lastmodifieddate'],
    });
    const byId = new Map(found.map(({ id, properties }) => [id, properties]));
    return { tasks: steps.map((step) => ({ ...step, ...stateOf(byId.get(step.taskId)) })), unavailable: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { tasks: [], unavailable: error.message };
  }
}

function isOf({ status, finishedAt }: PlayRun, from: number, to: number): boolean {
  return status === 'running' || (finishedAt !== null && finishedAt >= from && finishedAt < to);
}

function listTasks({ companyId, steps }: PlayRun) {
  return steps.flatMap(({ taskId, title }) => (taskId === null ? [] : [{ taskId, companyId, title }]));
}

function stateOf(properties: Readonly<Record<string, string | null>> | undefined): Pick<PlayTask, 'state' | 'doneAt'> {
  if (properties === undefined) return { state: 'gone', doneAt: null };
  if (properties['hs_task_status'] !== 'COMPLETED') return { state: 'open', doneAt: null };
  const doneAt = parseTime(properties['hs_task_completion_date']) ?? parseTime(properties['hs_lastmodifieddate']);
  return { state: 'done', doneAt };
}
