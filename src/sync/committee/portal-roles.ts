import { readPortalRoles, type PortalRoles } from '../../domain/committee/role-labels.ts';
import { listPropertyOptions } from '../../storage/mirror/property-definitions.ts';
import type { Db } from '../../storage/tables/tables.ts';

/** HubSpot's own property of a contact's roles; a portal may rename its options and add others. */
export const ROLE_PROPERTY = 'hs_buying_role';

/** How the portal calls the roles, by its own definition of `hs_buying_role` as it was last read. */
export async function loadPortalRoles(db: Db, portalId: number): Promise<PortalRoles> {
  return readPortalRoles(await listPropertyOptions(db, portalId, 'contacts', ROLE_PROPERTY));
}
