import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What is computed, by which model, what of it HubSpot was given, and which accounts wait to be computed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table models (
    portal_id bigint not null, version integer not null, name text not null,
    status text not null check (status in ('draft', 'active', 'archived')),
    model jsonb not null, created_at timestamptz not null, created_by text not null,
    primary key (portal_id, version)
  )`.execute(db);
  await sql`create unique index models_one_active on models (portal_id) where status = 'active'`.execute(db);
  await sql`create table account_scores (
    portal_id bigint not null, company_id text not null,
    tier smallint check (tier in (1, 2, 3)), tier_since timestamptz, tier_reason text not null,
    pinned boolean not null default false,
    stage text not null, stage_since timestamptz not null, failing_since timestamptz,
    fit smallint, engagement smallint, intent smallint, coverage smallint,
    deal_potential double precision not null, disqualified_by text,
    priority double precision, rank integer, surging boolean not null, trend text not null,
    model_version integer not null, scored_at timestamptz not null, result jsonb, reasons jsonb,
    primary key (portal_id, company_id)
  )`.execute(db);
  await sql`create index account_scores_by_tier on account_scores (portal_id, tier, rank)`.execute(db);
  await sql`create table person_scores (
    portal_id bigint not null, contact_id text not null, seniority text, job_function text,
    suggested_roles jsonb not null, engagement double precision not null,
    primary key (portal_id, contact_id)
  )`.execute(db);
  await sql`create table published_properties (
    portal_id bigint not null, company_id text not null, "values" jsonb not null, published_at timestamptz not null,
    primary key (portal_id, company_id)
  )`.execute(db);
  await sql`create table refusals (
    portal_id bigint not null, object_type text not null, record_id text not null, property text not null,
    message text not null, at timestamptz not null,
    primary key (portal_id, object_type, record_id, property)
  )`.execute(db);
  await sql`create sequence stale_marks`.execute(db);
  await sql`create table stale_accounts (
    portal_id bigint not null, company_id text not null, mark bigint not null, reason text not null,
    marked_at timestamptz not null, primary key (portal_id, company_id)
  )`.execute(db);
  await sql`create index stale_accounts_by_mark on stale_accounts (portal_id, mark)`.execute(db);
}
