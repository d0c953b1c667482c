/** A sorted list of numeric ids: appends in O(1), pages by binary search. */
export class SortedIds {
  #ids: number[] = [];

  /** Index of the first id that is at least `id`. */
  #lowerBound(id: number): number {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  add(id: number): void {
    const last = this.#ids.at(-1);
    if (last === undefined || id > last) {
      this.#ids.push(id);
      return;
    }
    const index = this.#lowerBound(id);
    if (this.#ids[index] !== id) this.#ids.splice(index, 0, id);
  }

  remove(id: number): void {
    const index = this.#lowerBound(id);
    if (this.#ids[index] === id) this.#ids.splice(index, 1);
  }

  /** At most `count` ids, from `fromId` on. */
  from(fromId: number, count: number): number[] {
    const start = this.#lowerBound(fromId);
    return this.#ids.slice(start, start + count);
  }

  /** The ids from `low` to `high`, inclusive. */
  between(low: number, high: number): number[] {
    return this.#ids.slice(this.#lowerBound(low), this.#lowerBound(high + 1));
  }

  get size(): number {
    return this.#ids.length;
  }

  [Symbol.iterator](): IterableIterator<number> {
    return this.#ids[Symbol.iterator]();
  }
}
