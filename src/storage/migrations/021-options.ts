import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The options of a choice, as the portal calls them; a definition that was read before has them with its next reading. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table property_definitions add column options jsonb not null default '[]'`.execute(db);
}
