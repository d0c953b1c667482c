import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Companies are found by domain as well, at each request of a tool that sends signals. An index holds no text of any length. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index companies_by_domain
    on companies (portal_id, left(lower(properties ->> 'domain'), 200))`.execute(db);
}
