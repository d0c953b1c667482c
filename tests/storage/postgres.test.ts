import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { Client } from 'pg';
import { openDatabase, type Database } from '../../src/storage/connection/database.ts';
import { limitStatements } from '../../src/storage/connection/statement-limit.ts';
import { MIGRATIONS } from '../../src/storage/migrations/migrations.ts';
import { startRoad } from './silent-road.ts';
import { startPostgres } from './start-postgres.ts';
import { describeStorage } from './storage-contract.ts';

const { server, reason } = await startPostgres();
afterAll(() => server?.stop());

/** Asked as the login itself, the operator's: by a client of its own, past the app's transactions. */
async function asOperator<T extends object>(databaseUrl: string, text: string, values: unknown[]): Promise<T[]> {
  const operator = new Client({ connectionString: databaseUrl });
  await operator.connect();
  try {
    return (await operator.query<T>(text, values)).rows;
  } finally {
    await operator.end();
  }
}

const sleeping = (db: Database) => sql`select pg_sleep(60)`.execute(db.kysely);
/** In ms; '0' is none. */
async function limitOf({ kysely }: Database): Promise<unknown> {
  const asked = sql<{ ms: string }>`select setting as ms from pg_settings where name = 'statement_timeout'`;
  return (await asked.execute(kysely)).rows[0]?.ms;
}

if (server === null) {
  // oxlint-disable-next-line vitest/no-disabled-tests -- a machine on which PostgreSQL cannot start
  test.skip(`storage on PostgreSQL, skipped: ${reason}`, () => undefined);
} else {
  describeStorage('storage on PostgreSQL', async () => ({ databaseUrl: await server.createDatabaseUrl() }));

  describe('several processes', () => {
    test('four starters of an empty database migrate it once', async () => {
      const databaseUrl = await server.createDatabaseUrl();
      const databases = await Promise.all([1, 2, 3, 4].map(() => openDatabase({ databaseUrl })));
      const applied = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
        databases[0]?.kysely as never,
      );
      expect(applied.rows.map((row) => row.name)).toEqual(Object.keys(MIGRATIONS));
      await Promise.all(databases.map((database) => database.close()));
    });

    test('a server that is not there is named in the error', async () => {
      await expect(openDatabase({ databaseUrl: 'postgres://nobody@localhost:1/none' })).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        message: expect.stringContaining('ECONNREFUSED') as string,
      });
    });
  });
  describe('a statement that may not last longer', () => {
    test('is ended by PostgreSQL, and what is asked without a limit lasts as long as the operator lets it', async () => {
      const databaseUrl = await server.createDatabaseUrl();
      const name = new URL(databaseUrl).pathname.slice(1);
      await asOperator(databaseUrl, `alter database ${name} set statement_timeout = '7min'`, []);
      const db = await openDatabase({ databaseUrl }, { outside: 1 });
      expect(await limitOf(db)).toBe('420000');
      const ended = limitStatements(100, () => sleeping(db));
      await expect(ended).rejects.toMatchObject({
        code: 'DATABASE_UNAVAILABLE',
        cause: { message: 'canceling statement due to statement timeout' },
      });
      expect(await limitStatements(5_000, () => limitOf(db))).toBe('5000');
      expect(await limitOf(db)).toBe('420000');
      await db.close();
    });

    test('is given up with its connection where the network says nothing, and the next one gets another', async () => {
      const road = await startRoad(await server.createDatabaseUrl());
      const db = await openDatabase({ databaseUrl: road.url }, { outside: 1 });
      const ask = () => limitStatements(200, () => sql<{ one: number }>`select 1 as one`.execute(db.kysely));
      await ask();
      road.goSilent();
      await expect(ask()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
      expect((await ask()).rows).toEqual([{ one: 1 }]);
      await db.close();
      road.close();
    });
  });

  describe('a connection that PostgreSQL ends', () => {
    test('fails the transaction that has it, not the process, and the next one gets another', async () => {
      const databaseUrl = await server.createDatabaseUrl();
      const db = await openDatabase({ databaseUrl });
      const ended: unknown[] = [];
      const broken = db.transaction(async (trx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
        // Nothing is being asked of the connection when it breaks: a job works something out between two statements.
        ended.push(...(await asOperator(databaseUrl, 'select pg_terminate_backend($1, 5000) as done', [rows[0]?.pid])));
        await delay(200);
        await sql`select 1`.execute(trx);
      });
      await expect(broken).rejects.toMatchObject({
        code: 'DATABASE_UNAVAILABLE',
        // The second where the machine was so busy that the end had not been noticed by then.
        cause: {
          message: expect.stringMatching(
            /^(Client has encountered a connection error|Connection terminated)/,
          ) as string,
        },
      });
      expect(ended).toEqual([{ done: true }]);
      const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db.kysely);
      expect(rows).toEqual([{ one: 1 }]);
      await db.close();
    });

    test('is none that the app ended: the role it acts as may not', async () => {
      const databaseUrl = await server.createDatabaseUrl();
      const db = await openDatabase({ databaseUrl });
      const [held] = await asOperator<{ pid: number }>(
        databaseUrl,
        `select pid from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database() limit 1`,
        [],
      );
      const attempt = sql`select pg_terminate_backend(${held?.pid ?? 0})`.execute(db.kysely);
      await expect(attempt).rejects.toMatchObject({ code: '42501', message: 'permission denied to terminate process' });
      await db.close();
    });
  });
}
