import type { Logger } from 'pino';
import type { SettledJob } from './metrics.ts';
import { watchJob } from './watch-job.ts';

/** What is reported of this process's jobs, from start to end. */
export interface JobWatch {
  /** Works on a job as `watchJob` does. */
  around: (job: { id: string; name: string }, work: () => Promise<void>) => Promise<void>;
  /** Logs a job's error, or the queue's own (`jobName` is null). */
  failed: (error: unknown, jobName: string | null) => void;
  /**
   * Call after the queue has stopped and before the database is closed: logs the jobs that did not end in time, and
   * nothing after that, since those will fail on the closed database.
   * @returns how many those are
   */
  end: () => number;
}

/** Watches the jobs of one process: calls `onSettled` for each that ended, well or not, and logs those that failed. */
export function createJobWatch(log: Logger, onSettled: (job: SettledJob) => void): JobWatch {
  const running = new Map<string, string>();
  let isOver = false;
  return {
    around: async (job, work) => {
      running.set(job.id, job.name);
      try {
        await watchJob(job, onSettled, work);
      } finally {
        running.delete(job.id);
      }
    },
    failed: (error, jobName) => {
      if (!isOver) log.error({ err: error, jobName }, 'job failed');
    },
    end: () => {
      isOver = true;
      if (running.size > 0) {
        log.warn({ jobNames: [...running.values()] }, 'jobs did not end in time; another process works on them');
      }
      return running.size;
    },
  };
}
