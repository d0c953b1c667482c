import { ForbiddenError, NotFoundError } from '../../errors.ts';
import { listNames } from '../../storage/mirror/owners.ts';
import { getPortal } from '../../storage/portal/portals.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { isAdmin } from '../settings/change-right.ts';
import { readSettings } from '../settings/portal-settings.ts';
import type { Actor } from '../target-list/keys.ts';

/** Whether somebody may change plays and texts, and who may: names, or addresses where HubSpot knows no name. */
export interface EditRight {
  mayChange: boolean;
  whoMay: { admins: string[]; marketing: string[] };
}

/**
 * Plays and texts are changed by admins and by whoever holds marketing's key.
 * @throws NotFoundError for a portal that never installed the app
 */
export async function readEditRight(db: Db, { portalId, userEmail }: Actor): Promise<EditRight> {
  const portal = await getPortal(db, portalId);
  if (portal === null) throw new NotFoundError('The app is not installed in this portal.');
  const settings = await readSettings(db, portalId);
  const { marketing } = settings.keys;
  const admins = [...(portal.installedBy === null ? [] : [portal.installedBy.toLowerCase()]), ...settings.admins];
  const names = await listNames(db, portalId);
  const nameEach = (emails: readonly string[]): string[] =>
    [...new Set(emails)].map((email) => names.get(email) ?? email);
  return {
    mayChange: isAdmin(userEmail, portal, settings) || marketing.includes(userEmail.toLowerCase()),
    whoMay: { admins: nameEach(admins), marketing: nameEach(marketing) },
  };
}

/** @throws ForbiddenError naming whom to ask, if this user may not change plays and texts */
export async function assertMayEdit(db: Db, actor: Actor): Promise<void> {
  const { mayChange, whoMay } = await readEditRight(db, actor);
  if (mayChange) return;
  const who = [...new Set([...whoMay.admins, ...whoMay.marketing])];
  const ask = who.length === 0 ? 'an admin' : who.join(' or ');
  throw new ForbiddenError(`Admins and whoever holds the key of Marketing change plays and texts. Ask ${ask}.`);
}
