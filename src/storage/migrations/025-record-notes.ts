import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Notes on the company record in HubSpot: which kinds an admin wants since when, and each note that is due, written or held back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table note_kinds (
    portal_id bigint not null, kind text not null check (kind in ('tiers', 'surges', 'plays')),
    since timestamptz not null, log_seq bigint not null, primary key (portal_id, kind)
  )`.execute(db);
  await sql`create table record_notes (
    portal_id bigint not null, note_key text not null, seq bigint generated always as identity,
    company_id text not null, kind text not null check (kind in ('tiers', 'surges', 'plays')),
    details jsonb not null, happened_at timestamptz not null, made_at timestamptz not null,
    status text not null check (status in ('waiting', 'written', 'held', 'failed', 'seen')),
    attempts integer not null default 0, leased_until timestamptz, note_id text,
    primary key (portal_id, note_key)
  )`.execute(db);
  await sql`create index record_notes_waiting on record_notes (portal_id, seq) where status = 'waiting'`.execute(db);
  await sql`create index record_notes_of_company on record_notes (portal_id, company_id, kind)`.execute(db);
  await sql`create index record_notes_made on record_notes (portal_id, made_at)`.execute(db);
}
