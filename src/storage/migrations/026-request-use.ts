import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What requests were made for, and how long they waited for their turn, in slots of ten minutes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table request_use (
    portal_id bigint not null, slot timestamptz not null, purpose text not null,
    requests bigint not null, waited_ms double precision not null,
    primary key (portal_id, slot, purpose)
  )`.execute(db);
}
