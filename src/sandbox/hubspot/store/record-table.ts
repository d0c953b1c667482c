import type { ObjectType } from '../object-types.ts';
import { ModifiedIndex } from './modified-index.ts';
import { SortedIds } from './sorted-ids.ts';
import type { StoredRecord } from './stored-record.ts';

/** The records of one object type, with the indexes that readers need. */
export class RecordTable {
  readonly type: ObjectType;
  #byId = new Map<string, StoredRecord>();
  #active = new SortedIds();
  #archived = new SortedIds();
  #modified = new ModifiedIndex();
  /** Records whose values in the search index are outdated. */
  #pending = new Set<StoredRecord>();
  /** Old id to the id of the record it was merged into. */
  readonly mergedInto = new Map<string, string>();
  #unique = new Map<string, Map<string, string>>();
  #lastId = 0;

  constructor(type: ObjectType, uniqueProperties: Iterable<string>) {
    this.type = type;
    for (const name of uniqueProperties) this.addUniqueProperty(name);
  }

  /** The record with this id, archived or not; an id merged away resolves to the survivor. */
  get(id: string): StoredRecord | undefined {
    let current = id;
    for (let next = this.mergedInto.get(current); next !== undefined; next = this.mergedInto.get(current))
      current = next;
    return this.#byId.get(current);
  }

  getActive(id: string): StoredRecord | undefined {
    const record = this.get(id);
    return record?.archivedAt === undefined ? record : undefined;
  }

  /** Finds a record by a property with unique values; undefined if none has the value. Values are compared case-insensitively, as HubSpot does with emails. */
  findByUnique(property: string, value: string): StoredRecord | undefined {
    if (property === 'hs_object_id') return this.getActive(value);
    const id = this.#unique.get(property)?.get(value.toLowerCase());
    return id === undefined ? undefined : this.getActive(id);
  }

  isUnique(property: string): boolean {
    return this.#unique.has(property);
  }

  addUniqueProperty(name: string): void {
    if (name === 'hs_object_id' || this.#unique.has(name)) return;
    this.#unique.set(name, new Map());
    for (const record of this.all()) this.#indexUnique(record);
  }

  #indexUnique(record: StoredRecord): void {
    if (record.archivedAt !== undefined) return;
    for (const [name, index] of this.#unique) {
      const value = record.properties[name];
      if (value) index.set(value.toLowerCase(), record.id);
    }
  }

  #unindexUnique(record: StoredRecord): void {
    for (const [name, index] of this.#unique) {
      const value = record.properties[name]?.toLowerCase();
      if (value && index.get(value) === record.id) index.delete(value);
    }
  }

  newId(): string {
    return String(this.#lastId + 1);
  }

  add(record: StoredRecord): void {
    const id = Number(record.id);
    this.#byId.set(record.id, record);
    this.#lastId = Math.max(this.#lastId, id);
    (record.archivedAt === undefined ? this.#active : this.#archived).add(id);
    this.#indexUnique(record);
    this.noteModified(record);
  }

  /** To be called after the record's `updatedAt` or `pendingIndex` was set. */
  noteModified(record: StoredRecord): void {
    this.#modified.note(record);
    if (record.pendingIndex) this.#pending.add(record);
  }

  /** Applies `change` to the record and keeps the indexes consistent. */
  update(record: StoredRecord, change: () => void): void {
    this.#unindexUnique(record);
    const wasArchived = record.archivedAt !== undefined;
    change();
    this.#indexUnique(record);
    const isArchived = record.archivedAt !== undefined;
    if (wasArchived === isArchived) return;
    const id = Number(record.id);
    (wasArchived ? this.#archived : this.#active).remove(id);
    (isArchived ? this.#archived : this.#active).add(id);
  }

  /** Removes the record permanently (merged away, privacy deletion). */
  remove(record: StoredRecord): void {
    this.#unindexUnique(record);
    this.#byId.delete(record.id);
    this.#active.remove(Number(record.id));
    this.#archived.remove(Number(record.id));
    this.#modified.remove(record);
    this.#pending.delete(record);
  }

  /** Records with ids from `fromId` on, ascending. */
  page(fromId: number, count: number, archived: boolean): StoredRecord[] {
    return (archived ? this.#archived : this.#active).from(fromId, count).map((id) => this.#byId.get(String(id))!);
  }

  /** Records, including archived ones, last modified from `lowMs` to `highMs`, inclusive. */
  modifiedBetween(lowMs: number, highMs: number): StoredRecord[] {
    return this.#modified.between(lowMs, highMs);
  }

  /** Records, including archived ones, with ids from `low` to `high`, inclusive. */
  idsBetween(low: number, high: number): StoredRecord[] {
    const ids = [this.#active, this.#archived].flatMap((each) => each.between(low, high));
    return ids.map((id) => this.#byId.get(String(id))!);
  }

  /** Records whose values in the search index are outdated at `nowMs`. */
  pending(nowMs: number): ReadonlySet<StoredRecord> {
    for (const record of this.#pending) {
      if (!record.pendingIndex?.some((state) => state.visibleAtMs > nowMs)) this.#pending.delete(record);
    }
    return this.#pending;
  }

  *active(): IterableIterator<StoredRecord> {
    for (const id of this.#active) yield this.#byId.get(String(id))!;
  }

  *archived(): IterableIterator<StoredRecord> {
    for (const id of this.#archived) yield this.#byId.get(String(id))!;
  }

  all(): IterableIterator<StoredRecord> {
    return this.#byId.values();
  }

  get activeCount(): number {
    return this.#active.size;
  }
}
