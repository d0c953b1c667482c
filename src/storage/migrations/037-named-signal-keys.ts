import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What a signal key is for, who made it and when it was last used. A key made before has no name (`''`), nor one that the version before makes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table signal_keys
    add column label text not null default '', add column created_by text, add column last_used_at timestamptz`.execute(
    db,
  );
}
