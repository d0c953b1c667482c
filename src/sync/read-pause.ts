import { DailyLimitError, GrantRevokedError } from '../errors.ts';
import { getPortal, readHold, type Portal } from '../storage/portal/portals.ts';
import type { SyncContext } from './sync-context.ts';

/** Why nothing can be asked of HubSpot for a portal now; what was computed before is there all the same. */
export type Pause = { reason: 'access_withdrawn' } | { reason: 'daily_limit'; until: number };

/**
 * @param portal where it is read already
 * @returns `null` where HubSpot can be asked, as far as is known
 */
export async function readPause(
  { db, now }: SyncContext,
  portalId: number,
  portal: Promise<Portal | null> = getPortal(db.kysely, portalId),
): Promise<Pause | null> {
  const hold = readHold(db.kysely, portalId, now());
  const [held, until] = await Promise.all([portal, hold]);
  if (held?.status === 'revoked') return { reason: 'access_withdrawn' };
  return until === null ? null : { reason: 'daily_limit', until };
}

/**
 * Before what somebody does that ends in HubSpot: better refused than started and given up.
 * @throws GrantRevokedError or DailyLimitError, each saying what to do
 */
export async function assertNotPaused(context: SyncContext, portalId: number): Promise<void> {
  const pause = await readPause(context, portalId);
  if (pause?.reason === 'access_withdrawn') {
    throw new GrantRevokedError('Roundtable may no longer read this portal: an admin has to install it again.');
  }
  if (pause?.reason === 'daily_limit') {
    const message = "HubSpot's daily limit of requests is used up. Try again when it begins anew.";
    throw new DailyLimitError(message, pause.until, context.now());
  }
}
