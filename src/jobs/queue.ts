import { PgBoss, fromKysely } from 'pg-boss';
import type { KyselyTransactionLike } from 'pg-boss';
import { createBatchHandler } from './batch-handler.ts';
import { RETRY } from './job-outcome.ts';
import type { JobAbout, JobHandler } from './batch-handler.ts';
import type { QueueDatabase } from './queue-database.ts';
import { keepRunningKeys, type RunningKeys } from './running-keys.ts';

export interface QueueOptions {
  /** Called with every handler's error and the queue's own, with the kind of job where there is one. */
  onError: (error: unknown, jobName: string | null) => void;
  /** Wraps the work of each job. */
  around?: (job: JobAbout, work: () => Promise<void>) => Promise<void>;
}

export interface JobDefinition {
  /** Jobs fetched together and run concurrently, 2 or more; those of one batch end together. */
  batchSize?: number;
  /**
   * The job takes minutes: it is fetched singly, so that a finished job does not hold its key until its batch is
   * finished. A worker then starts at most 2 jobs/s.
   */
  isLong?: boolean;
  /**
   * A job that has run this long gives way if another of its kind waits, and to one of higher priority after just a
   * second: its signal is aborted, and it runs again behind those waiting. For jobs that save their progress and
   * resume.
   */
  turnMs?: number;
  /**
   * With a policy that lets one job per key wait: the waiting job takes the priority of one sent after it, if that is
   * higher.
   */
  isRaised?: boolean;
  /**
   * A person waits for it even while it is delayed or queued behind another with its key: besides notifications it is
   * polled for every second, other kinds every few.
   */
  isPrompt?: boolean;
  /** Batches, or long jobs, worked on at the same time in this process. */
  concurrency?: number;
  /**
   * With a singleton key, per key: `short`: one waits; `singleton`: one runs; `stately`: one waits and one runs;
   * `exclusive`: one waits or runs. It cannot be changed once the queue exists.
   */
  policy?: 'standard' | 'short' | 'singleton' | 'stately' | 'exclusive';
  retryLimit?: number;
  /** After this long a running job is considered lost. */
  expireInSeconds?: number;
}

export interface SendOptions {
  singletonKey?: string;
  /** Higher first. */
  priority?: number;
  /** Epoch ms. */
  startAfter?: number;
  /** Enqueue in this transaction: the job exists if it commits. */
  trx?: KyselyTransactionLike;
}

export interface Queue {
  /** Defines a kind of job and its handler; before `start`, also in a process that only sends. */
  define: <Data extends object>(name: string, definition: JobDefinition, handler: JobHandler<Data>) => void;
  /** @returns the job's id, or `null` where the policy says that one already waits or runs */
  send: (name: string, data: object, options?: SendOptions) => Promise<string | null>;
  /** Sends a job by a cron expression (UTC), once over all processes; after `start`. */
  schedule: (name: string, cron: string, data: object) => Promise<void>;
  /** Jobs of all processes by kind, some seconds old: those that could be worked on now, and those that are. */
  backlog: () => Promise<{ name: string; waiting: number; active: number }[]>;
  /** `work: false` is for a process that only sends. */
  start: (options?: { work?: boolean }) => Promise<void>;
  /** Takes no more jobs, aborts the signal of those that run, and waits up to 20 s for them. */
  stop: () => Promise<void>;
}

interface DefinedJob {
  definition: JobDefinition;
  handler: JobHandler<object>;
}

/** Singly, a worker does 2 jobs/s (it sleeps between fetches); in batches, thousands. */
const SMALLEST_BATCH = 2;
const DEFAULTS = { batchSize: 10, concurrency: 2, policy: 'standard', retryLimit: 10, expireInSeconds: 900 } as const;
/**
 * Besides notifications, polling also takes jobs that are delayed or queued behind one of their key. Each slot of each
 * kind polls by itself: at one poll a second an idle process would query the database seventy times a second.
 */
const FETCHING = { pollingIntervalSeconds: 0.5, burstWhenBatchFull: true } as const;
const POLL_BESIDE_NOTIFICATIONS_S = { prompt: 1, other: 5 } as const;
/** A worker that was killed is noticed by its missing heartbeat: the job runs again after some 13 s, not minutes. */
const HEARTBEAT_S = 10;
const MONITOR_S = 5;
/**
 * A process skips the keys whose jobs were running when it last read the queues: by default for a minute, during which
 * a portal's next job, or that of a killed worker, would wait for no reason.
 */
const READ_QUEUES_S = 1;
/** pg-boss creates its schema itself, but of several processes that do so at once all but one would fail. */
const MAKE_SCHEMA = `do $$ begin create schema if not exists pgboss; exception when unique_violation then null; end $$`;
const STOP_TIMEOUT_MS = 20_000;
const NO_JOB = '00000000-0000-0000-0000-000000000000';

