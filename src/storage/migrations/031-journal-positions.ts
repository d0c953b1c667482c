import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** How far HubSpot's journals were read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table journal_positions (
    journal text primary key, position text not null, read_at timestamptz not null
  )`.execute(db);
}
