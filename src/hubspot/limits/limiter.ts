import { type AnnouncedLimit, type Cell, toCell } from './announced-limit.ts';
import { type LimitStore, SharedCell } from './shared-cell.ts';

/** Who is waiting: a person in front of a card, or a job that has time. */
export type Lane = 'card' | 'background';

/** HubSpot counts searches apart from everything else. */
export type Bucket = 'general' | 'search';

export interface Limiter {
  /** Resolves when a request of this portal may be sent. */
  take(portalId: number, bucket: Bucket, lane: Lane): Promise<void>;
  /** Holds back every request of this portal, in all processes: HubSpot answered 429 and said how long to wait. */
  postpone?(portalId: number, bucket: Bucket, delayMs: number): Promise<void>;
  /** Applies the portal's limit that an answer announced, in all processes. */
  learn?(portalId: number, bucket: Bucket, announced: AnnouncedLimit): Promise<void>;
}

export interface LimiterOptions {
  store: LimitStore;
  sleep?: (delayMs: number) => Promise<void>;
  /** A clock that never goes back, ms. */
  now?: () => number;
}

/**
 * A GCRA cell lets at most `burst + floor(W / intervalMs)` requests into any window of W ms, here until an answer
 * announces another limit: general `8 + 10,000 / 100 = 108` of the 110 that HubSpot allows a marketplace app in any
 * 10 s. Sustained 10/s, so 300 requests take 29 s: no GCRA cell under the same ceiling does better than
 * `(300 - 110) / 11 + 10 = 27 s`, since burst is bought with rate. Search, whose limit HubSpot's answers do not
 * announce: `1 + floor(1,000 / 333) = 4` of 5 in any second. The rest covers a process that stalls: at most two of its
 * requests already hold a slot and may be sent late.
 */
export const CELLS: Readonly<Record<Bucket, Cell>> = {
  general: toCell({ max: 110, windowMs: 10_000 }),
  search: toCell({ max: 5, windowMs: 1_000 }),
};

/** Part of the burst that a lane may use: a card still finds slots when jobs have used up theirs. */
export const SHARES: Readonly<Record<Lane, number>> = { card: 1, background: 0.5 };

/**
 * Builds the limiter of all portals. A reservation is never returned, so each process reserves one at a time per
 * portal, bucket and lane. With p processes all busy in both lanes, at most p slots of jobs and p - 1 of cards are
 * ahead of a process's next card, which therefore waits `(2p - 4) * intervalMs` at most where the burst of 8 is shared
 * 8 to 4: 400 ms with four processes, 100 ms where it is the only card; in search `2p * intervalMs`. The size of a
 * backfill adds nothing. Cards of one process wait for one another, as all requests do, when there are too many.
 */
export function createLimiter(options: LimiterOptions): Required<Limiter> {
  const { store, sleep = sleepFor, now = () => performance.now() } = options;
  const cells = new Map<string, SharedCell>();
  const lastOfQueue = new Map<string, Promise<void>>();

  function cellOf(portalId: number, bucket: Bucket): SharedCell {
    const key = `${portalId}:${bucket}`;
    const cell = cells.get(key) ?? new SharedCell(store, key, CELLS[bucket], now);
    cells.set(key, cell);
    return cell;
  }

  async function pass(cell: SharedCell, lane: Lane): Promise<void> {
    const waitMs = await cell.reserve(SHARES[lane]);
    if (waitMs > 0) await sleep(waitMs);
  }

  return {
    async take(portalId, bucket, lane) {
      const queue = `${portalId}:${bucket}:${lane}`;
      const before = lastOfQueue.get(queue) ?? Promise.resolve();
      const mine = before.then(() => pass(cellOf(portalId, bucket), lane));
      // A failed reservation is its own caller's error; the ones behind it go on.
      const settled = mine.catch(() => undefined);
      lastOfQueue.set(queue, settled);
      try {
        await mine;
      } finally {
        if (lastOfQueue.get(queue) === settled) lastOfQueue.delete(queue);
      }
    },
    postpone: (portalId, bucket, delayMs) => cellOf(portalId, bucket).postpone(delayMs),
    learn: (portalId, bucket, announced) => cellOf(portalId, bucket).learn(announced),
  };
}

function sleepFor(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.ceil(delayMs));
  });
}
