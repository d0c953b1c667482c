import { getPortal, lockPortal, setPortalStatus, upsertPortal } from '../../storage/portal/portals.ts';
import { provisionPortal } from './provision-portal.ts';
import { readDefinitions } from './read-definitions.ts';
import { clearRefusalsOf } from '../../storage/portal/refusals.ts';
import { readAccountInfo } from '../../hubspot/portal/account-info.ts';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import { PULL_STEPS } from '../pull/steps/pull-steps.ts';
import { runSteps } from '../pull/steps/run-steps.ts';
import { refreshPortal } from '../refresh/refresh-portal.ts';
import type { SyncContext } from '../sync-context.ts';
import { clearSyncProblem, keepSyncProblem } from '../status/sync-problem.ts';

/** A list is read page by page, each page after the answer before: several lists at a time keep the limiter busy. */
const STEPS_AT_ONCE = 4;

/**
 * The first sync of a portal: its properties are made, its records mirrored step by step, its accounts scored and
 * published. Every step keeps its cursor, so that a run that was cut off resumes at the page it had reached.
 * @throws what stopped it, which is kept for the settings page until a run comes to its end
 */
export async function backfillPortal(context: SyncContext, portalId: number, signal?: AbortSignal): Promise<void> {
  try {
    await readPortal(context, portalId, signal);
  } catch (error) {
    if (!signal?.aborted) await keepSyncProblem(context, portalId, error);
    throw error;
  }
}

async function readPortal(context: SyncContext, portalId: number, signal?: AbortSignal): Promise<void> {
  const portal = await getPortal(context.db.kysely, portalId);
  if (portal === null || portal.status === 'revoked' || portal.status === 'leaving') return;
  const client = context.clientFor(portalId, 'background');
  if (portal.status === 'installing' && !(await beginSync(context, client))) return;
  await provisionPortal(context, client);
  await readDefinitions(context, client);
  await runSteps(context, client, PULL_STEPS, { concurrency: STEPS_AT_ONCE, signal });
  // The embedded database plans badly without statistics, and has just been filled.
  await context.db.checkpoint();
  await refreshPortal(context, portalId, signal);
  await activate(context, portalId);
}

/** Only now the stored webhooks are worked off: a page that was read earlier could undo what they tell of. */
async function activate(context: SyncContext, portalId: number): Promise<void> {
  await context.db.transaction(async (trx) => {
    await clearSyncProblem(trx, portalId);
    // What single events could not tell has been read now.
    await clearRefusalsOf(trx, portalId, 'webhook');
    const portal = await lockPortal(trx, portalId);
    // Access was withdrawn meanwhile, or granted anew: then another first sync is to come.
    if (portal?.status !== 'syncing') return;
    await setPortalStatus(trx, portalId, 'active', context.now());
    await context.queue.send('ingest-webhooks', { portalId }, { singletonKey: String(portalId), trx });
    await context.queue.send('measure', { portalId }, { singletonKey: String(portalId), trx });
  });
}

/**
 * From here on webhooks are kept: what changes while the records are read is read again.
 * @returns whether there is still a portal to be read: it may have left while HubSpot was asked
 */
async function beginSync({ db, now }: SyncContext, client: HubSpotClient): Promise<boolean> {
  const { timeZone, companyCurrency: currency } = await readAccountInfo(client);
  return db.transaction(async (trx) => {
    const portal = await lockPortal(trx, client.portalId);
    if (portal?.status !== 'installing') return portal?.status === 'syncing';
    await upsertPortal(trx, { ...portal, timeZone, currency, status: 'syncing', statusSince: now() });
    return true;
  });
}
