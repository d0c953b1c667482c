import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Keys of programs that may read a portal's accounts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table api_keys (
    key_id text primary key, portal_id bigint not null, secret text not null, label text not null,
    created_at timestamptz not null, created_by text not null, last_used_at timestamptz
  )`.execute(db);
  await sql`create index api_keys_of_portal on api_keys (portal_id, created_at)`.execute(db);
}
