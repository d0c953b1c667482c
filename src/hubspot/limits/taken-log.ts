/** How many requests of all processes took a slot lately, as one process sees it from its own reservations. */
export class TakenLog {
  #entries: { at: number; taken: number }[] = [];
  readonly #keepMs: number;

  /** `keepMs`: how far back `since` can look. */
  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  /** `taken`: requests that ever took a place, as told at `at` (ms). */
  note(at: number, taken: number): void {
    this.#entries.push({ at, taken });
    // The latest one that is too old stays: the count starts from it.
    while (this.#entries[1] !== undefined && this.#entries[1].at <= at - this.#keepMs) this.#entries.shift();
  }

  /** Requests since `from` (ms), erring on the high side; all there ever were if nothing is known of `from`. */
  since(from: number): number {
    const before = this.#entries.findLast(({ at }) => at <= from)?.taken ?? 0;
    return this.latest - before;
  }

  /** Requests that ever took a place. */
  get latest(): number {
    return this.#entries.at(-1)?.taken ?? 0;
  }
}
