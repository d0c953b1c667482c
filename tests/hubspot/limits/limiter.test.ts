import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bucket, CELLS, type Lane, type Limiter, createLimiter } from '../../../src/hubspot/limits/limiter.ts';
import { SimulatedTime, mostInWindow } from './simulated-limits.ts';

/** What HubSpot allows: so many in any window of so many ms. */
const ALLOWED: Record<Bucket, { requests: number; windowMs: number }> = {
  general: { requests: 110, windowMs: 10_000 },
  search: { requests: 5, windowMs: 1_000 },
};

const arrivals = fc.array(
  fc.record({ afterMs: fc.nat(3_000), count: fc.integer({ min: 1, max: 60 }), process: fc.nat(3), card: fc.boolean() }),
  { minLength: 1, maxLength: 12 },
);

/** Four processes with limiters of their own over the same cells. */
async function simulate(
  bucket: Bucket,
  steps: readonly { afterMs: number; count: number; process: number; card: boolean }[],
): Promise<number[]> {
  const time = new SimulatedTime();
  const processes = Array.from({ length: 4 }, () => createLimiter(time.options));
  const sentAt: number[] = [];
  const send = async (limiter: Limiter, lane: Lane): Promise<void> => {
    await limiter.take(1, bucket, lane);
    sentAt.push(time.now);
  };
  let startMs = 0;
  const waves = steps.map(async ({ afterMs, count, process, card }) => {
    startMs += afterMs;
    await time.sleep(startMs);
    const limiter = processes[process] as Limiter;
    await Promise.all(Array.from({ length: count }, () => send(limiter, card ? 'card' : 'background')));
  });
  await time.run();
  await Promise.all(waves);
  return sentAt;
}

describe('four processes on one portal', () => {
  test.each<Bucket>(['general', 'search'])('%s: no window ever holds more than HubSpot allows', async (bucket) => {
    const { requests, windowMs } = ALLOWED[bucket];
    await fc.assert(
      fc.asyncProperty(arrivals, async (steps) => {
        const sentAt = await simulate(bucket, steps);
        expect(sentAt).toHaveLength(steps.reduce((sum, step) => sum + step.count, 0));
        expect(mostInWindow(sentAt, windowMs)).toBeLessThanOrEqual(requests);
      }),
      { numRuns: 60 },
    );
  });

  test('requests that overtake each other by up to 200 ms still stay below the limit', async () => {
    const delays = fc.infiniteStream(fc.nat(200));
    await fc.assert(
      fc.asyncProperty(arrivals, delays, async (steps, delayMs) => {
        const sentAt = await simulate('general', steps);
        const arrivedAt = sentAt.map((time) => time + Number(delayMs.next().value));
        expect(mostInWindow(arrivedAt, 10_000)).toBeLessThanOrEqual(110);
      }),
      { numRuns: 30 },
    );
  });

  test('300 requests of a backfill take 30 s, near the 27 s of any such cell', async () => {
    const sentAt = await simulate('general', [{ afterMs: 0, count: 300, process: 0, card: false }]);
    expect(Math.max(...sentAt)).toBeLessThanOrEqual(30_000);
  });
});

describe('lanes', () => {
  test.each([
    [1, 0],
    [4, 100],
  ])('a card behind the backfills of %d processes waits %d ms at most', async (processes, mostMs) => {
    const time = new SimulatedTime();
    const limiters = Array.from({ length: processes }, () => createLimiter(time.options));
    const jobs = limiters.flatMap((limiter) => {
      return Array.from({ length: 200 }, () => limiter.take(1, 'general', 'background'));
    });
    const cardWaits: number[] = [];
    const cards = [2_000, 5_050, 9_000].map(async (startMs) => {
      await time.sleep(startMs);
      await limiters[0]?.take(1, 'general', 'card');
      cardWaits.push(time.now - startMs);
    });
    await time.run();
    await Promise.all([...jobs, ...cards]);
    expect(cardWaits).toHaveLength(3);
    expect(Math.max(...cardWaits)).toBeLessThanOrEqual(mostMs);
  });

  test('portals and buckets do not wait for one another', async () => {
    const time = new SimulatedTime();
    const limiter = createLimiter(time.options);
    const busy = Array.from({ length: 50 }, () => limiter.take(1, 'general', 'background'));
    const done: string[] = [];
    const free = [
      limiter.take(2, 'general', 'background').then(() => done.push(`portal 2 at ${time.now}`)),
      limiter.take(1, 'search', 'background').then(() => done.push(`search at ${time.now}`)),
    ];
    await time.run();
    await Promise.all([...busy, ...free]);
    expect(done.sort()).toEqual(['portal 2 at 0', 'search at 0']);
  });

  test('a reservation that fails is its own caller’s error, the next one goes on', async () => {
    const time = new SimulatedTime();
    const reserve = time.reserve.bind(time);
    let calls = 0;
    time.reserve = async (...place) => {
      calls += 1;
      if (calls === 1) throw new Error('database gone');
      return reserve(...place);
    };
    const limiter = createLimiter(time.options);
    const [first, second] = await Promise.allSettled([
      limiter.take(1, 'general', 'background'),
      limiter.take(1, 'general', 'background'),
    ]);
    expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled']);
  });
});

test.each<Bucket>(['general', 'search'])('the arithmetic of %s: burst + window / interval fits', (bucket) => {
  const { intervalMs, burst } = CELLS[bucket];
  const { requests, windowMs } = ALLOWED[bucket];
  expect(burst + Math.floor(windowMs / intervalMs)).toBeLessThanOrEqual(requests);
});
