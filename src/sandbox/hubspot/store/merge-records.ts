import type { ObjectTypeName } from '../object-types.ts';
import type { ChangeOrigin } from './portal-changes.ts';
import { markModified } from './mark-modified.ts';
import type { PortalStore } from './portal-store.ts';
import { refreshRollups } from './rollups.ts';
import type { StoredRecord } from './stored-record.ts';

/**
 * Merges two records into a new one, as HubSpot has done since 2025: a new id, the primary's values completed by the
 * other's, the associations of both. Both old ids then resolve to the survivor.
 */
export function mergeRecords(
  store: PortalStore,
  type: ObjectTypeName,
  { primary, merged }: { primary: StoredRecord; merged: StoredRecord },
  origin: ChangeOrigin,
): StoredRecord {
  const table = store.records[type];
  const newId = table.newId();
  const moved = Object.entries(merged.properties).filter(([name, value]) => value !== '' && !primary.properties[name]);
  const survivor: StoredRecord = {
    ...primary,
    id: newId,
    properties: {
      ...primary.properties,
      ...Object.fromEntries(moved),
      hs_object_id: newId,
      hs_merged_object_ids: [
        primary.id,
        merged.id,
        ...[primary, merged].flatMap((record) => record.properties['hs_merged_object_ids']?.split(';') ?? []),
      ].join(';'),
    },
    history: { ...merged.history, ...primary.history },
    createdAt: primary.createdAt < merged.createdAt ? primary.createdAt : merged.createdAt,
  };
  delete survivor.pendingIndex;
  const links = [primary, merged].flatMap((record) => takeLinks(store, type, record.id));
  for (const record of [primary, merged]) {
    table.remove(record);
    table.mergedInto.set(record.id, newId);
  }
  table.add(survivor);
  markModified(store, type, survivor, null);
  for (const { to, toId, typeIds } of links) {
    if (to === type && (toId === primary.id || toId === merged.id)) continue;
    store.associations.add(type, newId, to, toId, typeIds);
  }
  refreshRollups(store, type, newId);
  reportMerge(store, type, { primaryId: primary.id, mergedId: merged.id, newId, moved: moved.length }, origin);
  return survivor;
}

function takeLinks(
  store: PortalStore,
  type: ObjectTypeName,
  id: string,
): ReturnType<PortalStore['associations']['allOf']> {
  const links = store.associations.allOf(type, id);
  for (const { to, toId } of links) store.associations.remove(type, id, to, toId);
  return links;
}

/** Sends one merge event, then the deletion of the record merged away; no property changes. */
function reportMerge(
  store: PortalStore,
  objectType: ObjectTypeName,
  { primaryId, mergedId, newId, moved }: { primaryId: string; mergedId: string; newId: string; moved: number },
  origin: ChangeOrigin,
): void {
  const common = { objectType, occurredAtMs: store.now(), origin };
  store.report({
    kind: 'merge',
    primaryObjectId: primaryId,
    mergedObjectIds: [mergedId],
    newObjectId: newId,
    numberOfPropertiesMoved: moved,
    ...common,
  });
  store.report({ kind: 'deletion', objectId: mergedId, ...common });
}
