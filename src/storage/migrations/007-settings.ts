import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What an admin chose for a portal, beside its model. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table portal_settings (
    portal_id bigint primary key, settings jsonb not null, changed_at timestamptz not null, changed_by text not null
  )`.execute(db);
}
