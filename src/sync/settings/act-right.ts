import { ForbiddenError } from '../../errors.ts';
import { getCompany } from '../../storage/mirror/companies.ts';
import { listOwners, nameOwners } from '../../storage/mirror/owners.ts';
import { getPortal, type Portal } from '../../storage/portal/portals.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { isAdmin } from './change-right.ts';
import { readSettings, type PortalSettings } from './portal-settings.ts';

interface Asked {
  portalId: number;
  /** As HubSpot signed it. */
  userEmail: string;
  portal: Pick<Portal, 'installedBy'> | null;
  /** Whose card it is; `null` where it is not mirrored. */
  company: { ownerId: string | null } | null;
  settings: Pick<PortalSettings, 'onlyOwnersAct' | 'admins' | 'keys'>;
}

/**
 * Who acts on the cards of a company where this user may not: its owner's name; `null` where they may. An admin can leave
 * acting to owners; whoever holds a key, admins, and everybody where no active user owns the company, act all the same.
 */
export async function findWhoActs(
  db: Db,
  { portalId, userEmail, portal, company, settings }: Asked,
): Promise<string | null> {
  const ownerId = company?.ownerId ?? null;
  if (!settings.onlyOwnersAct || ownerId === null || isAdmin(userEmail, portal, settings)) return null;
  const email = userEmail.toLowerCase();
  if (settings.keys.marketing.includes(email) || settings.keys.sales.includes(email)) return null;
  const owners = await listOwners(db, portalId);
  const owner = owners.find((each) => each.ownerId === ownerId);
  if (owner === undefined || !owner.active || owner.email?.toLowerCase() === email) return null;
  return nameOwners(owners).get(ownerId) ?? owner.name;
}

/** @throws ForbiddenError naming whom to ask, if an admin limited acting on this company's cards to its owner */
export async function assertMayAct(
  db: Db,
  { portalId, userEmail }: Pick<Asked, 'portalId' | 'userEmail'>,
  companyId: string,
): Promise<void> {
  const settings = await readSettings(db, portalId);
  if (!settings.onlyOwnersAct) return;
  const [portal, company] = [await getPortal(db, portalId), await getCompany(db, portalId, companyId)];
  const owner = await findWhoActs(db, { portalId, userEmail, portal, company, settings });
  if (owner !== null)
    throw new ForbiddenError(`Only ${owner}, who owns this company, acts here. Ask them, or an admin.`);
}
