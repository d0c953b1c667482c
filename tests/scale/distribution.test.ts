import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/storage/connection/database.ts';
import { PORTAL_TABLES } from '../../src/storage/portal/erase.ts';
import { withColleagues } from '../fixtures/kept-list.ts';
import { createMarkedPortal } from '../fixtures/marked-portal.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';
import { startTenants, type Tenants } from '../fixtures/tenants.ts';
import { launchPostgres } from '../storage/start-postgres.ts';
import { ACROSS_PORTALS } from './across-portals.ts';
import { isMoving } from './find-moving.ts';
import { findUnbound } from './find-unbound.ts';
import { createStatementLog, type LoggedStatement } from './statement-log.ts';
import { useTheApp } from './use-the-app.ts';

const TABLES: ReadonlySet<string> = new Set(PORTAL_TABLES);
/** Tables of no portal: where a journal was read to, an install that has begun, the limiter, what was migrated. */
const LOCAL_TABLES = ['journal_positions', 'kysely_migration', 'kysely_migration_lock', 'oauth_states', 'rate_limits'];
const DATABASE = 'roundtable';

const log = createStatementLog();
const launched = await launchPostgres({ persistent: false, ...log }).catch((error: unknown) => {
  if (process.env['REQUIRE_POSTGRES'] === '1') throw error;
  return null;
});

