import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What somebody began and did not send: decisions in a quarterly refresh, and edits of plays. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table refresh_decisions (
    portal_id bigint not null, decided_by text not null, company_id text not null, from_tier integer, to_tier integer,
    verdict text not null check (verdict in ('accept', 'reject')),
    decided_at timestamptz not null, primary key (portal_id, decided_by, company_id)
  )`.execute(db);
  await sql`create table play_drafts (
    portal_id bigint not null, drafted_by text not null, play_id text not null, version integer not null,
    edit jsonb not null, drafted_at timestamptz not null, primary key (portal_id, drafted_by, play_id)
  )`.execute(db);
}
