import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import { readBatch } from '../../../hubspot/records/read-batch.ts';
import type { CrmRecord } from '../../../hubspot/records/record.ts';
import { eraseContact } from '../../../storage/mirror/erase-contact.ts';
import type { SyncContext } from '../../sync-context.ts';
import { MERGED_IDS } from '../reading/pulled-properties.ts';
import type { RecordType } from '../reading/record-types.ts';
import { mergedIdsOf } from './settle-merges.ts';
import { syncRecords } from './sync-records.ts';

/**
 * Looks at mirrored records that HubSpot did not list: one that is there after all is mirrored, one that was merged goes
 * on under its survivor, the others are forgotten. A contact that is not among the archived ones either was deleted for
 * good, as after a request for privacy: its data is erased.
 */
export async function forgetForGood(
  context: SyncContext,
  client: HubSpotClient,
  type: RecordType,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const missing = await syncRecords(context, client, type, ids);
  if (type !== 'contacts' || missing.length === 0) return;
  const archived = await readBatch(client, type, missing, { properties: [], archived: true });
  // Asked once more: between the two reads a contact may have come out of the bin.
  const live = await readBatch(client, type, archived.missing, { properties: [MERGED_IDS] });
  const kept = new Set(live.found.flatMap((record) => [record.id, ...mergedIdsOf(record)]));
  // A survivor that does not name the ids it answers to leaves open which of them are merged.
  if (!live.found.every((record) => namesAny(record, archived.missing))) return;
  for (const contactId of live.missing.filter((id) => !kept.has(id))) {
    await context.db.transaction((trx) => eraseContact(trx, client.portalId, contactId, context.now()));
  }
}

function namesAny(record: CrmRecord, ids: readonly string[]): boolean {
  const named = new Set([record.id, ...mergedIdsOf(record)]);
  return ids.some((id) => named.has(id));
}
