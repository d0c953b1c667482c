import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import { getSyncStep, saveSyncStep, type SyncStep } from '../../../storage/mirror/sync-steps.ts';
import type { SyncContext } from '../../sync-context.ts';
import type { PullStep } from './pull-run.ts';

export interface RunStepsOptions {
  /** Steps worked on at the same time: one that waits for an answer leaves the limiter to the others. */
  concurrency: number;
  /** A step that began before this moment (epoch ms) is run from its start. */
  since?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Runs the unfinished steps, each from where it stopped, and saves their progress. If one fails, the others stop at
 * their next page.
 * @throws what the first one threw
 */
export async function runSteps(
  context: SyncContext,
  client: HubSpotClient,
  steps: readonly PullStep[],
  { concurrency, since = 0, signal }: RunStepsOptions,
): Promise<void> {
  const stop = new AbortController();
  const stopped = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const waiting = steps.values();
  const work = async (): Promise<void> => {
    for (const step of waiting) {
      stopped.throwIfAborted();
      await runStep(context, client, step, { since, signal: stopped });
    }
  };
  const failures: unknown[] = [];
  const workers = Array.from({ length: concurrency }, () =>
    work().catch((error: unknown) => {
      failures.push(error);
      stop.abort();
    }),
  );
  await Promise.all(workers);
  if (failures.length > 0) throw failures[0];
}

async function runStep(
  context: SyncContext,
  client: HubSpotClient,
  step: PullStep,
  { since, signal }: { since: number; signal: AbortSignal },
): Promise<void> {
  const { kysely } = context.db;
  const { portalId } = client;
  const earlier = await getSyncStep(kysely, portalId, step.name);
  const isOfThisRun = earlier !== null && earlier.startedAt >= since;
  if (isOfThisRun && earlier.finishedAt !== null) return;
  let progress: SyncStep = isOfThisRun
    ? earlier
    : { step: step.name, cursor: null, done: 0, total: null, startedAt: context.now(), finishedAt: null };
  const save = async (change: Partial<SyncStep>): Promise<void> => {
    progress = { ...progress, ...change };
    await saveSyncStep(kysely, portalId, progress);
  };
  await save({});
  await step.run({ context, client, signal, from: { cursor: progress.cursor, done: progress.done }, save });
  await save({ cursor: null, finishedAt: context.now() });
  context.log.info({ portalId, step: step.name, done: progress.done }, 'step finished');
}
