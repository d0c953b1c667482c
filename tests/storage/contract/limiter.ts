import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../../src/storage/connection/database.ts';
import {
  countForeign,
  learnCell,
  postponeSlots,
  reserveSlot,
  takeSlot,
} from '../../../src/storage/portal/rate-limits.ts';

export function describeLimiter(get: () => Database): void {
  describe('the limiter', () => {
    // Long intervals and tolerances of half of one: what is counted is exact however slow the machine is.
    test('lets exactly the allowed number start in a window, of many that ask at once', async () => {
      const db = get().kysely;
      const callers = 100;
      const cell = { intervalMs: 100_000, burst: 10 };
      const { intervalMs, burst } = cell;
      const answers = await Promise.all(Array.from({ length: callers }, () => reserveSlot(db, 'exact', cell)));
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
      const take = () => reserveSlot(db, 'rested', { intervalMs: 100, burst: 3 });
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
      const cell = { intervalMs: 100_000, burst: 3 };
      expect(await reserveSlot(db, 'portal-a', cell)).toEqual({ waitMs: 0, learned: null, taken: 1 });
      expect(await reserveSlot(db, 'portal-b', cell)).toEqual({ waitMs: 0, learned: null, taken: 1 });
      await postponeSlots(db, 'portal-c', cell, 500_000);
      const { waitMs } = await reserveSlot(db, 'portal-c', cell);
      expect(waitMs).toBeGreaterThan(400_000);
      expect(waitMs).toBeLessThanOrEqual(500_000);
      await postponeSlots(db, 'portal-c', cell, 0);
      expect((await reserveSlot(db, 'portal-c', cell)).waitMs).toBeGreaterThan(400_000);
    });

    test('refuses what no place is free for, and for no longer the more often it is asked', async () => {
      const db = get().kysely;
      const cell = { intervalMs: 100_000, burst: 2 };
      const waits: number[] = [];
      for (let index = 0; index < 12; index += 1) waits.push(await takeSlot(db, 'eager', cell));
      expect(waits.slice(0, 2)).toEqual([0, 0]);
      for (const waitMs of waits.slice(2)) {
        expect(waitMs).toBeGreaterThan(50_000);
        expect(waitMs).toBeLessThanOrEqual(100_000);
      }
      expect(await takeSlot(db, 'patient', cell)).toBe(0);
    });

    test('a clock of the database that was set back by a day holds nobody for a day', async () => {
      const db = get().kysely;
      const cell = { intervalMs: 1_000, burst: 3 };
      for (const ask of [async () => (await reserveSlot(db, 'back', cell)).waitMs, () => takeSlot(db, 'back', cell)]) {
        await ask();
        await sql`update rate_limits set tat = clock_timestamp() + interval '1 day' where key = 'back'`.execute(db);
        expect(await ask()).toBe(0);
      }
    });

    test('leaves the part of a burst that a share does not cover to others', async () => {
      const db = get().kysely;
      const cell = { intervalMs: 100_000, burst: 4 };
      const waits: number[] = [];
      for (const share of [0.5, 0.5, 0.5, 1]) waits.push((await reserveSlot(db, 'shared', cell, share)).waitMs);
      expect(waits.map((waitMs) => waitMs > 0)).toEqual([false, false, true, false]);
    });

    test('keeps to a cell that it was taught, whatever cell is asked for', async () => {
      const db = get().kysely;
      const cell = { intervalMs: 100_000, burst: 1 };
      const faster = { intervalMs: 100_000 / 3, burst: 2 };
      for (let index = 0; index < 3; index += 1) await reserveSlot(db, 'taught', cell);
      await learnCell(db, 'taught', cell, faster, 0);
      // Three places are taken at the new pace; with this one four.
      const { waitMs, learned, taken } = await reserveSlot(db, 'taught', cell);
      expect({ learned, taken }).toEqual({ learned: faster, taken: 4 });
      expect(waitMs).toBeLessThanOrEqual(Math.ceil(2 * faster.intervalMs));
      expect(waitMs).toBeGreaterThan(faster.intervalMs);
      await postponeSlots(db, 'taught', cell, 200_000);
      expect((await reserveSlot(db, 'taught', cell)).waitMs).toBeLessThanOrEqual(200_000);
    });

    test('counts what a lower cell owes, and requests of others, once and for a window at most', async () => {
      const db = get().kysely;
      const cell = { intervalMs: 100_000, burst: 2 };
      await learnCell(db, 'lowered', cell, { intervalMs: 200_000, burst: 1 }, 5);
      const owing = await reserveSlot(db, 'lowered', cell);
      expect(owing.waitMs).toBeGreaterThan(900_000);
      expect(owing.waitMs).toBeLessThanOrEqual(1_000_000);
      await reserveSlot(db, 'foreign', cell);
      await countForeign(db, 'foreign', cell, 10, 6_000_000);
      const { waitMs, taken } = await reserveSlot(db, 'foreign', cell);
      expect(taken).toBe(12);
      expect(waitMs).toBeGreaterThan(900_000);
      expect(waitMs).toBeLessThanOrEqual(1_000_000);
      await countForeign(db, 'foreign', cell, 1_000, 6_000_000);
      expect((await reserveSlot(db, 'foreign', cell)).waitMs).toBeLessThanOrEqual(6_100_000);
    });
  });
}
