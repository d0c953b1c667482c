import type { HubSpotClient } from '../../hubspot/client.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { forgetPublished } from '../../storage/accounts/published-properties.ts';
import { clearRefusalsOf, recordRefusals } from '../../storage/portal/refusals.ts';
import { loadPortalRoles } from '../committee/portal-roles.ts';
import type { SyncContext } from '../sync-context.ts';
import { provisionProperties, type ProvisionReport } from './provision-properties.ts';

/**
 * Makes the app's properties in a portal where they are missing, and keeps what came of it: the audit entry, the
 * conflicts (nothing is published into them), and that a property made now holds nothing yet.
 */
export async function provisionPortal(context: SyncContext, client: HubSpotClient): Promise<ProvisionReport> {
  const { portalId } = client;
  const { labels } = await loadPortalRoles(context.db.kysely, portalId);
  const report = await provisionProperties(client, context.manifest, labels);
  const { created, updated } = report;
  const at = context.now();
  const conflicts = report.conflicts.map(({ name, problem }) => ({
    objectType: 'property',
    recordId: name,
    property: name,
    message: problem,
    at,
  }));
  await context.db.transaction(async (trx) => {
    if (created.length + updated.length > 0) {
      const details = { created, updated };
      const entry = { at, actor: 'roundtable', action: 'provisioned', subject: 'properties', details };
      await appendAudit(trx, portalId, entry);
    }
    await forgetPublished(trx, portalId, created);
    await clearRefusalsOf(trx, portalId, 'property');
    await recordRefusals(trx, portalId, conflicts);
  });
  return report;
}
