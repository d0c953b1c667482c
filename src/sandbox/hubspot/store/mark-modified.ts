import type { ObjectTypeName } from '../object-types.ts';
import { OBJECT_TYPES } from '../object-types.ts';
import type { PortalStore } from './portal-store.ts';
import type { StoredRecord } from './stored-record.ts';

/** Marks the record as modified now and keeps `before` in the search index until the index catches up. */
export function markModified(
  store: PortalStore,
  type: ObjectTypeName,
  record: StoredRecord,
  before: Record<string, string> | null,
): void {
  record.updatedAt = new Date(store.now()).toISOString();
  record.properties[OBJECT_TYPES[type].modifiedProperty] = record.updatedAt;
  record.pendingIndex = [
    ...(record.pendingIndex ?? []).filter((state) => state.visibleAtMs > store.now()),
    { visibleAtMs: store.now() + store.searchIndexLagMs, before },
  ];
  store.records[type].noteModified(record);
}
