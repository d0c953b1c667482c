import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../../src/storage/database.ts';
import { postponeSlots, reserveSlot } from '../../../src/storage/rate-limits.ts';

export function describeLimiter(get: () => Database): void {
  describe('the limiter', () => {
    test('lets exactly the allowed number start in any window, whoever asks at once', async () => {
      const db = get().kysely;
      const [intervalMs, burst, callers] = [20, 10, 60];
      const starts: number[] = [];
      await Promise.all(
        Array.from({ length: callers }, async () => {
          const { waitMs } = await reserveSlot(db, 'exact', intervalMs, burst);
          if (waitMs > 0) await delay(waitMs);
          starts.push(performance.now());
        }),
      );
      starts.sort((a, b) => a - b);
      const windowMs = 500;
      const allowed = burst + windowMs / intervalMs;
      const fullest = Math.max(
        ...starts.map((from) => starts.filter((start) => start >= from && start < from + windowMs).length),
      );
      // Timers of the test's own thread fire a little unevenly; the waits themselves are checked below.
      expect(fullest).toBeLessThanOrEqual(allowed + 2);
      const spanMs = (starts.at(-1) ?? 0) - (starts[0] ?? 0);
      expect(spanMs).toBeGreaterThanOrEqual((callers - burst) * intervalMs - 5);
    });

    test('hands out slots at whole intervals once the burst is used up', async () => {
      const db = get().kysely;
      const intervalMs = 10_000;
      const waits = await Promise.all(Array.from({ length: 8 }, () => reserveSlot(db, 'spaced', intervalMs, 5)));
      const sorted = waits.map(({ waitMs }) => waitMs).sort((a, b) => a - b);
      expect(sorted.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
      for (const [index, waitMs] of sorted.slice(5).entries()) {
        const due = (index + 1) * intervalMs;
        expect(waitMs).toBeGreaterThan(due - 2_000);
        expect(waitMs).toBeLessThanOrEqual(due);
      }
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
