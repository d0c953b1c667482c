import type { CrmRecord } from '../../../hubspot/records/record.ts';
import { readUpdateTimes } from '../../../storage/mirror/mirrored-records.ts';
import type { SyncContext } from '../../sync-context.ts';
import { forgetRecords, moveMerged } from '../../webhooks/forget-records.ts';
import { MERGED_IDS } from '../reading/pulled-properties.ts';
import type { RecordType } from '../reading/record-types.ts';
import type { RecordsRead } from './records-read.ts';

/**
 * A record that names others as merged into it takes over what is kept under their ids, and they go: a merge whose
 * webhook was lost is found by its survivor. (That `hs_merged_object_ids` names them, joined by `;`, is HubSpot's
 * description of the property; no recorded merge shows it.)
 */
export async function settleMerges(
  context: SyncContext,
  portalId: number,
  type: RecordType,
  { records, readAt }: RecordsRead,
): Promise<void> {
  const merges = records.flatMap((record) => {
    const oldIds = mergedIdsOf(record);
    return oldIds.length > 0 ? [{ newId: record.id, oldIds }] : [];
  });
  if (merges.length === 0) return;
  const named = merges.flatMap(({ oldIds }) => oldIds);
  const held = await readUpdateTimes(context.db.kysely, portalId, type, named);
  for (const { newId, oldIds } of merges) {
    const stillHeld = oldIds.filter((oldId) => held.has(oldId));
    if (stillHeld.length === 0) continue;
    await moveMerged(context, portalId, { type, newId, oldIds });
    await forgetRecords(context, portalId, type, stillHeld, readAt);
  }
}

/** Ids of the records that were merged into this one. */
export function mergedIdsOf({ id, properties }: CrmRecord): string[] {
  const oldIds = (properties[MERGED_IDS] ?? '').split(';').map((oldId) => oldId.trim());
  return oldIds.filter((oldId) => /^\d{1,18}$/.test(oldId) && oldId !== id);
}
