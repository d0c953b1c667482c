import { AppError } from '../../errors.ts';
import { DAY_MS } from '../../domain/day-ms.ts';
import { listAssociatedIds } from '../../hubspot/records/associations.ts';
import { readBatch } from '../../hubspot/records/read-batch.ts';
import type { CrmRecord } from '../../hubspot/records/record.ts';
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

/** A task of a company that is not done though its time is past. */
export interface OverdueTask {
  title: string;
  /** Epoch ms. */
  dueAt: number;
  /** The owner in HubSpot whose task it is. */
  ownerId: string | null;
}

/** So many of a company's tasks are looked at, the newest. */
const MOST_TASKS = 100;
/** What is overdue for longer was forgotten, and is no next step. */
const OVERDUE_FOR_DAYS = 60;
/** Neither done nor put off (values of `hs_task_status`, tasks reference). */
const TO_DO: ReadonlySet<string | null | undefined> = new Set(['NOT_STARTED', 'IN_PROGRESS', 'WAITING']);
const PROPERTIES = ['hs_task_status', 'hs_task_completion_date', 'hs_lastmodifieddate'];

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
      properties: PROPERTIES,
    });
    return { tasks: toPlayTasks(steps, found), unavailable: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { tasks: [], unavailable: error.message };
  }
}

/**
 * How the tasks of the plays that run at an account stand, and which other tasks of the company are overdue at `now` (epoch ms), the
 * latest due first: two requests, since tasks are not mirrored.
 * @returns with `unavailable`, why HubSpot could not be asked
 */
export async function readAccountTasks(
  context: SyncContext,
  portalId: number,
  companyId: string,
  now: number,
): Promise<{ tasks: PlayTask[]; overdue: OverdueTask[]; unavailable: string | null }> {
  const runs = await listPlayRuns(context.db.kysely, portalId, [companyId]);
  const steps = runs.filter((run) => isOf(run, now, now)).flatMap(listTasks);
  try {
    const client = context.clientFor(portalId, 'card');
    const ofCompany = await listAssociatedIds(client, 'companies', 'tasks', companyId);
    const ids = [...new Set([...steps.map(({ taskId }) => taskId), ...ofCompany])].slice(0, MOST_TASKS);
    if (ids.length === 0) return { tasks: [], overdue: [], unavailable: null };
    const { found } = await readBatch(client, 'tasks', ids, {
      properties: [...PROPERTIES, 'hs_task_subject', 'hs_timestamp', 'hubspot_owner_id'],
    });
    const ofPlays = new Set(steps.map(({ taskId }) => taskId));
    const others = found.filter(({ id }) => !ofPlays.has(id));
    return { tasks: toPlayTasks(steps, found), overdue: listOverdue(others, now), unavailable: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { tasks: [], overdue: [], unavailable: error.message };
  }
}

function listOverdue(found: readonly CrmRecord[], now: number): OverdueTask[] {
  return found
    .flatMap(({ properties }): OverdueTask[] => {
      const dueAt = parseTime(properties['hs_timestamp']);
      const title = properties['hs_task_subject']?.trim() ?? '';
      const isLate = dueAt !== null && dueAt < now && now - dueAt < OVERDUE_FOR_DAYS * DAY_MS;
      if (!isLate || title === '' || !TO_DO.has(properties['hs_task_status'])) return [];
      return [{ title, dueAt, ownerId: properties['hubspot_owner_id'] || null }];
    })
    .sort((a, b) => b.dueAt - a.dueAt);
}

function toPlayTasks(steps: readonly Omit<PlayTask, 'state' | 'doneAt'>[], found: readonly CrmRecord[]): PlayTask[] {
  const byId = new Map(found.map(({ id, properties }) => [id, properties]));
  return steps.map((step) => ({ ...step, ...stateOf(byId.get(step.taskId)) }));
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
