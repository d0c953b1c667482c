import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What HubSpot's answers tell of a portal's limits. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table rate_limits
    add column interval_ms double precision,
    add column burst integer,
    add column taken bigint not null default 0`.execute(db);
  await sql`alter table portals add column held_until timestamptz`.execute(db);
}
