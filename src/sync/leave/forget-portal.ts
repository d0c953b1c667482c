import { DAY_MS } from '../../domain/day-ms.ts';
import { deletePortalData } from '../../storage/portal/erase.ts';
import { dropEndedStates } from '../../storage/portal/oauth-states.ts';
import { listRevokedPortals, lockPortal, type Portal } from '../../storage/portal/portals.ts';
import { asPortal } from '../../storage/connection/tenant-scope.ts';
import type { SyncContext } from '../sync-context.ts';

/** What we hold of a portal whose access was withdrawn in HubSpot is kept this long, for those who install again. */
export const FORGET_AFTER_DAYS = 30;
const FORGET_AFTER_MS = FORGET_AFTER_DAYS * DAY_MS;

/** When all we hold of a portal goes (epoch ms); `null` where it is connected. */
export function forgetsAt({ status, statusSince }: Portal): number | null {
  return status === 'revoked' ? statusSince + FORGET_AFTER_MS : null;
}

/**
 * Erases all we hold of a portal that left, also what a job wrote that still ran when it did. A portal that was
 * installed again meanwhile is left alone.
 * @param options with `againAt` (epoch ms) a job that erases once more is sent in the same transaction, so that no crash parts them
 */
export async function forgetPortal(
  context: SyncContext,
  portalId: number,
  { againAt }: { againAt?: number } = {},
): Promise<void> {
  const isGone = await context.db.transaction(async (trx) => {
    const portal = await lockPortal(trx, portalId);
    if (portal !== null && portal.status !== 'leaving' && !isOverdue(context, portal)) return false;
    await deletePortalData(trx, portalId);
    if (againAt !== undefined) {
      await context.queue.send('forget', { portalId }, { singletonKey: String(portalId), startAfter: againAt, trx });
    }
    return true;
  });
  if (isGone) context.log.info({ portalId }, 'portal forgotten');
}

/** Erases the portals that withdrew our access and did not come back in the time they were told, and unfinished installs. */
export async function forgetDeparted(context: SyncContext): Promise<void> {
  await dropEndedStates(context.db.kysely);
  for (const portal of await listRevokedPortals(context.db.kysely)) {
    if (isOverdue(context, portal)) await asPortal(portal.portalId, () => forgetPortal(context, portal.portalId));
  }
}

function isOverdue(context: SyncContext, portal: Portal): boolean {
  const at = forgetsAt(portal);
  return at !== null && at <= context.now();
}
