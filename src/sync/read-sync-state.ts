import { NotFoundError } from '../errors.ts';
import { countAccountsByTier, countWaiting } from '../storage/account-lists.ts';
import { getActiveModel } from '../storage/models.ts';
import { getPortal, type PortalStatus } from '../storage/portals.ts';
import { readRequestCounts } from '../storage/request-log.ts';
import { listSyncSteps } from '../storage/sync-steps.ts';
import { PULL_STEPS } from './pull/pull-steps.ts';
import type { SyncContext } from './sync-context.ts';

export interface SyncState {
  status: PortalStatus;
  steps: { name: string; label: string; done: number; total: number | null; finishedAt: number | null }[];
  accountsByTier: Record<'1' | '2' | '3' | 'none', number>;
  requestsMade: number;
  waiting: Awaited<ReturnType<typeof countWaiting>>;
  modelVersion: number;
  /** Epoch ms of the last finished step. */
  asOf: number | null;
}

/**
 * How far the sync of a portal has come and what waits.
 * @throws NotFoundError for a portal that never installed the app
 */
export async function readSyncState(context: SyncContext, portalId: number): Promise<SyncState> {
  const { kysely } = context.db;
  const portal = await getPortal(kysely, portalId);
  if (portal === null) throw new NotFoundError('The app is not installed in this portal.');
  const held = new Map((await listSyncSteps(kysely, portalId)).map((step) => [step.step, step]));
  const steps = PULL_STEPS.map(({ name, label }) => {
    const step = held.get(name);
    return { name, label, done: step?.done ?? 0, total: step?.total ?? null, finishedAt: step?.finishedAt ?? null };
  });
  const requests = await readRequestCounts(kysely, portalId, portal.installedAt);
  return {
    status: portal.status,
    steps,
    accountsByTier: await countAccountsByTier(kysely, portalId),
    requestsMade: Object.values(requests).reduce((sum, count) => sum + count, 0),
    waiting: await countWaiting(kysely, portalId),
    modelVersion: (await getActiveModel(kysely, portalId))?.version ?? 0,
    asOf: steps.reduce<number | null>((latest, step) => Math.max(latest ?? 0, step.finishedAt ?? 0) || null, null),
  };
}
