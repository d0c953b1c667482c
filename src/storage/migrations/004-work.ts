import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What people did (roles, plays, the audit log) and what the sync has yet to do. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createSyncTables(db);
  await createPeopleTables(db);
  await createAuditLog(db);
}

async function createSyncTables(db: Kysely<unknown>): Promise<void> {
  await sql`create table sync_steps (
    portal_id bigint not null, step text not null, cursor text, done bigint not null, total bigint,
    started_at timestamptz not null, finished_at timestamptz, primary key (portal_id, step)
  )`.execute(db);
  await sql`create table webhook_events (
    portal_id bigint not null, seq bigint generated always as identity, dedupe_key text not null, body jsonb not null,
    received_at timestamptz not null, leased_until timestamptz, processed_at timestamptz,
    primary key (portal_id, seq), unique (portal_id, dedupe_key)
  )`.execute(db);
  await sql`create index webhook_events_waiting on webhook_events (portal_id, seq)
    where processed_at is null`.execute(db);
}

async function createPeopleTables(db: Kysely<unknown>): Promise<void> {
  await sql`create table role_decisions (
    portal_id bigint not null, request_id text not null, contact_id text not null, role text not null,
    decision text not null check (decision in ('confirmed', 'rejected')),
    decided_at timestamptz not null, decided_by text not null, primary key (portal_id, request_id)
  )`.execute(db);
  await sql`create index role_decisions_by_contact on role_decisions (portal_id, contact_id)`.execute(db);
  await sql`create table placeholders (
    portal_id bigint not null, company_id text not null, role text not null, note text not null,
    created_at timestamptz not null, created_by text not null, primary key (portal_id, company_id, role)
  )`.execute(db);
  await sql`create table play_runs (
    portal_id bigint not null, run_id text not null, request_id text not null, company_id text not null,
    play_id text not null,
    status text not null check (status in ('starting', 'running', 'completed', 'abandoned', 'failed')),
    contact_ids jsonb not null, steps jsonb not null, problem text, started_by text not null,
    started_at timestamptz not null, finished_at timestamptz,
    primary key (portal_id, run_id), unique (portal_id, request_id)
  )`.execute(db);
  await sql`create index play_runs_by_company on play_runs (portal_id, company_id)`.execute(db);
  await sql`create table play_feedback (
    portal_id bigint not null, request_id text not null, company_id text not null, play_id text not null,
    kind text not null check (kind in ('snoozed', 'dismissed', 'undone')), reason text,
    given_at timestamptz not null, given_by text not null, until timestamptz not null,
    primary key (portal_id, request_id)
  )`.execute(db);
  await sql`create index play_feedback_by_company on play_feedback (portal_id, company_id)`.execute(db);
}

async function createAuditLog(db: Kysely<unknown>): Promise<void> {
  await sql`create table audit_log (
    portal_id bigint not null, seq bigint generated always as identity, at timestamptz not null, actor text not null,
    action text not null, subject text not null, details jsonb not null, primary key (portal_id, seq)
  )`.execute(db);
  await sql`create function refuse_audit_change() returns trigger language plpgsql as
    $$ begin raise exception 'audit_log is append-only'; end $$`.execute(db);
  await sql`create trigger audit_log_append_only before update on audit_log
    for each row execute function refuse_audit_change()`.execute(db);
}
