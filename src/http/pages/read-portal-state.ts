import type { PortalStateData } from '../../../extensions/app/pages/portal-state-data.ts';
import { getPortal, readHold } from '../../storage/portal/portals.ts';
import { pauseOf } from '../../sync/status/read-pause.ts';
import { readProgress, type SyncProgress } from '../../sync/status/read-progress.ts';
import type { HttpContext } from '../http-context.ts';
import { iso } from '../iso.ts';

/** Whether the first sync runs, and whether HubSpot can be asked. */
export async function readPortalState({ db, now }: HttpContext, portalId: number): Promise<PortalStateData> {
  const { kysely } = db;
  const [portal, heldUntil] = await Promise.all([getPortal(kysely, portalId), readHold(kysely, portalId, now())]);
  const isReading = portal?.status === 'installing' || portal?.status === 'syncing';
  const pause = pauseOf(portal?.status ?? null, heldUntil, now());
  return {
    progress: isReading ? toPageProgress(await readProgress(kysely, portalId, now())) : null,
    paused: pause?.reason === 'daily_limit' ? { ...pause, until: iso(pause.until) } : pause,
  };
}

function toPageProgress({ done, total, step }: SyncProgress): PortalStateData['progress'] {
  return { done, total, step };
}
