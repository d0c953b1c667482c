import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../../src/storage/database.ts';
import { postponeSlots, reserveSlot } from '../../../src/storage/rate-limits.ts';

export function describeLimiter(get: () => Database): void {
  describe('the limiter', () => {
    // Intervals of 10 s and tolerances of 5 s: what is counted is exact however slow the machine is.
    test('lets exactly the allowed number start in a window, of many that ask at once', async () => {
      const db = get().kysely;
      const [intervalMs, burst, callers] = [10_000, 10, 100];
      const answers = await Promise.all(
        Array.from({ length: callers }, () => reserveSlot(db, 'exact', intervalMs, burst)),
      );
      const waits = answers.map(({ waitMs }) => waitMs).sort((a, b) => a - b);
      for (const intervals of [0, 1, 9, 50, 89]) {
        const started = waits.filter((waitMs) => waitMs <= intervals * intervalMs + 100).length;
        expect([intervals, started]).toEqual([intervals, burst + intervals]);
      }
      for (const [index, waitMs] of waits.slice(burst).entries()) {
        const due = (index + 1) * intervalMs;
        expect(waitMs).toBeGreaterThan(due - intervalMs / 2);
        expect(waitMs).toBeLessThanOrEqual(due);
      }
    });

    test('gives the burst again after a rest, and no more than it', async () => {
      const db = get().kysely;
      const take = () => reserveSlot(db, 'rested', 100, 3);
      for (let index = 0; index < 3; index += 1) await take();
      await delay(1_000);
      const waits: number[] = [];
      const startedAt = performance.now();
      for (let index = 0; index < 3; index += 1) waits.push((await take()).waitMs);
      expect(waits).toEqual([0, 0, 0]);
      const { waitMs } = await take();
      expect(waitMs).toBeGreaterThan(100 - (performance.now() - startedAt) - 5);
      expect(waitMs).toBeLessThanOrEqual(100);
    });

    test('keeps keys apart and can be held back after a 429', async () => {
      const db = get().kysely;
      expect(await reserveSlot(db, 'portal-a', 1_000, 1)).toEqual({ waitMs: 0 });
      expect(await reserveSlot(db, 'portal-b', 1_000, 1)).toEqual({ waitMs: 0 });
      await postponeSlots(db, 'portal-c', 1_000, 3, 5_000);
      const { waitMs } = await reserveSlot(db, 'portal-c', 1_000, 3);
      expect(waitMs).toBeGreaterThan(4_000);
      expect(waitMs).toBeLessThanOrEqual(5_000);
      await postponeSlots(db, 'portal-c', 1_000, 3, 0);
      expect((await reserveSlot(db, 'portal-c', 1_000, 3)).waitMs).toBeGreaterThan(4_000);
    });
  });
}
