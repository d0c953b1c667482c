import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The figures of a whole portal, kept so that computing one account does not read all of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table portal_norms (
    portal_id bigint primary key, model_version integer not null, norms jsonb not null
  )`.execute(db);
}
