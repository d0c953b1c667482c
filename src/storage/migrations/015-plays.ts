import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What a portal makes of its plays, where plays were due and not run, and the library their texts come from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table play_choices (
    portal_id bigint not null, play_id text not null, version integer not null, choice jsonb not null,
    changed_at timestamptz not null, changed_by text not null, primary key (portal_id, play_id, version)
  )`.execute(db);
  await observeOutcomes(db);
  await sql`create table play_texts (
    portal_id bigint not null, text_id text not null, role text, stage text, industry text, channel text not null,
    title text not null, text text not null, archived boolean not null default false,
    changed_at timestamptz not null, changed_by text not null, primary key (portal_id, text_id)
  )`.execute(db);
  await sql`create table play_text_ratings (
    portal_id bigint not null, text_id text not null, rated_by text not null, helpful boolean not null,
    rated_at timestamptz not null, primary key (portal_id, text_id, rated_by)
  )`.execute(db);
}

/** One row for each period in which a play was due at an account: `outcome` is null until it is known. */
async function observeOutcomes(db: Kysely<unknown>): Promise<void> {
  await sql`alter table play_runs add column stage_from text, add column stage_to text,
    add column imported boolean not null default false`.execute(db);
  await sql`create table play_dues (
    portal_id bigint not null, company_id text not null, play_id text not null, due_since timestamptz not null,
    due_until timestamptz, contact_ids jsonb not null,
    outcome text check (outcome in ('reached', 'missed', 'run')), stage_from text, stage_to text,
    imported boolean not null default false, primary key (portal_id, company_id, play_id, due_since)
  )`.execute(db);
}
