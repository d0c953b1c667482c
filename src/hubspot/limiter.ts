/** Who is waiting: a person in front of a card, or a job that has time. */
export type Lane = 'card' | 'background';

/** HubSpot counts searches apart from everything else. */
export type Bucket = 'general' | 'search';

export interface Limiter {
  /** Resolves when a request of this portal may be sent. */
  take(portalId: number, bucket: Bucket, lane: Lane): Promise<void>;
  /** Holds back every request of this portal, in all processes: HubSpot answered 429 and said how long to wait. */
  postpone?(portalId: number, bucket: Bucket, delayMs: number): Promise<void>;
}

/**
 * Reserves the next place of a GCRA cell that all processes share:
 * `tat = max(tat, now) + intervalMs; waitMs = max(0, tat - burst * intervalMs - now)`.
 */
export type Reserve = (key: string, intervalMs: number, burst: number) => Promise<{ waitMs: number }>;

/** Makes a cell give nobody a place before `delayMs` from now; never sooner than it would have. */
export type Postpone = (key: string, intervalMs: number, burst: number, delayMs: number) => Promise<void>;

export interface LimiterOptions {
  reserve: Reserve;
  postpone?: Postpone;
  sleep?: (delayMs: number) => Promise<void>;
}

interface Cell {
  intervalMs: number;
  /** How many may go at once, by lane: a card still finds places where a job has used up its own. */
  burst: Record<Lane, number>;
}

/**
 * A GCRA cell lets at most `burst + floor(W / intervalMs)` requests into any window of W ms, here:
 * general `8 + 10,000 / 100 = 108` of the 110 that HubSpot allows a marketplace app in any 10 s; the two to spare
 * cover requests that overtake each other by up to 200 ms on the way. Sustained 10/s, so 300 requests take 29 s: no
 * GCRA cell under the same ceiling does better than `(300 - 110) / 11 + 10 = 27 s`, since burst is bought with rate.
 * search `2 + floor(1,000 / 300) = 5` of 5 in any second.
 */
export const CELLS: Readonly<Record<Bucket, Cell>> = {
  general: { intervalMs: 100, burst: { card: 8, background: 4 } },
  search: { intervalMs: 300, burst: { card: 2, background: 1 } },
};

/**
 * Builds the limiter of all portals. A reservation is never given back, so jobs reserve one at a time per process and
 * portal: a card waits behind at most one reservation a process, however many jobs are waiting.
 */
export function createLimiter({ reserve, postpone, sleep = sleepFor }: LimiterOptions): Limiter {
  const lastOfQueue = new Map<string, Promise<void>>();

  async function passCell(key: string, bucket: Bucket, lane: Lane): Promise<void> {
    const { waitMs } = await reserve(key, CELLS[bucket].intervalMs, CELLS[bucket].burst[lane]);
    if (waitMs > 0) await sleep(waitMs);
  }

  async function queueUp(key: string, bucket: Bucket): Promise<void> {
    const before = lastOfQueue.get(key) ?? Promise.resolve();
    const mine = before.then(() => passCell(key, bucket, 'background'));
    // A failed reservation is its own caller's error; the ones behind it go on.
    const settled = mine.catch(() => undefined);
    lastOfQueue.set(key, settled);
    try {
      await mine;
    } finally {
      if (lastOfQueue.get(key) === settled) lastOfQueue.delete(key);
    }
  }

  return {
    take(portalId, bucket, lane) {
      const key = cellKey(portalId, bucket);
      return lane === 'card' ? passCell(key, bucket, lane) : queueUp(key, bucket);
    },
    async postpone(portalId, bucket, delayMs) {
      const { intervalMs, burst } = CELLS[bucket];
      await postpone?.(cellKey(portalId, bucket), intervalMs, burst.card, delayMs);
    },
  };
}

function cellKey(portalId: number, bucket: Bucket): string {
  return `${portalId}:${bucket}`;
}

function sleepFor(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.ceil(delayMs));
  });
}
