import type { AnnouncedLimit, Cell } from '../../../src/hubspot/limits/announced-limit.ts';
import type { LimiterOptions } from '../../../src/hubspot/limits/limiter.ts';
import type { LimitStore } from '../../../src/hubspot/limits/shared-cell.ts';

interface HeldCell {
  tat: number;
  learned: Cell | null;
  taken: number;
}

/** A clock that runs from one timer to the next, and the shared cells as the storage keeps them. */
export class SimulatedTime implements LimitStore {
  now = 0;
  /** Writes of what was learned, and of requests of others. */
  writes = 0;
  readonly #timers: { at: number; wake: () => void }[] = [];
  readonly #cells = new Map<string, HeldCell>();

  /** What a limiter over these cells is made of. */
  get options(): LimiterOptions {
    return { store: this, sleep: this.sleep, now: () => this.now };
  }

  readonly sleep = (delayMs: number): Promise<void> =>
    new Promise((wake) => {
      this.#timers.push({ at: this.now + delayMs, wake });
    });

  async reserve(key: string, cell: Cell, share: number): ReturnType<LimitStore['reserve']> {
    const held = this.#hold(key);
    const { intervalMs, burst } = held.learned ?? cell;
    held.tat = Math.max(held.tat, this.now) + intervalMs;
    held.taken += 1;
    const usable = Math.max(1, Math.floor(burst * share));
    return { waitMs: Math.max(0, held.tat - usable * intervalMs - this.now), learned: held.learned, taken: held.taken };
  }

  async postpone(key: string, cell: Cell, delayMs: number): Promise<void> {
    const held = this.#hold(key);
    const { intervalMs, burst } = held.learned ?? cell;
    held.tat = Math.max(held.tat, this.now + delayMs + (burst - 1) * intervalMs);
  }

  async learn(key: string, before: Cell, cell: Cell, owed: number): Promise<void> {
    this.writes += 1;
    const held = this.#hold(key);
    const pace = cell.intervalMs / (held.learned ?? before).intervalMs;
    const kept = Math.max(0, held.tat - this.now) * pace;
    held.tat = this.now + Math.max(kept, owed * cell.intervalMs);
    held.learned = cell;
  }

  async countForeign(key: string, cell: Cell, requests: number, longestMs: number): Promise<void> {
    this.writes += 1;
    const held = this.#hold(key);
    const { intervalMs, burst } = held.learned ?? cell;
    const debited = Math.max(held.tat, this.now) + requests * intervalMs;
    held.tat = Math.max(held.tat, Math.min(debited, this.now + burst * intervalMs + longestMs));
    held.taken += requests;
  }

  /** Runs until nobody sleeps any more. */
  async run(): Promise<void> {
    await settle();
    while (this.#timers.length > 0) {
      this.#timers.sort((one, other) => one.at - other.at);
      const timer = this.#timers.shift();
      this.now = timer?.at ?? this.now;
      timer?.wake();
      await settle();
    }
  }

  #hold(key: string): HeldCell {
    const held = this.#cells.get(key) ?? { tat: 0, learned: null, taken: 0 };
    this.#cells.set(key, held);
    return held;
  }
}

/** HubSpot's own count: so many requests in any window, each answered with what is left, or refused. */
export class SimulatedHubSpot {
  max: number;
  refused = 0;
  /** When requests came, ms. */
  readonly arrivals: number[] = [];
  readonly #windowMs: number;
  readonly #clock: { now: number };

  constructor(clock: { now: number }, max: number, windowMs = 10_000) {
    this.#clock = clock;
    this.max = max;
    this.#windowMs = windowMs;
  }

  answer(): AnnouncedLimit {
    const { now } = this.#clock;
    const inWindow = this.arrivals.filter((at) => at > now - this.#windowMs).length;
    if (inWindow >= this.max) this.refused += 1;
    else this.arrivals.push(now);
    return { max: this.max, windowMs: this.#windowMs, remaining: Math.max(0, this.max - inWindow - 1) };
  }
}

/** Lets every promise that can go on do so. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** The most of `times` in any window of `windowMs`. */
export function mostInWindow(times: readonly number[], windowMs: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  let most = 0;
  let first = 0;
  for (const [last, time] of sorted.entries()) {
    while (time - (sorted[first] ?? 0) > windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
