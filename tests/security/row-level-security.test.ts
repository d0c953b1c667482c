import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCardRows } from '../../src/storage/accounts/account-card.ts';
import { openDatabase, type Database } from '../../src/storage/connection/database.ts';
import { PORTAL_TABLES } from '../../src/storage/portal/erase.ts';
import { getPortal, listConnectedPortals, upsertPortal, type Portal } from '../../src/storage/portal/portals.ts';
import {
  acrossPortals,
  asPortal,
  currentTenant,
  requireTenant,
  withoutPortal,
} from '../../src/storage/connection/tenant-scope.ts';
import { startPostgres, type PostgresServer } from '../storage/start-postgres.ts';

const { server, reason } = await startPostgres();
afterAll(() => server?.stop());

const ONE = 101;
const OTHER = 202;

function portalOf(portalId: number): Portal {
  return {
    portalId,
    status: 'active',
    hubDomain: null,
    timeZone: 'UTC',
    currency: 'EUR',
    installedBy: null,
    scopes: [],
    installedAt: 0,
    statusSince: 0,
  };
}

async function openWithTwoPortals(databaseUrl: string): Promise<Database> {
  const db = await openDatabase({ databaseUrl });
  for (const portalId of [ONE, OTHER]) {
    await asPortal(portalId, async () => {
      await upsertPortal(db.kysely, portalOf(portalId));
      await sql`insert into audit_log (portal_id, at, actor, action, subject, details)
        values (${portalId}, now(), 'ada@vendor.example', 'installed', 'portal', '{}')`.execute(db.kysely);
    });
  }
  return db;
}

const SELECT_AUDIT = sql<{ portal_id: number }>`select portal_id from audit_log order by 1`;

const portalsSeen = async ({ kysely }: Database): Promise<number[]> =>
  (await SELECT_AUDIT.execute(kysely)).rows.map((row) => row.portal_id);

function describeRows(name: string, locate: () => Promise<string>): void {
  describe(name, () => {
    let db: Database;
    beforeAll(async () => {
      db = await openWithTwoPortals(await locate());
    });
    afterAll(() => db.close());

    test('every table with a portal_id is held, also for its owner', async () => {
      const { rows } = await sql<{ name: string; held: boolean; policies: number }>`
        select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as held,
          (select count(*)::int from pg_policy where polrelid = c.oid) as policies
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'portal_id'
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`.execute(db.kysely);
      expect(rows.map((row) => row.name).sort()).toEqual([...PORTAL_TABLES].sort());
      expect(rows.filter(({ held, policies }) => !held || policies !== 1)).toEqual([]);
    });

    test('the app acts as somebody whom row-level security binds', async () => {
      const { rows } = await sql<{ bypasses: boolean }>`select rolsuper or rolbypassrls as bypasses from pg_roles
        where rolname = current_user`.execute(db.kysely);
      expect(rows).toEqual([{ bypasses: false }]);
    });

    test('a query without its tenant returns nothing, changes nothing and adds nothing', async () => {
      for (const table of PORTAL_TABLES) {
        const { rows } = await sql`select * from ${sql.table(table)}`.execute(db.kysely);
        expect({ table, rows }).toEqual({ table, rows: [] });
      }
      const changed = await sql`update audit_log set actor = 'mallory'`.execute(db.kysely);
      expect(changed.numAffectedRows).toBe(0n);
      await expect(upsertPortal(db.kysely, portalOf(303))).rejects.toThrow(/row-level security/);
      expect(await acrossPortals(() => portalsSeen(db))).toEqual([ONE, OTHER]);
    });

    test('a portal sees its own rows alone, whatever its query asks for', async () => {
      expect(await asPortal(ONE, () => portalsSeen(db))).toEqual([ONE]);
      expect(await asPortal(OTHER, () => portalsSeen(db))).toEqual([OTHER]);
      expect(await asPortal(ONE, () => getPortal(db.kysely, OTHER))).toBeNull();
      const stolen = asPortal(ONE, () =>
        sql`update portals set portal_id = ${OTHER + 1}`.execute(db.kysely).then(() => 'written'),
      );
      await expect(stolen).rejects.toThrow(/row-level security/);
    });

    test('who looks after all portals says so', async () => {
      expect((await listConnectedPortals(db.kysely)).map(({ portalId }) => portalId)).toEqual([ONE, OTHER]);
    });

    test('hundreds of queries of both at once share the connections, and each sees its own', async () => {
      const asked = Array.from({ length: 300 }, (_, index) => (index % 3 === 0 ? OTHER : ONE));
      const seen = await Promise.all(asked.map((portalId) => asPortal(portalId, () => portalsSeen(db))));
      expect(seen).toEqual(asked.map((portalId) => [portalId]));
    });

    test('a statement whose plan is kept is bound as any, by who asks and not by who planned it', async () => {
      const asked = Array.from({ length: 300 }, (_, index) => (index % 3 === 0 ? OTHER : ONE));
      const seen = await Promise.all(
        asked.map((portalId) => asPortal(portalId, () => db.prepared('audit', SELECT_AUDIT))),
      );
      expect(seen).toEqual(asked.map((portalId) => [{ portal_id: portalId }]));
      expect(await asPortal(ONE, () => readCardRows(db, ONE, '1', 0))).toMatchObject({ portal: { portalId: ONE } });
      expect(await asPortal(ONE, () => readCardRows(db, OTHER, '1', 0))).toBeNull();
      expect(await db.prepared('audit', SELECT_AUDIT)).toEqual([]);
    });

    test('a transaction that is rolled back leaves its connection to whom it is given next', async () => {
      const fails = asPortal(ONE, () =>
        db.transaction(async (trx) => {
          await sql`select 1 / 0`.execute(trx);
        }),
      );
      await expect(fails).rejects.toThrow(/division by zero/);
      const seen = await Promise.all(Array.from({ length: 20 }, () => asPortal(OTHER, () => portalsSeen(db))));
      expect(new Set(seen.flat())).toEqual(new Set([OTHER]));
      expect(await portalsSeen(db)).toEqual([]);
    });
  });
}

