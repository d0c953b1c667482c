import { loadHeldPositions } from '../../storage/accounts/account-scores.ts';
import { getCompany } from '../../storage/mirror/companies.ts';
import { getPortal } from '../../storage/portal/portals.ts';
import { syncRecords } from '../pull/sync-records.ts';
import type { SyncContext } from '../sync-context.ts';
import { refreshAccount } from './refresh-portal.ts';

/**
 * Reads and scores a company that is not scored yet: a workflow that runs when a company is made is faster than the webhook
 * that tells of it. Does nothing for one that is scored, before the first sync is through, or that HubSpot does not have.
 */
export async function scoreAtOnce(context: SyncContext, portalId: number, companyId: string): Promise<void> {
  const { kysely } = context.db;
  if ((await loadHeldPositions(kysely, portalId, [companyId])).has(companyId)) return;
  if ((await getPortal(kysely, portalId))?.status !== 'active') return;
  await syncRecords(context, context.clientFor(portalId, 'card'), 'companies', [companyId]);
  if ((await getCompany(kysely, portalId, companyId)) !== null) await refreshAccount(context, portalId, companyId);
}
