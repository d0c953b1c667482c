import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Which accounts have an open ticket, and since when; nothing of what it is about or who asked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table open_tickets (
    portal_id bigint not null, ticket_id text not null, company_id text not null, opened_at timestamptz not null,
    primary key (portal_id, ticket_id, company_id)
  )`.execute(db);
  await sql`create index open_tickets_by_company on open_tickets (portal_id, company_id)`.execute(db);
}
