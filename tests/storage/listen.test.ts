import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { openDatabase } from '../../src/storage/connection/database.ts';
import { startPostgres } from './start-postgres.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';

const { server, reason } = await startPostgres();
afterAll(() => server?.stop());

if (server === null) {
  // oxlint-disable-next-line vitest/no-disabled-tests -- a machine on which PostgreSQL cannot start
  test.skip(`listening on PostgreSQL, skipped: ${reason}`, () => undefined);
} else {
  test('listening hears what is told, also after its connection broke', async () => {
    const databaseUrl = await server.createDatabaseUrl();
    const database = await openDatabase({ databaseUrl });
    const heard: string[] = [];
    let connected = 0;
    const listening = await database.listen?.(
      'news',
      (payload) => heard.push(payload),
      () => {
        connected += 1;
      },
    );
    await sql`select pg_notify('news', 'first')`.execute(database.kysely);
    await vi.waitFor(() => expect(heard).toEqual(['first']), { timeout: PATIENCE_MS });
    // As the login itself: the role that the app acts as ends nobody's connection.
    const operator = new Client({ connectionString: databaseUrl });
    await operator.connect();
    await operator.query(`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'`);
    await operator.end();
    await vi.waitFor(() => expect(connected).toBe(2), { timeout: PATIENCE_MS });
    await sql`select pg_notify('news', 'second')`.execute(database.kysely);
    await vi.waitFor(() => expect(heard).toEqual(['first', 'second']), { timeout: PATIENCE_MS });
    await listening?.close();
    await database.close();
  });

  test('listening that is refused leaves no connection behind', async () => {
    const database = await openDatabase({ databaseUrl: await server.createDatabaseUrl() });
    const refused = database.listen?.(
      '',
      () => undefined,
      () => undefined,
    );
    await expect(refused).rejects.toThrow('zero-length');
    await vi.waitFor(async () => {
      const { rows } = await sql`select 1 from pg_stat_activity where query like 'listen ""%'`.execute(database.kysely);
      expect(rows).toEqual([]);
    }, PATIENCE_MS);
    await database.close();
  });
}
