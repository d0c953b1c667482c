import { setTimeout as delay } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { Client } from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../src/storage/connection/database.ts';
import { listPendingMigrations } from '../../src/storage/connection/migrate.ts';
import { MIGRATIONS } from '../../src/storage/migrations/migrations.ts';
import { startPostgres, type PostgresServer } from '../storage/start-postgres.ts';
import { migrateBy, migrateTo } from './apply-migrations.ts';
import { findBreaks, readSchema } from './compare-versions.ts';

/** The last migration that was written without this test; those before it were for databases that nobody served from. */
const BASELINE = '032-slack';
/** Tables of which a portal may have millions of rows. */
const GROWING = [
  'account_scores',
  'activities',
  'companies',
  'contact_companies',
  'contacts',
  'deal_contacts',
  'deals',
  'mirrored_records',
  'person_scores',
  'published_properties',
  'score_log',
  'stale_accounts',
  'webhook_events',
];
/** The one after it alters `portals`. */
const BEFORE_PORTALS_CHANGE = '017-account-work';
const LATER = Object.keys(MIGRATIONS).filter((name) => name > BASELINE);

const { server, reason } = await startPostgres();
afterAll(() => server?.stop());

if (server === null) {
  // oxlint-disable-next-line vitest/no-disabled-tests -- a machine on which PostgreSQL cannot start
  test.skip(`migrations while a version serves, skipped: ${reason}`, () => undefined);
} else {
  describe('each migration after the baseline leaves the version before it able to serve', () => {
    test(`${LATER.length} later ones`, async () => {
      const { db, client, close } = await openAt(server, BASELINE);
      let before = await readSchema(client);
      const breaks: Record<string, string[]> = {};
      for (const name of LATER) {
        await migrateTo(db.kysely as never, name);
        const after = await readSchema(client);
        breaks[name] = findBreaks(before, after, GROWING);
        before = after;
      }
      await close();
      expect(Object.entries(breaks).filter(([, found]) => found.length > 0)).toEqual([]);
    });

    test.each<[string, string, string]>([
      ['alter table play_runs drop column problem', 'play_runs.problem is gone', 'a dropped column'],
      ['alter table companies rename column name to title', 'companies.name is gone', 'a renamed one'],
      ['alter table owners add column team text not null', 'owners.team must be given', 'one that inserts must give'],
      [
        'alter table contacts alter column bounced drop not null, alter column bounced type text',
        'contacts.bounced was boolean and is text',
        'another type',
      ],
      [
        'alter table activities add column seen uuid default gen_random_uuid()',
        'activities is written anew',
        'a large table written anew',
      ],
      [
        'create index deals_by_owner on deals (portal_id, owner_id)',
        'deals gets deals_by_owner',
        'an index on a large table',
      ],
    ])('%s is found', async (statement, found) => {
      const { db, client, close } = await openAt(server, BASELINE);
      const before = await readSchema(client);
      await migrateBy(db.kysely as never, '999-sample', async (each: Kysely<unknown>) => {
        await sql.raw(statement).execute(each);
      });
      expect(findBreaks(before, await readSchema(client), GROWING)).toContain(found);
      await close();
    });
  });

  test('a migration that cannot have its table does not stand before everybody else, and is done in the end', async () => {
    const databaseUrl = await server.createDatabaseUrl();
    const db = await openDatabase({ databaseUrl }, { migrate: false, outside: 'every' });
    await migrateTo(db.kysely as never, BEFORE_PORTALS_CHANGE);
    // Somebody reads portals for long: what alters that table waits for them, and whoever comes after would wait for it.
    const [reader, other] = [
      new Client({ connectionString: databaseUrl }),
      new Client({ connectionString: databaseUrl }),
    ];
    await Promise.all([reader.connect(), other.connect()]);
    await reader.query('begin; select count(*) from portals');
    const migrating = openDatabase({ databaseUrl }, { outside: 'every' });
    // Far longer than a migration may stand in the way, and never over while it waits for the reader.
    await other.query(`set statement_timeout = '20s'`);
    for (let index = 0; index < 20; index += 1) {
      await other.query('select count(*) from portals');
      await delay(300);
    }
    expect(await listPendingMigrations(db.kysely)).not.toEqual([]);
    await reader.query('commit');
    const migrated = await migrating;
    expect(await listPendingMigrations(migrated.kysely)).toEqual([]);
    await Promise.all([reader.end(), other.end(), migrated.close(), db.close()]);
  });
}

interface Opened {
  db: Database;
  client: Client;
  close: () => Promise<void>;
}

async function openAt(postgres: PostgresServer, name: string): Promise<Opened> {
  const databaseUrl = await postgres.createDatabaseUrl();
  const db = await openDatabase({ databaseUrl }, { migrate: false, outside: 'every' });
  await migrateTo(db.kysely as never, name);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  return {
    db,
    client,
    close: async () => {
      await client.end();
      await db.close();
    },
  };
}
