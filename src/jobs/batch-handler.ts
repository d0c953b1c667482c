import type { Job as BossJob, JobResult } from 'pg-boss';
import { AppError } from '../errors.ts';
import { toJobOutcome } from './job-outcome.ts';
import type { JobOutcome } from './job-outcome.ts';

export interface Job<Data> {
  id: string;
  data: Data;
  /** Aborted when the queue stops, or when the job was given to somebody else. */
  signal: AbortSignal;
}

/** Works on one job; what it throws decides by `AppError.retry` what becomes of it. */
export type JobHandler<Data> = (job: Job<Data>) => Promise<void>;

/** What is known of a job before it is worked on. */
export interface JobAbout {
  id: string;
  name: string;
  data: object;
}

interface BatchOptions {
  database: { executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }> };
  stopping: AbortSignal;
  onError: (error: unknown, jobName: string | null) => void;
  around?: (job: JobAbout, work: () => Promise<void>) => Promise<void>;
}

interface Settled {
  job: BossJob;
  error: unknown;
  outcome: JobOutcome | null;
}

/** Runs a batch's jobs side by side and says of each how it ended: one that fails does not fail the others. */
export function createBatchHandler(
  name: string,
  handler: JobHandler<object>,
  { database, stopping, onError, around = (_job, work) => work() }: BatchOptions,
): (jobs: BossJob[]) => Promise<JobResult[]> {
  return async (jobs) => {
    const settled = await Promise.all(
      jobs.map(async (job): Promise<Settled> => {
        try {
          const signal = AbortSignal.any([stopping, job.signal]);
          await around({ id: job.id, name, data: job.data }, () => handler({ id: job.id, data: job.data, signal }));
          return { job, error: null, outcome: null };
        } catch (error) {
          // A job that ends because the process stops has not failed: it runs again elsewhere.
          if (!(stopping.aborted && isAbort(error))) onError(error, name);
          return { job, error, outcome: toJobOutcome(error) };
        }
      }),
    );
    await delayRetries(database, name, settled);
    return settled.map(toResult);
  };
}

/**
 * pg-boss takes the delay of a retry from the job's row and has no call to set it for a running job; `retry_delay` and
 * `retry_backoff` are written there for the jobs whose error says when to come back.
 */
async function delayRetries(
  database: BatchOptions['database'],
  name: string,
  settled: readonly Settled[],
): Promise<void> {
  const delayed = settled.flatMap(({ job, outcome }) =>
    outcome?.kind === 'retry_after' ? [{ id: job.id, delayS: outcome.delayS }] : [],
  );
  if (delayed.length === 0) return;
  await database.executeSql(
    `update pgboss.job set retry_delay = later.delay_s, retry_backoff = false
     from unnest($2::uuid[], $3::int[]) as later(id, delay_s) where name = $1 and job.id = later.id`,
    [name, delayed.map(({ id }) => id), delayed.map(({ delayS }) => delayS)],
  );
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** What is kept of an error is its kind: its words may quote a record, and failed jobs are kept for days. */
function toResult({ job, error, outcome }: Settled): JobResult {
  if (outcome === null) return { id: job.id, status: 'completed' };
  const output = {
    error: error instanceof Error ? error.name : typeof error,
    ...(error instanceof AppError ? { code: error.code } : {}),
  };
  return { id: job.id, status: outcome.kind === 'give_up' ? 'deadletter' : 'failed', output };
}
