/** A value and when it was set, as `propertiesWithHistory` returns it. */
export interface ValueWithTimestamp {
  value: string;
  timestamp: string;
  sourceType: string;
  sourceId?: string;
}

/** A CRM record as the stand-in stores it. Every value is a string; a cleared one is ''. */
export interface StoredRecord {
  id: string;
  properties: Record<string, string>;
  createdAt: string;
  updatedAt: string;
  archivedAt?: string;
  /** Newest first; only properties that were written or imported with a history. */
  history: Record<string, ValueWithTimestamp[]>;
  /** Earlier states that the search index still shows; not saved. */
  pendingIndex?: PendingIndexState[];
}

/** Until `visibleAtMs`, search sees `before` (null: the record is not found at all). */
export interface PendingIndexState {
  visibleAtMs: number;
  before: Record<string, string> | null;
}

/** `most`: how many values of a property the API returns. */
export function pushHistory(record: StoredRecord, name: string, entry: ValueWithTimestamp, most: number): void {
  const entries = record.history[name] ?? readHistory(record, name);
  record.history[name] = [entry, ...entries].slice(0, most);
}

/** A value that was never written here counts as set when the record was created. */
export function readHistory(record: StoredRecord, name: string): ValueWithTimestamp[] {
  const kept = record.history[name];
  if (kept) return kept;
  const value = record.properties[name];
  return value === undefined ? [] : [{ value, timestamp: record.createdAt, sourceType: 'IMPORT' }];
}

/** What search sees of the record at `nowMs`: its properties, or null if it is not in the index. */
export function indexedProperties(record: StoredRecord, nowMs: number): Record<string, string> | null {
  const pending = record.pendingIndex?.filter((state) => state.visibleAtMs > nowMs);
  if (pending?.[0]) {
    record.pendingIndex = pending;
    return pending[0].before;
  }
  delete record.pendingIndex;
  return record.archivedAt === undefined ? record.properties : null;
}
