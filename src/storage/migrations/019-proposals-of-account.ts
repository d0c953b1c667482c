import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** A card asks for the latest proposal about its account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index proposals_of_company on proposals (portal_id, company_id, seq desc)`.execute(db);
}
