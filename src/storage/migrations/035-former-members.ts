import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Who belonged to an account and was seen to belong to it no more; an erased person is refused as in migration 011. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table former_members (
    portal_id bigint not null, company_id text not null, contact_id text not null, left_at timestamptz not null,
    primary key (portal_id, company_id, contact_id)
  )`.execute(db);
  await sql`create index former_members_by_contact on former_members (portal_id, contact_id)`.execute(db);
  await sql`create trigger former_members_not_erased before insert on former_members
    for each row execute function refuse_erased_contact()`.execute(db);
}
