import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../../src/storage/connection/database.ts';
import { upsertPortal } from '../../../src/storage/portal/portals.ts';
import { PORTAL } from './portals.ts';

export function describeDatabase(get: () => Database): void {
  describe('the connection', () => {
    test('reads bigint, numeric, count and times as numbers, dates as text', async () => {
      const result = await sql`
        select 9007199254740991::bigint as big, 1.25::numeric as exact, count(*) as n, '2026-01-31'::date as day,
          '2026-01-31T09:00:00.123+05:30'::timestamptz as at, array['a', null] as list, '{"a": [1]}'::jsonb as json
        `.execute(get().kysely);
      expect(result.rows).toEqual([
        {
          big: 9_007_199_254_740_991,
          exact: 1.25,
          n: 1,
          day: '2026-01-31',
          at: Date.parse('2026-01-31T03:30:00.123Z'),
          list: ['a', null],
          json: { a: [1] },
        },
      ]);
    });

    test('refuses a bigint that no number holds', async () => {
      await expect(sql`select 9007199254740993::bigint as big`.execute(get().kysely)).rejects.toThrow(/does not fit/);
    });

    test('keeps the SQLSTATE of an error', async () => {
      await expect(sql`select * from nowhere`.execute(get().kysely)).rejects.toMatchObject({ code: '42P01' });
    });

    test('runs a script for the queue, and a failed one leaves no open transaction behind', async () => {
      const { executeSql } = get();
      expect((await executeSql('begin; select 1 as a; commit')).rows).toEqual([{ a: 1 }]);
      await expect(executeSql('begin; select * from nowhere; commit')).rejects.toThrow(/nowhere/);
      expect((await executeSql('select $1::int as a', [2])).rows).toEqual([{ a: 2 }]);
    });
  });

  describe('a transaction', () => {
    test('rolls back what it wrote when it throws', async () => {
      const write = get().transaction(async (trx) => {
        await upsertPortal(trx, { ...PORTAL, portalId: 9001 });
        throw new Error('on purpose');
      });
      await expect(write).rejects.toThrow('on purpose');
      const left = await get().kysely.selectFrom('portals').where('portal_id', '=', 9001).selectAll().execute();
      expect(left).toEqual([]);
    });

    test('that swallowed an SQL error does not pretend to commit', async () => {
      const write = get().transaction(async (trx) => {
        await upsertPortal(trx, { ...PORTAL, portalId: 9002 });
        await sql`select * from nowhere`.execute(trx).catch(() => undefined);
      });
      await expect(write).rejects.toThrow(/rolled back/i);
      const left = await get().kysely.selectFrom('portals').where('portal_id', '=', 9002).selectAll().execute();
      expect(left).toEqual([]);
    });

    test('refuses a query that goes past it instead of hanging', async () => {
      const { kysely, executeSql, transaction } = get();
      const past = [
        () => sql`select 1`.execute(kysely),
        () => executeSql('select 1'),
        () => transaction(() => Promise.resolve()),
      ];
      for (const query of past) {
        await expect(transaction(() => query() as Promise<unknown>)).rejects.toMatchObject({
          code: 'OUTSIDE_TRANSACTION',
        });
      }
      expect((await sql`select 1 as a`.execute(kysely)).rows).toEqual([{ a: 1 }]);
    });

    test('is not walked into by queries that run at the same time', async () => {
      const { kysely, transaction } = get();
      const started = Promise.withResolvers<void>();
      const write = transaction(async (trx) => {
        await upsertPortal(trx, { ...PORTAL, portalId: 9003 });
        started.resolve();
        await new Promise((resolve) => {
          setTimeout(resolve, 50);
        });
        throw new Error('rolled back');
      });
      await started.promise;
      const read = kysely.selectFrom('portals').where('portal_id', '=', 9003).selectAll().execute();
      await expect(write).rejects.toThrow('rolled back');
      expect(await read).toEqual([]);
    });

    test('lets timers of the main thread run while the database works', async () => {
      let ticks = 0;
      const timer = setInterval(() => {
        ticks += 1;
      }, 5);
      await sql`select count(*) from generate_series(1, 2000000)`.execute(get().kysely);
      clearInterval(timer);
      expect(ticks).toBeGreaterThan(2);
    });

    test('of the app can be followed by a checkpoint', async () => {
      await expect(get().checkpoint()).resolves.toBeUndefined();
    });
  });
}
