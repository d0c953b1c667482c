import type { StoredRecord } from './stored-record.ts';

interface Entry {
  atMs: number;
  record: StoredRecord;
}

/**
 * Records by when they were last modified. Time mostly runs forward, so a new entry goes to the end; the entry it
 * replaces stays and is skipped until enough of them have accumulated.
 */
export class ModifiedIndex {
  #entries: Entry[] = [];
  #current = new Map<StoredRecord, Entry>();
  #sorted = true;

  /** Inserts the record at the position of its `updatedAt`. */
  note(record: StoredRecord): void {
    const entry = { atMs: Date.parse(record.updatedAt), record };
    if (this.#current.get(record)?.atMs === entry.atMs) return;
    this.#current.set(record, entry);
    if ((this.#entries.at(-1)?.atMs ?? 0) > entry.atMs) this.#sorted = false;
    this.#entries.push(entry);
  }

  remove(record: StoredRecord): void {
    this.#current.delete(record);
  }

  /** Records last modified from `lowMs` to `highMs`, inclusive. */
  between(lowMs: number, highMs: number): StoredRecord[] {
    this.#tidy();
    const found: StoredRecord[] = [];
    for (let index = this.#lowerBound(lowMs); index < this.#entries.length; index += 1) {
      const entry = this.#entries[index];
      if (entry === undefined || entry.atMs > highMs) break;
      if (this.#current.get(entry.record) === entry) found.push(entry.record);
    }
    return found;
  }

  #tidy(): void {
    if (this.#entries.length > 2 * this.#current.size + 1000) {
      this.#entries = this.#entries.filter((entry) => this.#current.get(entry.record) === entry);
    }
    if (!this.#sorted) this.#entries.sort((left, right) => left.atMs - right.atMs);
    this.#sorted = true;
  }

  #lowerBound(atMs: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.atMs ?? 0) < atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
