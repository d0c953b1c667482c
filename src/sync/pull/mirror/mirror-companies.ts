import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import { upsertCompanies } from '../../../storage/mirror/companies.ts';
import { claimRecords, readUpdateTimes } from '../../../storage/mirror/mirrored-records.ts';
import { deleteSignals, upsertSignals } from '../../../storage/mirror/signals.ts';
import { markStale } from '../../../storage/accounts/stale-accounts.ts';
import type { CrmRecord } from '../../../hubspot/records/record.ts';
import type { Db } from '../../../storage/tables/tables.ts';
import { noticeOutsideEdits } from '../../publish/notice-outside-edits.ts';
import { keepMappedPlans } from './plan-properties.ts';
import { adoptHeld, steppedBy } from '../../publish/target-properties.ts';
import { readSettings } from '../../settings/portal-settings.ts';
import type { SyncContext } from '../../sync-context.ts';
import { readMappedSignals } from './intent-properties.ts';
import { toCompany } from './map-records.ts';
import type { RecordsRead } from './records-read.ts';

/** Mirrors companies with the intent that mapped properties hold, and marks those that changed, in one transaction. */
export async function mirrorCompanies(
  context: SyncContext,
  client: HubSpotClient,
  { records, readAt }: RecordsRead,
): Promise<void> {
  const { portalId } = client;
  const settings = await readSettings(context.db.kysely, portalId);
  const { signals, ended } = await readMappedSignals(context, client, records, settings);
  await context.db.transaction(async (trx) => {
    const live = await claimCompanies(trx, portalId, { records, readAt });
    const liveIds = new Set(live.map(({ id }) => id));
    const companies = live.map((record) => toCompany(record, steppedBy(settings)));
    const changed = await upsertCompanies(trx, portalId, companies);
    const risen = await upsertSignals(
      trx,
      portalId,
      signals.filter(({ companyId }) => liveIds.has(companyId)),
    );
    const over = ended.filter(({ companyId }) => liveIds.has(companyId)).map(({ signalId }) => signalId);
    const fallen = await deleteSignals(trx, portalId, over);
    const planned = await keepMappedPlans(trx, portalId, live, settings);
    await markStale(trx, portalId, [...changed, ...risen, ...fallen, ...planned], 'company changed');
    await adoptHeld(trx, portalId, live, settings);
  });
  await noticeOutsideEdits(context, client, records, settings);
}

/**
 * The companies of a read that count: of those that a later read has settled only what changed after that. A read that
 * began before a property was wanted would take it away again.
 */
async function claimCompanies(trx: Db, portalId: number, { records, readAt }: RecordsRead): Promise<CrmRecord[]> {
  const { newest } = await claimRecords(trx, portalId, 'companies', records, readAt);
  const others = records.flatMap(({ id }) => (newest.has(id) ? [] : [id]));
  if (others.length === 0) return [...records];
  const settled = await readUpdateTimes(trx, portalId, 'companies', others);
  return records.filter(({ id, updatedAt }) => newest.has(id) || updatedAt > (settled.get(id) ?? Infinity));
}