async function ownedByPlainLogin(postgres: PostgresServer): Promise<string> {
  const url = new URL(await postgres.createDatabaseUrl());
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create role plain login password 'plain'`);
  await client.query(`alter database ${client.escapeIdentifier(url.pathname.slice(1))} owner to plain`);
  await client.query('grant all on schema public to plain');
  await client.end();
  [url.username, url.password] = ['plain', 'plain'];
  return url.href;
}

/** The tables of a version that ran as the superuser itself, without row-level security. */
async function madeBySuperuser(postgres: PostgresServer): Promise<string> {
  const databaseUrl = await postgres.createDatabaseUrl();
  await (await openDatabase({ databaseUrl })).close();
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  for (const table of [...PORTAL_TABLES, 'oauth_states', 'rate_limits', 'kysely_migration', 'kysely_migration_lock']) {
    await client.query(`alter table ${table} owner to postgres`);
    await client.query(`drop policy if exists of_its_portal on ${table}`);
    await client.query(`alter table ${table} no force row level security`);
    await client.query(`alter table ${table} disable row level security`);
  }
  await client.query('drop function app_portal');
  await client.end();
  return databaseUrl;
}

if (server === null) {
  // oxlint-disable-next-line vitest/no-disabled-tests -- a machine on which PostgreSQL cannot start
  test.skip(`row-level security, skipped: ${reason}`, () => undefined);
} else {
  describeRows('a login that is superuser', () => server.createDatabaseUrl());
  describeRows('a login that owns the database and no more', () => ownedByPlainLogin(server));
  describeRows('tables that an earlier version made as superuser', () => madeBySuperuser(server));
}

describe('code of the running app', () => {
  test('has to say for which portal it asks', () => {
    expect(() => requireTenant(() => currentTenant('none'))).toThrow(/says for no portal/);
    const named = requireTenant(() => [
      asPortal(ONE, () => currentTenant('none')),
      acrossPortals(() => currentTenant('none')),
      withoutPortal(() => currentTenant('every')),
    ]);
    expect(named).toEqual([ONE, 'every', 'none']);
  });

  test('outside of it, a tool speaks for whom it was opened', () => {
    expect(currentTenant('every')).toBe('every');
  });
});
