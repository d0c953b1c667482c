import { DailyLimitError, GrantRevokedError } from '../../errors.ts';
import { getPortal, readHold, type PortalStatus } from '../../storage/portal/portals.ts';
import type { SyncContext } from '../sync-context.ts';

/** Why nothing can be asked of HubSpot for a portal now; what was computed before is there all the same. */
export type Pause = { reason: 'access_withdrawn' } | { reason: 'daily_limit'; until: number };

/**
 * @param heldUntil until when HubSpot's daily limit is used up (epoch ms), also where that is over
 * @returns `null` where HubSpot can be asked, as far as is known
 */
export function pauseOf(status: PortalStatus | null, heldUntil: number | null, now: number): Pause | null {
  if (status === 'revoked') return { reason: 'access_withdrawn' };
  return heldUntil === null || heldUntil <= now ? null : { reason: 'daily_limit', until: heldUntil };
}

/**
 * Before what somebody does that ends in HubSpot: better refused than started and given up.
 * @throws GrantRevokedError or DailyLimitError, each saying what to do
 */
export async function assertNotPaused({ db, now }: SyncContext, portalId: number): Promise<void> {
  const [portal, heldUntil] = await Promise.all([getPortal(db.kysely, portalId), readHold(db.kysely, portalId, now())]);
  const pause = pauseOf(portal?.status ?? null, heldUntil, now());
  if (pause?.reason === 'access_withdrawn') {
    throw new GrantRevokedError('Roundtable may no longer read this portal: an admin has to install it again.');
  }
  if (pause?.reason === 'daily_limit') {
    const message = "HubSpot's daily limit of requests is used up. Try again when it begins anew.";
    throw new DailyLimitError(message, pause.until, now());
  }
}
