import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Drafts that can be changed and discarded, every activation with who did it, and what a version would change. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table models drop constraint models_status_check,
    add constraint models_status_check check (status in ('draft', 'active', 'archived', 'discarded')),
    add column request_id text, add column based_on integer, add column revision integer not null default 1,
    add column changed_at timestamptz, add column changed_by text`.execute(db);
  await sql`update models set changed_at = created_at, changed_by = created_by`.execute(db);
  await sql`alter table models alter column changed_at set not null, alter column changed_by set not null`.execute(db);
  await sql`create unique index models_by_request on models (portal_id, request_id)`.execute(db);
  await sql`create table model_activations (
    portal_id bigint not null, seq bigint generated always as identity, version integer not null,
    at timestamptz not null, "by" text not null, request_id text,
    primary key (portal_id, seq), unique (portal_id, request_id)
  )`.execute(db);
  await sql`insert into model_activations (portal_id, version, at, "by")
    select portal_id, version, created_at, created_by from models where status = 'active'`.execute(db);
  await sql`create table model_previews (
    portal_id bigint not null, version integer not null, revision integer not null, against integer not null,
    asked_at timestamptz not null, done integer not null default 0, total integer,
    finished_at timestamptz, preview jsonb, primary key (portal_id, version)
  )`.execute(db);
}