/** The job queue on the app's own database; it knows no kind of job. */
export function createQueue(database: QueueDatabase, options: QueueOptions): Queue {
  const boss = new PgBoss({
    db: {
      executeSql: (text, values) => database.executeSql(text, values),
      ...(database.listen === undefined ? {} : { listen: database.listen }),
    },
    backend: database.kind,
    useListenNotify: database.listen !== undefined,
    superviseIntervalSeconds: MONITOR_S,
    monitorIntervalSeconds: MONITOR_S,
    queueCacheIntervalSeconds: READ_QUEUES_S,
  });
  boss.on('error', (error) => options.onError(error, null));
  const jobs = new Map<string, DefinedJob>();
  const stopping = new AbortController();
  let keys: RunningKeys | null = null;
  return {
    define: (name, definition, handler) => {
      const { batchSize = DEFAULTS.batchSize } = definition;
      if (definition.isLong && definition.batchSize !== undefined)
        throw new RangeError(`${name}: long jobs have no batch`);
      if (batchSize < SMALLEST_BATCH) throw new RangeError(`${name}: a batch is of ${SMALLEST_BATCH} jobs or more`);
      jobs.set(name, { definition, handler: handler as JobHandler<object> });
    },
    send: async (name, data, sendOptions = {}) => {
      const id = await boss.send(name, data, toBossOptions(sendOptions));
      if (id === null && jobs.get(name)?.definition.isRaised === true) await raise(database, name, sendOptions);
      return id;
    },
    schedule: (name, cron, data) => boss.schedule(name, cron, data, { tz: 'UTC' }),
    backlog: async () => {
      const queues = await boss.getQueues([...jobs.keys()]);
      return queues.map(({ name, readyCount, activeCount }) => ({ name, waiting: readyCount, active: activeCount }));
    },
    start: async ({ work = true } = {}) => {
      await database.executeSql(MAKE_SCHEMA);
      await boss.start();
      for (const [name, job] of jobs) await createBossQueue(boss, name, job.definition);
      if (!work) return;
      const batch = { database, stopping: stopping.signal, ...options };
      keys = keepRunningKeys(database, (error) => options.onError(error, null));
      for (const [name, job] of jobs) await workOn(boss, name, job, { ...batch, onEnd: keys.ended });
    },
    stop: async () => {
      stopping.abort();
      await keys?.stop();
      await boss.stop({ close: false, graceful: true, timeout: STOP_TIMEOUT_MS });
    },
  };
}

async function workOn(
  boss: PgBoss,
  name: string,
  { definition, handler }: DefinedJob,
  batch: Omit<Parameters<typeof createBatchHandler>[2], 'turnMs'>,
): Promise<void> {
  const { isLong = false, isPrompt = false, turnMs = null } = definition;
  const { batchSize = DEFAULTS.batchSize, concurrency = DEFAULTS.concurrency } = definition;
  await boss.work(
    name,
    {
      ...FETCHING,
      notifyPollingIntervalSeconds: POLL_BESIDE_NOTIFICATIONS_S[isPrompt ? 'prompt' : 'other'],
      batchSize: isLong ? 1 : batchSize,
      localConcurrency: concurrency,
      perJobResults: true,
    },
    createBatchHandler(name, handler, { ...batch, turnMs }),
  );
}

/** Creates the queue, or updates the existing one to these settings. */
async function createBossQueue(boss: PgBoss, name: string, definition: JobDefinition): Promise<void> {
  const settings = {
    ...RETRY,
    retryLimit: definition.retryLimit ?? DEFAULTS.retryLimit,
    expireInSeconds: definition.expireInSeconds ?? DEFAULTS.expireInSeconds,
    heartbeatSeconds: HEARTBEAT_S,
    notify: true,
  };
  await boss.createQueue(name, { policy: definition.policy ?? DEFAULTS.policy, ...settings });
  await boss.updateQueue(name, settings);
  // pg-boss reads a queue's row on first use, on its own connection: a first use inside a transaction would fail.
  await boss.findJobs(name, { id: NO_JOB });
}

/** Gives the waiting job of this key the priority of one that was sent after it. */
async function raise(
  database: QueueDatabase,
  name: string,
  { singletonKey, priority = 0, trx }: SendOptions,
): Promise<void> {
  const asked = trx === undefined ? database : fromKysely(trx);
  await asked.executeSql(
    `update pgboss.job set priority = $3
     where name = $1 and singleton_key = $2 and state = 'created' and priority < $3`,
    [name, singletonKey, priority],
  );
}

function toBossOptions({ singletonKey, priority, startAfter, trx }: SendOptions) {
  return {
    ...(singletonKey === undefined ? {} : { singletonKey }),
    ...(priority === undefined ? {} : { priority }),
    ...(startAfter === undefined ? {} : { startAfter: new Date(startAfter) }),
    ...(trx === undefined ? {} : { db: fromKysely(trx) }),
  };
}
