import { HubSpotRejectedError } from '../../errors.ts';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import { listPropertyOptions } from '../../storage/mirror/property-definitions.ts';
import { loadPortalRoles } from '../committee/portal-roles.ts';
import type { SyncContext } from '../sync-context.ts';
import { provisionPortal } from './provision-portal.ts';
import { hasSameOptions, nameRoleOptions, listsRoles } from './role-options.ts';

/** Renames options that stand for roles once the portal has renamed its own, by the definitions that were just read. */
export async function keepRoleNames(context: SyncContext, client: HubSpotClient): Promise<void> {
  const { kysely } = context.db;
  const { portalId } = client;
  const { labels } = await loadPortalRoles(kysely, portalId);
  for (const property of context.manifest.companyProperties.properties.filter(listsRoles)) {
    const held = await listPropertyOptions(kysely, portalId, 'companies', property.name);
    if (held.length === 0 || hasSameOptions(nameRoleOptions(property, labels), held)) continue;
    try {
      await provisionPortal(context, client);
    } catch (error) {
      if (!(error instanceof HubSpotRejectedError)) throw error;
      context.log.warn({ portalId, property: property.name, status: error.status }, 'roles not renamed in HubSpot');
    }
  }
}
