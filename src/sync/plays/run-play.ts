import { AppError } from '../../errors.ts';
import type { HubSpotClient } from '../../hubspot/client.ts';
import { createTask, findTaskByMarker } from '../../hubspot/tasks.ts';
import { getCompany } from '../../storage/companies.ts';
import { findOwnerByEmail } from '../../storage/owners.ts';
import {
  changePlayRunStatus,
  getPlayRun,
  savePlayRunSteps,
  type PlayRun,
  type PlayRunStep,
} from '../../storage/play-runs.ts';
import { markStale } from '../../storage/stale-accounts.ts';
import { refreshAccount } from '../refresh/refresh-portal.ts';
import type { SyncContext } from '../sync-context.ts';

/**
 * Makes the tasks of a started run in HubSpot. Every task carries a marker of its run and step; an earlier attempt that
 * was cut off is found by it, so that no task is made twice.
 * @throws what is worth another attempt; what is not fails the run, with the reason on the card
 */
export async function runPlay(context: SyncContext, portalId: number, runId: string): Promise<void> {
  const { kysely } = context.db;
  const run = await getPlayRun(kysely, portalId, runId);
  if (run === null || run.status !== 'starting') return;
  try {
    await makeTasks(context, context.clientFor(portalId, 'card'), run);
  } catch (error) {
    if (!(error instanceof AppError) || error.retry !== 'never') throw error;
    await failRun(context, run, portalId, error);
    return;
  }
  await changePlayRunStatus(kysely, portalId, runId, 'running', { now: context.now() });
}

/** The play may be started again: its account is computed anew, so that the card offers it. */
async function failRun(context: SyncContext, run: PlayRun, portalId: number, error: AppError): Promise<void> {
  const { runId, companyId } = run;
  const problem = `HubSpot did not take the tasks: ${error.message}`;
  context.log.warn({ portalId, runId, code: error.code }, 'play failed');
  await context.db.transaction(async (trx) => {
    await changePlayRunStatus(trx, portalId, runId, 'failed', { now: context.now(), problem });
    await markStale(trx, portalId, [companyId], 'play failed');
  });
  await refreshAccount(context, portalId, companyId);
}

async function makeTasks(context: SyncContext, client: HubSpotClient, run: PlayRun): Promise<void> {
  const ownerId = await findAssignee(context, client.portalId, run);
  const steps = [...run.steps];
  for (const [index, step] of run.steps.entries()) {
    if (step.taskId !== null) continue;
    steps[index] = { ...step, taskId: await makeTask(client, run, step, index, ownerId) };
    await savePlayRunSteps(context.db.kysely, client.portalId, run.runId, steps);
  }
}

async function makeTask(
  client: HubSpotClient,
  run: PlayRun,
  step: PlayRunStep,
  index: number,
  ownerId: string | null,
): Promise<string> {
  const marker = `rt-${run.runId}-${index + 1}`;
  const earlier = await findTaskByMarker(client, run.companyId, marker);
  if (earlier !== null) return earlier;
  return createTask(client, {
    subject: step.title,
    body: step.text,
    dueAt: step.dueAt,
    ownerId,
    companyId: run.companyId,
    contactIds: run.contactIds,
    marker,
  });
}

/** The account's owner; where it has none, whoever started the play. */
async function findAssignee(context: SyncContext, portalId: number, run: PlayRun): Promise<string | null> {
  const company = await getCompany(context.db.kysely, portalId, run.companyId);
  if (company?.ownerId) return company.ownerId;
  return (await findOwnerByEmail(context.db.kysely, portalId, run.startedBy))?.ownerId ?? null;
}
