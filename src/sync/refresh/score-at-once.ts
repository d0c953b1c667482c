import { FirstSyncRunningError } from '../../errors.ts';
import { loadHeldPositions } from '../../storage/accounts/account-scores.ts';
import { getCompany } from '../../storage/mirror/companies.ts';
import { getPortal } from '../../storage/portal/portals.ts';
import { syncRecords } from '../pull/mirror/sync-records.ts';
import type { SyncContext } from '../sync-context.ts';
import { refreshAccount } from './refresh-portal.ts';

/**
 * Reads and scores a company that is not scored yet: a workflow that runs when a company is made is faster than the webhook
 * that tells of it. Does nothing for one that is scored, that HubSpot does not have, or whose portal cannot be asked.
 * @throws FirstSyncRunningError for one that is not scored, until the portal's first sync is through
 */
export async function scoreAtOnce(context: SyncContext, portalId: number, companyId: string): Promise<void> {
  const { kysely } = context.db;
  if ((await loadHeldPositions(kysely, portalId, [companyId])).has(companyId)) return;
  const status = (await getPortal(kysely, portalId))?.status;
  if (status === 'installing' || status === 'syncing') {
    throw new FirstSyncRunningError(
      'The first sync of this account is running: the company is scored when it is through.',
    );
  }
  if (status !== 'active') return;
  await syncRecords(context, context.clientFor(portalId, 'card'), 'companies', [companyId]);
  if ((await getCompany(kysely, portalId, companyId)) !== null) await refreshAccount(context, portalId, companyId);
}
