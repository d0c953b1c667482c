import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What the records of a portal lack, as it was last examined. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table data_reports (
    portal_id bigint primary key, at timestamptz not null, report jsonb not null
  )`.execute(db);
}
