import { Client } from 'pg';
import { openDatabase } from '../../../src/storage/connection/database.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import type { PostgresServer } from '../../storage/start-postgres.ts';
import { createContext, fillPortal, PORTAL_ID } from '../score/bench-portal.ts';

export interface TableSize {
  table: string;
  rows: number;
  /** With its indexes and what is kept beside it (`pg_total_relation_size`). */
  bytes: number;
}

/** Sizes of the tables of a portal of so many accounts, each with 10 contacts and 50 activities, mirrored and scored. */
export async function measureSizes(server: PostgresServer, accounts: number): Promise<TableSize[]> {
  const databaseUrl = await server.createDatabaseUrl();
  const db = await openDatabase({ databaseUrl }, { outside: 'every' });
  const now = Date.now();
  await fillPortal(db, accounts, now);
  await markAllStale(db.kysely, PORTAL_ID, 'first');
  await refreshPortal(
    createContext(db, () => now),
    PORTAL_ID,
  );
  await db.close();
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(NOTE_READS);
  // What was written twice is given back: a portal that has grown to its size, not one in the middle of it.
  await client.query('vacuum full');
  const { rows: tables } = await client.query<{ table: string; bytes: number }>(
    `select relname as table, pg_total_relation_size(oid)::float8 as bytes from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' order by 2 desc`,
  );
  const sizes: TableSize[] = [];
  for (const { table, bytes } of tables) {
    const { rows } = await client.query<{ n: number }>(`select count(*)::float8 as n from ${table}`);
    if ((rows[0]?.n ?? 0) > 0) sizes.push({ table, rows: rows[0]?.n ?? 0, bytes });
  }
  await client.end();
  return sizes;
}

/** When each record was read, as a sync notes it: the bench fills the mirror past it. */
const NOTE_READS = `
  insert into mirrored_records (portal_id, type, record_id, hs_updated_at, read_at, gone)
    select portal_id, type, row_number() over (), now(), now(), false from (
      select portal_id, 'companies' as type from companies union all select portal_id, 'contacts' from contacts
      union all select portal_id, 'deals' from deals union all select portal_id, 'emails' from activities
    ) as records`;
