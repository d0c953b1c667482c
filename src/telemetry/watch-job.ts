import { duringWork } from './current-work.ts';
import type { SettledJob } from './metrics.ts';
import { traced } from './tracing.ts';

/** Runs a job with its id in the log, a span and a metric; its error is rethrown. */
export function watchJob(
  job: { id: string; name: string },
  onSettled: (job: SettledJob) => void,
  work: () => Promise<void>,
): Promise<void> {
  const { id, name } = job;
  const startedAt = performance.now();
  const settle = (outcome: SettledJob['outcome']): void => {
    onSettled({ name, outcome, durationMs: performance.now() - startedAt });
  };
  return duringWork({ jobId: id, jobName: name }, async () => {
    try {
      await traced(`job ${name}`, { 'roundtable.job_id': id }, work);
      settle('completed');
    } catch (error) {
      // The process is stopping: the job runs again elsewhere.
      settle(error instanceof Error && error.name === 'AbortError' ? 'stopped' : 'failed');
      throw error;
    }
  });
}
