import type { Kysely } from 'kysely';

/** The part of the database a queue needs. */
export interface QueueDatabase {
  kind: 'postgres' | 'pglite';
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
}

export interface JobDefinition {
  /** Jobs a handler is given at once, at least 2 (pg-boss does 2 jobs/s one by one, thousands in batches). */
  batchSize?: number;
  /** Batches worked on at the same time in this process. */
  concurrency?: number;
  /** `exclusive`: one job a singleton key waiting or running; `short`: one waiting; `singleton`: one running. */
  policy?: 'standard' | 'short' | 'singleton' | 'stately' | 'exclusive';
  retryLimit?: number;
  /** After this long a running job is taken for lost. */
  expireInSeconds?: number;
}

export interface Job<Data> {
  id: string;
  data: Data;
  /** Aborted when the queue stops or the job's time is over. */
  signal: AbortSignal;
}

/** Works on one job; what it throws decides by `AppError.retry` what becomes of it. */
export type JobHandler<Data> = (job: Job<Data>) => Promise<void>;

export interface SendOptions {
  singletonKey?: string;
  /** Higher first. */
  priority?: number;
  /** Epoch ms. */
  startAfter?: number;
  /** Enqueue in this transaction: the job exists if it commits. */
  trx?: Kysely<never>;
}

export interface Queue {
  /** Names a kind of job and who works on it; call it before `start`. */
  define: <Data extends object>(name: string, definition: JobDefinition, handler: JobHandler<Data>) => void;
  /** @returns the job's id, or `null` where the policy says that one already waits or runs */
  send: <Data extends object>(name: string, data: Data, options?: SendOptions) => Promise<string | null>;
  /** Sends a job by a cron expression (UTC), once over all processes. */
  schedule: (name: string, cron: string, data: object) => Promise<void>;
  /** `workers: false` (a web process) sends only. */
  start: () => Promise<void>;
  /** Waits for running jobs, up to `graceMs`. */
  stop: () => Promise<void>;
}
