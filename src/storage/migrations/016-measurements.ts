import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The program as it was measured, one row a day, and what each account counted for at the latest. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table program_measurements (
    portal_id bigint not null, day text not null, at timestamptz not null, measured_at timestamptz not null,
    measures jsonb not null, movers jsonb,
    primary key (portal_id, day)
  )`.execute(db);
  await sql`create table program_accounts (
    portal_id bigint not null, company_id text not null, tier smallint, stage text not null,
    counted_for jsonb not null, pipeline double precision not null, revenue double precision not null,
    primary key (portal_id, company_id)
  )`.execute(db);
}
