import { HubSpotRejectedError, MissingScopesError } from '../../errors.ts';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import { appendAudit, THE_APP } from '../../storage/portal/audit-log.ts';
import { forgetPublished } from '../../storage/accounts/published-properties.ts';
import { getPortal } from '../../storage/portal/portals.ts';
import { clearRefusalsOf, listRefusalsOf, recordRefusals } from '../../storage/portal/refusals.ts';
import { markAllStale } from '../../storage/accounts/stale-accounts.ts';
import { loadPortalRoles } from '../committee/portal-roles.ts';
import type { SyncContext } from '../sync-context.ts';
import { provisionProperties, type ProvisionReport } from './provision-properties.ts';

/**
 * Makes the app's properties in a portal where they are missing, and keeps what came of it: the audit entry and the
 * conflicts (nothing is published into them). A property made now is empty for every account: what it was given is
 * forgotten first, and all accounts are compared again by the refresh that follows, as one does upon a first sync anyway.
 * So it is with one that was in conflict and is no more: somebody restored it.
 */
export async function provisionPortal(context: SyncContext, client: HubSpotClient): Promise<ProvisionReport> {
  const { portalId } = client;
  const { labels } = await loadPortalRoles(context.db.kysely, portalId);
  const forget = (names: string[]): Promise<void> =>
    context.db.transaction(async (trx) => {
      await forgetPublished(trx, portalId, names);
      await markAllStale(trx, portalId, 'properties made again');
      if ((await getPortal(trx, portalId))?.status !== 'active') return;
      await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId), trx });
    });
  const before = await listRefusalsOf(context.db.kysely, portalId, 'property');
  const report = await provisionProperties(client, context.manifest, labels, forget);
  const { created, updated } = report;
  const at = context.now();
  const conflicts = report.conflicts.map(({ name, problem }) => ({
    objectType: 'property',
    recordId: name,
    property: name,
    message: problem,
    at,
  }));
  const held = new Set(conflicts.map(({ property }) => property));
  const freed = before.map(({ property }) => property).filter((name) => !held.has(name));
  if (freed.length > 0) await forget(freed);
  // Last: until this is kept, the next look forgets them again.
  await context.db.transaction(async (trx) => {
    if (created.length + updated.length > 0) {
      const details = { created, updated };
      const entry = { at, actor: THE_APP, action: 'provisioned', subject: 'properties', details };
      await appendAudit(trx, portalId, entry);
    }
    await clearRefusalsOf(trx, portalId, 'property');
    await recordRefusals(trx, portalId, conflicts);
  });
  return report;
}

/**
 * Looks again after properties that were in conflict: whoever restores or renames them need not install the app again. What
 * HubSpot refuses is asked for again the next time.
 */
export async function retryConflicts(context: SyncContext, client: HubSpotClient): Promise<void> {
  const { portalId } = client;
  if ((await listRefusalsOf(context.db.kysely, portalId, 'property')).length === 0) return;
  try {
    await provisionPortal(context, client);
  } catch (error) {
    if (!(error instanceof HubSpotRejectedError || error instanceof MissingScopesError)) throw error;
    context.log.warn({ portalId, err: error }, 'properties in conflict could not be looked at again');
  }
}