if (launched === null) {
  // oxlint-disable-next-line vitest/no-disabled-tests -- a machine on which PostgreSQL cannot start
  test.skip('what prevents distribution by portal, skipped: PostgreSQL did not start', () => undefined);
} else {
  const { postgres, urlOf } = launched;
  let app: Tenants;
  let client: Client;
  let statements: LoggedStatement[];

  beforeAll(async () => {
    await postgres.createDatabase(DATABASE);
    // A migration goes over all portals, and is carried out by Citus shard by shard.
    await (await openDatabase({ databaseUrl: urlOf(DATABASE) })).close();
    const migrated = log.read(DATABASE).length;
    app = await startTenants(
      [
        { data: withColleagues(createMarkedPortal(710_000_001, 'alpha', '901')), mark: 'alpha' },
        { data: createMarkedPortal(820_000_002, 'bravo', '902'), mark: 'bravo' },
      ],
      { databaseUrl: urlOf(DATABASE) },
    );
    client = new Client({ connectionString: urlOf(DATABASE) });
    await client.connect();
    await useTheApp(app, client);
    statements = log.read(DATABASE).slice(migrated);
  }, 5 * PATIENCE_MS);
  afterAll(async () => {
    await client.end();
    await app.stop();
    await postgres.stop();
  });

  describe('the schema', () => {
    test('every table is of portals or one that is known to be of none', async () => {
      const { rows } = await client.query<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
      );
      expect(rows.map(({ name }) => name).sort()).toEqual([...PORTAL_TABLES, ...LOCAL_TABLES].sort());
    });

    test('of every table of portals each unique index has the portal, the primary key first of all', async () => {
      const { rows } = await client.query<{ table: string; index: string; columns: string[]; isPrimary: boolean }>(
        `select c.relname as table, i.relname as index, indisprimary as "isPrimary",
           array(select attname::text from unnest(indkey) with ordinality as k(n, at)
             join pg_attribute on attrelid = c.oid and attnum = n order by at) as columns
         from pg_index join pg_class c on c.oid = indrelid join pg_class i on i.oid = indexrelid
         where c.relnamespace = 'public'::regnamespace and indisunique`,
      );
      const own = rows.filter(({ table }) => TABLES.has(table));
      expect(own.filter(({ columns }) => !columns.includes('portal_id'))).toEqual([]);
      const keys = own.filter(({ isPrimary }) => isPrimary);
      expect(keys.map(({ table }) => table).sort()).toEqual([...PORTAL_TABLES].sort());
      expect(keys.filter(({ columns }) => columns[0] !== 'portal_id')).toEqual([]);
    });

    test('every foreign key goes from a portal to the same portal', async () => {
      const { rows } = await client.query<{ name: string; pairs: string[] }>(
        `select conname as name, array(select a.attname || ' ' || b.attname
             from unnest(conkey, confkey) as k(n, m)
             join pg_attribute a on a.attrelid = conrelid and a.attnum = n
             join pg_attribute b on b.attrelid = confrelid and b.attnum = m) as pairs
         from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
      );
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter(({ pairs }) => !pairs.includes('portal_id portal_id'))).toEqual([]);
    });
  });

  describe('the statements of a run with every page and click', () => {
    test('those made for a portal name it of every table they touch', async () => {
      const texts = ofTheApp(statements.filter(({ tenant }) => /^\d+$/.test(tenant)));
      expect(texts.length).toBeGreaterThan(200);
      expect(await unboundOf(client, texts)).toEqual([]);
    });

    test('those made for no portal or all of them are the ones that are listed, and each of the list is made', async () => {
      const texts = ofTheApp(statements.filter(({ tenant }) => !/^\d+$/.test(tenant)));
      const unbound = await unboundOf(client, texts);
      expect(unbound.filter(({ text }) => !ACROSS_PORTALS.some(({ words }) => words.test(text)))).toEqual([]);
      const unused = ACROSS_PORTALS.filter(({ words }) => !unbound.some(({ text }) => words.test(text)));
      expect(unused).toEqual([]);
    });

    test('no change is computed by what moves, but of the limiter, whose table is of no portal', () => {
      const moving = ofTheApp(statements).filter(isMoving);
      expect(moving.filter((text) => !/^\s*insert into "?rate_limits\b/.test(text))).toEqual([]);
    });

    test('one that is computed by what moves is found: in an update, below a name, in a row that is there', () => {
      const update = 'update grants set leased_until = clock_timestamp() where portal_id = $1';
      expect(isMoving(update)).toBe(true);
      expect(isMoving(`with taken as (${update} returning 1) select * from taken`)).toBe(true);
      const insert = 'insert into portals (portal_id) values ($1) on conflict (portal_id) do update set';
      expect(isMoving(`${insert} installed_at = now()`)).toBe(true);
      expect(isMoving(`${insert} installed_at = excluded.installed_at`)).toBe(false);
      expect(isMoving(update.replace('clock_timestamp()', 'now()'))).toBe(false);
    });

    test('one that forgets its portal is found: alone, in a join, in a subquery, in a change', async () => {
      expect(await find(client, 'select name from companies where company_id = $1')).toEqual(['companies']);
      expect(
        await find(
          client,
          `select c.name from companies c join contact_companies l on l.company_id = c.company_id
          where c.portal_id = $1`,
        ),
      ).toEqual(['contact_companies']);
      expect(
        await find(client, 'select 1 from portals p where exists (select from deals) and p.portal_id = $1'),
      ).toEqual(['deals']);
      expect(await find(client, 'update contacts set name = $1 where contact_id = $2')).toEqual(['contacts']);
      expect(await find(client, 'delete from activities using contacts c where c.portal_id = $1')).toEqual([
        'activities',
      ]);
      expect(await find(client, `insert into owners (owner_id, name, active) values ($1, $2, true)`)).toEqual([
        'owners',
      ]);
      expect(
        await find(
          client,
          `select c.name from companies c join contact_companies l using (portal_id, company_id)
          where l.portal_id = $1 and l.contact_id = $2`,
        ),
      ).toEqual([]);
    });
  });
}

const find = (client: Client, text: string): Promise<string[]> => findUnbound(client, text, TABLES);

/** Each once; neither the queue's own nor what frames them. */
function ofTheApp(statements: readonly LoggedStatement[]): string[] {
  const texts = new Set(statements.map(({ text }) => text));
  return [...texts].filter((text) => {
    const isQuery = /^\s*(?:select|insert|update|delete|with)\b/i.test(text);
    return isQuery && !/\bpgboss\b|pg_catalog|information_schema|pg_advisory|kysely_migration/.test(text);
  });
}

async function unboundOf(client: Client, texts: readonly string[]): Promise<{ text: string; tables: string[] }[]> {
  const found: { text: string; tables: string[] }[] = [];
  for (const text of texts) {
    const tables = await find(client, text);
    if (tables.length > 0) found.push({ text, tables });
  }
  return found;
}
