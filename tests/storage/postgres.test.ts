import { afterAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { openDatabase } from '../../src/storage/database.ts';
import { MIGRATIONS } from '../../src/storage/migrations/migrations.ts';
import { startPostgres } from './start-postgres.ts';
import { describeStorage } from './storage-contract.ts';

const { server, reason } = await startPostgres();
afterAll(() => server?.stop());

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
}
