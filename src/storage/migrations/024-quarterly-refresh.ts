import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** When people last went through the whole list. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table target_lists add column refreshed_at timestamptz`.execute(db);
}
