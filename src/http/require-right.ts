import type { Response } from 'express';
import { ForbiddenError } from '../errors.ts';
import { getPortal, type Portal } from '../storage/portal/portals.ts';
import { assertMayChange } from '../sync/settings/change-right.ts';
import type { HttpContext } from './http-context.ts';
import { callerOf, type Caller } from './require-signature.ts';

/** @throws ForbiddenError where the signed user may not change the portal's settings */
export async function callerWhoMayChange(context: HttpContext, response: Response): Promise<Caller> {
  const caller = callerOf(response);
  await assertMayChange(context.db.kysely, caller.portalId, caller.userEmail);
  return caller;
}

export const NOT_CONNECTED = 'Roundtable is not connected to this portal: an admin can connect it in the app settings.';

/** @throws ForbiddenError where the app is not installed, or is leaving */
export async function getConnected({ db }: HttpContext, portalId: number): Promise<Portal> {
  const portal = await getPortal(db.kysely, portalId);
  if (portal !== null && portal.status !== 'leaving') return portal;
  throw new ForbiddenError(NOT_CONNECTED);
}
