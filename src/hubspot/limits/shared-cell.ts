import { type AnnouncedLimit, type Cell, countUnknown, isSameCell, toCell } from './announced-limit.ts';
import { TakenLog } from './taken-log.ts';

/** The cells of all portals, shared by all processes. A limit that was learned replaces the `cell` passed in. */
export interface LimitStore {
  /**
   * Takes the next slot, in one statement: `tat = max(tat, now) + intervalMs;
   * waitMs = max(0, tat - max(1, floor(burst * share)) * intervalMs - now)`.
   */
  reserve(key: string, cell: Cell, share: number): Promise<{ waitMs: number; learned: Cell | null; taken: number }>;
  /** Gives out no slot before `delayMs` from now; slots already later than that stay as they are. */
  postpone(key: string, cell: Cell, delayMs: number): Promise<void>;
  /** Replaces the cell `before` for all processes; `owed` places of the new one count as used just now. */
  learn(key: string, before: Cell, cell: Cell, owed: number): Promise<void>;
  /** Counts requests that took no place as if they did now; holds nobody back for longer than `longestMs`. */
  countForeign(key: string, cell: Cell, requests: number, longestMs: number): Promise<void>;
}

/** The longest time between taking a place and the request's arrival at HubSpot. */
const LATEST_ARRIVAL_MS = 2_000;
/** Endpoints could announce different limits: a lower one holds at once, a higher one only this long after the lower. */
const RAISE_AFTER_MS = 60_000;
/** Longer than any window of HubSpot's limits. */
const LONGEST_LOG_MS = 30_000;

/** One cell of the store and what this process knows of it. */
export class SharedCell {
  readonly #key: string;
  readonly #given: Cell;
  readonly #store: LimitStore;
  readonly #now: () => number;
  readonly #taken = new TakenLog(LONGEST_LOG_MS);
  #learned: Cell | null = null;
  #mayRaiseAt = 0;

  /** `given` holds until an answer tells otherwise; `now` is a clock that never goes back, ms. */
  constructor(store: LimitStore, key: string, given: Cell, now: () => number) {
    this.#store = store;
    this.#key = key;
    this.#given = given;
    this.#now = now;
  }

  /** Takes the next slot and returns how long to wait for it (ms). Only `share` (0–1) of the burst may be used. */
  async reserve(share: number): Promise<number> {
    const { waitMs, learned, taken } = await this.#store.reserve(this.#key, this.#given, share);
    this.#learned = learned;
    this.#taken.note(this.#now(), taken);
    return waitMs;
  }

  postpone(delayMs: number): Promise<void> {
    return this.#store.postpone(this.#key, this.#given, delayMs);
  }

  /**
   * Applies what an answer announced: a limit other than the current one is passed to all processes, and requests in
   * HubSpot's window that none of them made count as if they had made them. Writes only if something changed.
   */
  async learn(announced: AnnouncedLimit): Promise<void> {
    const before = this.#learned ?? this.#given;
    const cell = toCell(announced);
    const isLower = cell.intervalMs > before.intervalMs;
    const isBelieved = isLower || this.#learned === null || this.#now() >= this.#mayRaiseAt;
    if (isBelieved && !isSameCell(cell, before)) {
      this.#learned = cell;
      this.#mayRaiseAt = this.#now() + RAISE_AFTER_MS;
      // Under a lower limit whatever is in its window counts as sent just now, since nothing tells when it was.
      await this.#store.learn(this.#key, before, cell, isLower ? announced.max - announced.remaining : 0);
      return;
    }
    const from = this.#now() - announced.windowMs - LATEST_ARRIVAL_MS;
    const unknown = countUnknown(announced, this.#taken.since(from));
    if (unknown === 0) return;
    this.#taken.note(this.#now(), this.#taken.latest + unknown);
    await this.#store.countForeign(this.#key, this.#given, unknown, announced.windowMs);
  }
}
