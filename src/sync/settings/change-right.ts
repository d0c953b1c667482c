import { ForbiddenError, NotFoundError } from '../../errors.ts';
import { readName } from '../../storage/mirror/owners.ts';
import { getPortal, type Portal } from '../../storage/portal/portals.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { readSettings, type PortalSettings } from './portal-settings.ts';

/** Whether somebody may change portal-wide settings, and if not, whom to ask. */
export interface ChangeRight {
  mayChange: boolean;
  /** Who may: a name, or an address where HubSpot knows none; `null` where it did not say who installed the app. */
  askWhom: string | null;
}

/**
 * Whoever installed the app last may change its settings (in HubSpot an admin, or somebody an admin allows to install
 * apps), and so may those they named.
 * @param userEmail as HubSpot signed it
 * @throws NotFoundError for a portal that never installed the app
 */
export async function readChangeRight(db: Db, portalId: number, userEmail: string): Promise<ChangeRight> {
  const portal = await getPortal(db, portalId);
  if (portal === null) throw new NotFoundError('The app is not installed in this portal.');
  const mayChange = isAdmin(userEmail, portal, await readSettings(db, portalId));
  const { installedBy } = portal;
  return { mayChange, askWhom: installedBy && (await readName(db, portalId, installedBy)) };
}

/** Whether somebody installed the app last, or was named an admin by one. @param userEmail as HubSpot signed it */
export function isAdmin(
  userEmail: string,
  portal: Pick<Portal, 'installedBy'> | null,
  { admins }: Pick<PortalSettings, 'admins'>,
): boolean {
  const email = userEmail.toLowerCase();
  return portal?.installedBy?.toLowerCase() === email || admins.includes(email);
}

/** @throws ForbiddenError naming whom to ask, if `userEmail` may not change the portal's settings */
export async function assertMayChange(db: Db, portalId: number, userEmail: string): Promise<void> {
  const { mayChange, askWhom } = await readChangeRight(db, portalId, userEmail);
  if (mayChange) return;
  const who = askWhom === null ? 'Nobody is known to have installed Roundtable' : `Only ${askWhom} may change this`;
  throw new ForbiddenError(`${who}. Ask an admin, or install the app again as one.`);
}
