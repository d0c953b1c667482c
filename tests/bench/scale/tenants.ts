import { Client } from 'pg';
import { sql } from 'kysely';
import { openDatabase, type Database } from '../../../src/storage/connection/database.ts';
import { asPortal } from '../../../src/storage/connection/tenant-scope.ts';
import { PORTAL_TABLES } from '../../../src/storage/portal/erase.ts';
import type { PostgresServer } from '../../storage/start-postgres.ts';

const PORTALS = 10;
const COMPANIES = 2_000;
const PAGE = 100;
const AT_ONCE = 10;

/** Statements a second without row-level security, and with it as shares of that: the median of the rounds. */
export interface TenantCost {
  name: string;
  plainPerSecond: number;
  onePortal: number;
  takingTurns: number;
}

/**
 * The same reads in two databases of the same rows, one held by row-level security and one not, in turn, round by round:
 * by one portal, and by ten of which another speaks at every statement, so that each connection is told anew each time.
 */
export async function measureTenantCost(server: PostgresServer, rounds: number): Promise<TenantCost[]> {
  const [held, plain] = [await openFilled(server), await openFilled(server)];
  await liftRowSecurity(plain.databaseUrl);
  try {
    const costs: TenantCost[] = [];
    for (const [name, read, times] of READS) {
      const taken = { plain: [] as number[], one: [] as number[], turns: [] as number[] };
      for (let round = 0; round < rounds + 1; round += 1) {
        // Both speak for one portal here: neither's connections are told anything between two statements.
        const plainly = await timeReads(plain.db, read, times, () => 1);
        const one = await timeReads(held.db, read, times, () => 1);
        const turns = await timeReads(held.db, read, times, (index) => 1 + (index % PORTALS));
        if (round === 0) continue;
        taken.plain.push(times / plainly);
        taken.one.push(plainly / one);
        taken.turns.push(plainly / turns);
      }
      const plainPerSecond = median(taken.plain);
      costs.push({ name, plainPerSecond, onePortal: median(taken.one), takingTurns: median(taken.turns) });
    }
    return costs;
  } finally {
    await held.db.close();
    await plain.db.close();
  }
}

type Read = (db: Database, portalId: number, index: number) => Promise<unknown>;

const READS: readonly (readonly [string, Read, number])[] = [
  [
    'three companies by id',
    ({ kysely }, portalId, index) =>
      sql`select company_id, name, properties from companies where portal_id = ${portalId}
        and company_id = any(${[0, 1, 2].map((step) => String((index * 3 + step) % COMPANIES))}::text[])`.execute(
        kysely,
      ),
    2_000,
  ],
  [
    'a page of 100 companies',
    ({ kysely }, portalId, index) =>
      sql`select company_id, name from companies where portal_id = ${portalId}
        and company_id > ${String(index % COMPANIES)} order by company_id limit ${PAGE}`.execute(kysely),
    1_000,
  ],
];

async function timeReads(
  db: Database,
  read: Read,
  times: number,
  portalOf: (index: number) => number,
): Promise<number> {
  const startedAt = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < times; index = next++) {
      const portalId = portalOf(index);
      await asPortal(portalId, () => read(db, portalId, index));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return (performance.now() - startedAt) / 1_000;
}

async function openFilled(server: PostgresServer): Promise<{ db: Database; databaseUrl: string }> {
  const databaseUrl = await server.createDatabaseUrl();
  const db = await openDatabase({ databaseUrl }, { outside: 'every' });
  await sql`insert into companies (portal_id, company_id, name, properties, hs_created_at, hs_updated_at)
    select portal_id, n::text, 'Company ' || n, '{"industry":"RETAIL","country":"Germany"}', now(), now()
    from generate_series(1, ${PORTALS}) as portal_id, generate_series(1, ${COMPANIES}) as n`.execute(db.kysely);
  await sql`analyze companies`.execute(db.kysely);
  return { db, databaseUrl };
}

async function liftRowSecurity(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  for (const table of PORTAL_TABLES) {
    await client.query(`alter table ${table} no force row level security, disable row level security`);
  }
  await client.end();
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
