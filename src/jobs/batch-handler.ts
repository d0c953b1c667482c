import type { Job as BossJob, JobResult } from 'pg-boss';
import { AppError } from '../errors.ts';
import { RETRY, toJobOutcome, type JobOutcome } from './job-outcome.ts';
import { beginTurn, type Turn } from './turn.ts';

export interface Job<Data> {
  id: string;
  data: Data;
  /** Aborted when the queue stops, when the job was given to somebody else, or when its turn is over. */
  signal: AbortSignal;
}

/** Works on one job; the `AppError.retry` of what it throws decides what happens to the job. */
export type JobHandler<Data> = (job: Job<Data>) => Promise<void>;

/** What is known about a job before it runs. */
export interface JobAbout {
  id: string;
  name: string;
  data: object;
}

interface BatchOptions {
  /** How long a job works before it gives way to one that waits; `null` if it is never interrupted. */
  turnMs: number | null;
  database: { executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }> };
  stopping: AbortSignal;
  onError: (error: unknown, jobName: string | null) => void;
  around?: (job: JobAbout, work: () => Promise<void>) => Promise<void>;
  /** Called when the work of a batch has ended, just before pg-boss records it. */
  onEnd: () => void;
}

interface Settled {
  job: BossJob;
  error: unknown;
  outcome: JobOutcome | null;
}

/** Priority of a job that has had a turn: behind those that have not. */
const AFTER_A_TURN = -10;

/** Runs a batch's jobs side by side and settles each by itself: one that fails does not fail the others. */
export function createBatchHandler(
  name: string,
  handler: JobHandler<object>,
  options: BatchOptions,
): (jobs: BossJob[]) => Promise<JobResult[]> {
  const { database, turnMs, onEnd } = options;
  return async (jobs) => {
    const settled = await Promise.all(
      jobs.map(async (job): Promise<Settled> => {
        const turn = turnMs === null ? null : beginTurn(turnMs, (isUp) => isWaitedFor(database, name, job.id, isUp));
        try {
          return await runJob(name, job, handler, turn, options);
        } finally {
          turn?.close();
        }
      }),
    );
    await setRetries(database, name, settled);
    onEnd();
    return settled.map(toResult);
  };
}

async function runJob(
  name: string,
  job: BossJob,
  handler: JobHandler<object>,
  turn: Turn | null,
  { stopping, onError, around = (_job, work) => work() }: BatchOptions,
): Promise<Settled> {
  const signal = AbortSignal.any([stopping, job.signal, ...(turn === null ? [] : [turn.signal])]);
  try {
    await around({ id: job.id, name, data: job.data }, () => handler({ id: job.id, data: job.data, signal }));
    return { job, error: null, outcome: null };
  } catch (error) {
    if (isAbort(error)) {
      // A job that ends because the process stops has not failed: it runs again elsewhere.
      if (stopping.aborted) return { job, error, outcome: toJobOutcome(error) };
      if (turn?.signal.aborted === true) return { job, error, outcome: { kind: 'next_turn' } };
    }
    onError(error, name);
    return { job, error, outcome: toJobOutcome(error) };
  }
}

/**
 * Whether another job of this kind waits for the slot of this one and could run, since none with its key does. One of
 * higher priority counts at once, any other when the turn is over.
 */
async function isWaitedFor(
  database: BatchOptions['database'],
  name: string,
  id: string,
  isUp: boolean,
): Promise<boolean> {
  const { rows } = await database.executeSql(
    `select from pgboss.job as waiting where name = $1 and state in ('created', 'retry')
       and (start_after < now() - interval '2 s' and $3 or start_after < now() - interval '0.5 s'
         and priority > (select own.priority from pgboss.job as own where own.name = $1 and own.id = $2))
       and not exists (select from pgboss.job as running
         where running.name = $1 and running.state = 'active' and running.singleton_key = waiting.singleton_key)
     limit 1`,
    [name, id, isUp],
  );
  return rows.length > 0;
}

/**
 * pg-boss takes the delay of a retry from the job's row and has no call to set it for a running job; it is written
 * there, according to each job's error. One whose turn is over comes back at once, behind those waiting, without using
 * up an attempt.
 */
async function setRetries(
  database: BatchOptions['database'],
  name: string,
  settled: readonly Settled[],
): Promise<void> {
  const retried = settled.flatMap(({ job: { id }, outcome }) => {
    if (outcome === null || outcome.kind === 'give_up') return [];
    const hadTurn = outcome.kind === 'next_turn';
    if (outcome.kind === 'retry_with_backoff') return [{ id, delayS: RETRY.retryDelay, backoff: true, hadTurn }];
    return [{ id, delayS: hadTurn ? 0 : outcome.delayS, backoff: false, hadTurn }];
  });
  if (retried.length === 0) return;
  await database.executeSql(
    `update pgboss.job set retry_delay = later.delay_s, retry_backoff = later.backoff,
       retry_limit = retry_limit + had_turn::int,
       priority = case when had_turn then least(priority, ${AFTER_A_TURN}) else priority end,
       created_on = case when had_turn then now() else created_on end
     from unnest($2::uuid[], $3::int[], $4::boolean[], $5::boolean[]) as later(id, delay_s, backoff, had_turn)
     where name = $1 and job.id = later.id`,
    [
      name,
      retried.map(({ id }) => id),
      retried.map(({ delayS }) => delayS),
      retried.map(({ backoff }) => backoff),
      retried.map(({ hadTurn }) => hadTurn),
    ],
  );
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Only the error's kind is kept: its message may quote a record, and failed jobs are kept for days. */
function toResult({ job, error, outcome }: Settled): JobResult {
  if (outcome === null) return { id: job.id, status: 'completed' };
  const output = {
    error: error instanceof Error ? error.name : typeof error,
    ...(error instanceof AppError ? { code: error.code } : {}),
  };
  return { id: job.id, status: outcome.kind === 'give_up' ? 'deadletter' : 'failed', output };
}
