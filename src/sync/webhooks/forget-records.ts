import { deleteActivities } from '../../storage/mirror/activities.ts';
import { deleteCompanies } from '../../storage/mirror/companies.ts';
import { deleteContacts } from '../../storage/mirror/contacts.ts';
import { deleteDeals } from '../../storage/mirror/deals.ts';
import { companiesOfContacts, companiesOfDealContacts, companiesOfDeals } from '../../storage/mirror/links.ts';
import { markGone } from '../../storage/mirror/mirrored-records.ts';
import { moveCompanyHistory, moveContactHistory } from '../../storage/mirror/merge-records.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import type { SyncContext } from '../sync-context.ts';
import type { Merge, WatchedType } from './plan-reads.ts';

/**
 * Takes records out of the mirror that a read which began at `readAt` (epoch ms, `readClock`) did not find, unless a
 * later one did, and marks the accounts they counted for.
 */
export async function forgetRecords(
  context: SyncContext,
  portalId: number,
  type: WatchedType,
  missing: readonly string[],
  readAt: number,
): Promise<void> {
  if (missing.length === 0) return;
  await context.db.transaction(async (trx) => {
    const ids = await markGone(trx, portalId, type, missing, readAt);
    if (ids.length === 0) return;
    if (type === 'companies') return deleteCompanies(trx, portalId, ids);
    if (type === 'contacts') {
      const touched = await companiesOfContacts(trx, portalId, ids);
      const withDeals = await companiesOfDealContacts(trx, portalId, ids);
      // Activities stay: a contact that is restored has them again.
      await deleteContacts(trx, portalId, ids);
      return markStale(trx, portalId, [...touched, ...withDeals], 'contact deleted');
    }
    if (type === 'deals') {
      const touched = await companiesOfDeals(trx, portalId, ids);
      await deleteDeals(trx, portalId, ids);
      return markStale(trx, portalId, touched, 'deal deleted');
    }
    const contactIds = await deleteActivities(
      trx,
      portalId,
      ids.map((id) => `${type}:${id}`),
    );
    return markStale(trx, portalId, await companiesOfContacts(trx, portalId, contactIds), `${type} deleted`);
  });
}

/** A merge mints a new id: what was kept under the old ones goes on under it. */
export async function moveMerged(context: SyncContext, portalId: number, merge: Merge): Promise<void> {
  const { type, oldIds, newId } = merge;
  if (type !== 'contacts' && type !== 'companies') return;
  await context.db.transaction(async (trx) => {
    if (type === 'companies') {
      await moveCompanyHistory(trx, portalId, oldIds, newId);
      await markStale(trx, portalId, [newId], 'company merged');
      return;
    }
    const touched = await companiesOfContacts(trx, portalId, [...oldIds, newId]);
    await moveContactHistory(trx, portalId, oldIds, newId);
    await markStale(trx, portalId, touched, 'contact merged');
  });
}
