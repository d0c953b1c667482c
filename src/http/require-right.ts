import type { Response } from 'express';
import { NotConnectedError } from '../errors.ts';
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

/** Where nothing is read any more: whoever looks is told the way back, which is the app's own route of installing. */
export function notConnected({ appBaseUrl }: Pick<HttpContext, 'appBaseUrl'>): NotConnectedError {
  return new NotConnectedError(
    `Roundtable is not connected to this HubSpot account. An admin connects it at ${appBaseUrl}/oauth/install.`,
  );
}

/** @throws NotConnectedError where the app is not installed, or is leaving */
export async function getConnected(context: HttpContext, portalId: number): Promise<Portal> {
  const portal = await getPortal(context.db.kysely, portalId);
  if (portal !== null && portal.status !== 'leaving') return portal;
  throw notConnected(context);
}
