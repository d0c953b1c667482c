import type { QueueDatabase } from './queue-database.ts';

/** As often as each process reads the list. */
const EVERY_MS = 1_000;
/** pg-boss records the end of a job a moment after its work has ended. */
const AFTER_END_MS = 100;

export interface RunningKeys {
  /** Has the list corrected in a moment: the work of a job has ended. */
  ended: () => void;
  /** Resolves when no statement is running. */
  stop: () => Promise<void>;
}

/**
 * For jobs with a policy of one running per key, pg-boss keeps a list of the running keys, so that their next jobs do
 * not block others. It writes the list with its counts, every few seconds: a key that ran then is skipped until the
 * next time, and one that has started since blocks whatever is behind its next job. Here only the list is corrected, if
 * it differs, every second and when a job has ended.
 */
const CORRECT_KEYS = `
  with listed as (
    select name, coalesce(singletons_active, '{}') as keys from pgboss.queue
    where policy in ('singleton', 'stately') for no key update skip locked),
  running as (
    select listed.name, listed.keys as before, array(
      select job.singleton_key from pgboss.job
      where job.name = listed.name and job.state = 'active' and job.singleton_key is not null) as keys
    from listed)
  update pgboss.queue as own set singletons_active = running.keys from running
  where own.name = running.name and not (running.keys <@ running.before and running.before <@ running.keys)`;

/** Keeps pg-boss' list of running keys right until it is stopped. Failures are reported and retried. */
export function keepRunningKeys(
  { executeSql }: Pick<QueueDatabase, 'executeSql'>,
  onError: (error: unknown) => void,
): RunningKeys {
  let next: { at: number; timer: NodeJS.Timeout } | null = null;
  let asking = Promise.resolve();
  let isStopped = false;
  const correctKeys = async (): Promise<void> => {
    next = null;
    await executeSql(CORRECT_KEYS).catch(onError);
    scheduleCorrection(EVERY_MS);
  };
  const scheduleCorrection = (delayMs: number): void => {
    const at = performance.now() + delayMs;
    if (isStopped || (next !== null && next.at <= at)) return;
    if (next !== null) clearTimeout(next.timer);
    const timer = setTimeout(() => {
      asking = asking.then(correctKeys);
    }, delayMs);
    next = { at, timer };
  };
  scheduleCorrection(EVERY_MS);
  return {
    ended: () => scheduleCorrection(AFTER_END_MS),
    stop: async () => {
      isStopped = true;
      if (next !== null) clearTimeout(next.timer);
      await asking;
    },
  };
}
