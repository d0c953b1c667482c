import { describe, expect, test } from 'vitest';
import { type Lane, type Limiter, createLimiter } from '../../../src/hubspot/limits/limiter.ts';
import { SimulatedHubSpot, SimulatedTime, mostInWindow } from './simulated-limits.ts';

/** Four processes on one portal that HubSpot allows `max` requests in 10 s. */
function startProcesses(max: number) {
  const time = new SimulatedTime();
  const hubspot = new SimulatedHubSpot(time, max);
  const limiters = Array.from({ length: 4 }, () => createLimiter(time.options));
  const send = async (limiter: Limiter, lane: Lane = 'background'): Promise<void> => {
    await limiter.take(1, 'general', lane);
    await limiter.learn?.(1, 'general', hubspot.answer());
  };
  const sendMany = (count: number, lane?: Lane) =>
    limiters.flatMap((limiter) => Array.from({ length: count }, () => send(limiter, lane)));
  return { time, hubspot, limiters, send, sendMany };
}

/** Writes that eight requests of four processes cost under a limit. */
async function countWrites(max: number): Promise<number> {
  const { time, send, limiters } = startProcesses(max);
  // One by one, so that each process knows of the teaching before its answer.
  for (const limiter of [...limiters, ...limiters]) {
    const sent = send(limiter);
    await time.run();
    await sent;
  }
  return time.writes;
}

describe('a limit that answers announce', () => {
  test('of 2,000 is used from the first answer on, and never passed', async () => {
    const { time, hubspot, sendMany } = startProcesses(2_000);
    const sent = sendMany(1_000);
    await time.run();
    await Promise.all(sent);
    expect(hubspot.refused).toBe(0);
    expect(hubspot.arrivals).toHaveLength(4_000);
    expect(mostInWindow(hubspot.arrivals, 10_000)).toBeGreaterThan(1_850);
  });

  test.each([100, 60, 20])('of %d is kept to from the first answer on', async (max) => {
    const { time, hubspot, sendMany } = startProcesses(max);
    const sent = [...sendMany(40), ...sendMany(5, 'card')];
    await time.run();
    await Promise.all(sent);
    expect(hubspot.refused).toBe(0);
    expect(hubspot.arrivals).toHaveLength(180);
  });

  test('is taught once, and not at all where it is the one kept to', async () => {
    expect(await countWrites(190)).toBe(1);
    expect(await countWrites(110)).toBe(0);
  });

  test('that falls while all are sending costs no more than the requests that have their place already', async () => {
    const { time, hubspot, sendMany } = startProcesses(2_000);
    const sent = [...sendMany(600), ...sendMany(20, 'card')];
    const fall = (async () => {
      await time.sleep(3_000);
      hubspot.max = 110;
    })();
    await time.run();
    await Promise.all([...sent, fall]);
    expect(hubspot.refused).toBeLessThanOrEqual(2 * 4);
    const after = hubspot.arrivals.filter((at) => at > 13_000);
    expect(after.length).toBeGreaterThan(1_000);
    expect(mostInWindow(after, 10_000)).toBeLessThanOrEqual(110);
  });

  test('that rises again soon is believed after a minute, the lower one at once', async () => {
    const { time, hubspot, limiters, send } = startProcesses(60);
    const [limiter] = limiters;
    if (limiter === undefined) throw new Error('no process');
    const sendUntil = async (endMs: number): Promise<void> => {
      while (time.now < endMs) await send(limiter);
    };
    const sent = (async () => {
      await sendUntil(30_000);
      hubspot.max = 190;
      await sendUntil(100_000);
    })();
    await time.run();
    await sent;
    expect(hubspot.refused).toBe(0);
    expect(
      mostInWindow(
        hubspot.arrivals.filter((at) => at < 60_000),
        10_000,
      ),
    ).toBeLessThanOrEqual(60);
    expect(mostInWindow(hubspot.arrivals, 10_000)).toBeGreaterThan(150);
  });
});

describe('requests in the window that are none of ours', () => {
  test('slow everybody down as if they were ours, until they have left it', async () => {
    const { time, hubspot, sendMany } = startProcesses(110);
    const others = Array.from({ length: 80 }, () => hubspot.answer());
    expect(others.at(-1)?.remaining).toBe(30);
    const sent = [...sendMany(75), ...sendMany(5, 'card')];
    await time.run();
    await Promise.all(sent);
    expect(hubspot.refused).toBe(0);
    expect(hubspot.arrivals).toHaveLength(400);
    // 400 requests without the others take some 39 s, the others cost their own 8 s once.
    expect(time.now).toBeLessThan(50_000);
    expect(time.now).toBeGreaterThan(40_000);
  });

  test('that come in the middle of a backfill cost few refusals', async () => {
    const { time, hubspot, sendMany } = startProcesses(110);
    const sent = sendMany(100);
    const others = (async () => {
      await time.sleep(15_000);
      for (let index = 0; index < 60; index += 1) hubspot.answer();
    })();
    await time.run();
    await Promise.all([...sent, others]);
    const othersRefused = 60 - 10;
    expect(hubspot.refused - othersRefused).toBeLessThanOrEqual(4);
  });

  test('are never seen where all requests are ours', async () => {
    const { time, sendMany } = startProcesses(110);
    const sent = [...sendMany(100), ...sendMany(10, 'card')];
    await time.run();
    await Promise.all(sent);
    expect(time.writes).toBe(0);
  });
});
