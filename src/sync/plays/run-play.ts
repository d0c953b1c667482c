import { randomUUID } from 'node:crypto';
import { AmbiguousWriteError, AppError, NotFoundError } from '../../errors.ts';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import { createTask, findTaskByMarker } from '../../hubspot/work/tasks.ts';
import {
  changePlayRunStatus,
  getPlayRun,
  leasePlayRun,
  releasePlayRun,
  savePlayTask,
  type PlayRun,
} from '../../storage/plays/play-runs.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import { refreshAccount } from '../refresh/refresh-portal.ts';
import type { SyncContext } from '../sync-context.ts';
import { findTargets, type PlayTargets } from './find-targets.ts';

/** Longer than one request may take, retries included: a process that lives renews it before each task. */
const LEASE_MS = 120_000;
/** A create whose answer was lost may take effect after it: nobody looks for its task before. */
const UNCLEAR_MS = 15_000;

/** Another process makes the tasks of this run. */
class PlayUnderWayError extends AppError {
  constructor(runId: string, afterMs: number) {
    super(`Another process works on play run ${runId}.`, { code: 'PLAY_UNDER_WAY', retry: { afterMs } });
  }
}

/**
 * Makes the tasks of a started run in HubSpot. One process at a time works on a run, and every task carries a marker of
 * its run and step; an earlier attempt that was cut off is found by it, so that no task is made twice.
 * @throws what is worth another attempt; what is not fails the run, with the reason on the card
 */
export async function runPlay(context: SyncContext, portalId: number, runId: string): Promise<void> {
  const { kysely } = context.db;
  const holder = randomUUID();
  const run = await leasePlayRun(kysely, portalId, runId, { holder, leaseMs: LEASE_MS });
  if (run === null) {
    if ((await getPlayRun(kysely, portalId, runId))?.status !== 'starting') return;
    throw new PlayUnderWayError(runId, UNCLEAR_MS);
  }
  try {
    await makeTasks(context, context.clientFor(portalId, 'card'), run, holder);
  } catch (error) {
    const afterMs = error instanceof AmbiguousWriteError ? UNCLEAR_MS : 0;
    await releasePlayRun(kysely, portalId, runId, { holder, afterMs });
    if (!(error instanceof AppError) || error.retry !== 'never') throw error;
    await failRun(context, run, portalId, error);
    return;
  }
  await changePlayRunStatus(kysely, portalId, runId, 'running', { now: context.now() });
}

/** The play may be started again: its account is computed anew, so that the card offers it. */
async function failRun(context: SyncContext, run: PlayRun, portalId: number, error: AppError): Promise<void> {
  const { runId } = run;
  const problem = `HubSpot did not take the tasks: ${error.message}`;
  context.log.warn({ portalId, runId, code: error.code }, 'play failed');
  const companyId = (await getPlayRun(context.db.kysely, portalId, runId))?.companyId ?? run.companyId;
  await context.db.transaction(async (trx) => {
    await changePlayRunStatus(trx, portalId, runId, 'failed', { now: context.now(), problem });
    await markStale(trx, portalId, [companyId], 'play failed');
  });
  await refreshAccount(context, portalId, companyId);
}

async function makeTasks(context: SyncContext, client: HubSpotClient, first: PlayRun, holder: string): Promise<void> {
  const { kysely } = context.db;
  const { portalId } = client;
  const { runId } = first;
  let targets = await findTargets(context, client, first);
  for (const index of first.steps.keys()) {
    // Read anew: a merge moves the run to another company, an erasure takes people and texts from it.
    const run = await leasePlayRun(kysely, portalId, runId, { holder, leaseMs: LEASE_MS });
    if (run === null) throw new PlayUnderWayError(runId, UNCLEAR_MS);
    const step = run.steps[index];
    if (step === undefined || step.taskId !== null) continue;
    if (run.companyId !== first.companyId) targets = await findTargets(context, client, run);
    const taskId = await makeTask(client, run, index, targets);
    await savePlayTask(kysely, portalId, runId, { step: index, taskId, ownerId: targets.ownerId });
  }
}

async function makeTask(client: HubSpotClient, run: PlayRun, index: number, targets: PlayTargets): Promise<string> {
  const step = run.steps[index];
  if (step === undefined) throw new NotFoundError(`Play run ${run.runId} has no step ${index + 1}.`);
  const marker = `rt-${run.runId}-${index + 1}`;
  const earlier = await findTaskByMarker(client, targets.companyId, marker);
  if (earlier !== null) return earlier;
  const { title, text, channel, dueAt } = step;
  const type = channel === 'email' ? 'EMAIL' : channel === 'call' ? 'CALL' : 'TODO';
  return createTask(client, { subject: title, type, body: text, dueAt, marker, ...targets });
}
