import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * The log of every account's way through tiers and stages, refreshes that work in slices, and what somebody else wrote
 * into our properties.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createScoreLog(db);
  await sliceRefreshes(db);
  await watchProperties(db);
}

async function createScoreLog(db: Kysely<unknown>): Promise<void> {
  await sql`alter table account_scores add column stage_facts jsonb`.execute(db);
  await sql`create table score_log (
    portal_id bigint not null, seq bigint generated always as identity, company_id text not null,
    cause text not null check (cause in ('computed', 'assigned', 'pinned', 'moved', 'gone')),
    at timestamptz not null, model_version integer not null, round bigint, moved_from text,
    fit smallint, engagement smallint, intent smallint, coverage smallint,
    deal_potential double precision not null, disqualified_by text, stage_facts jsonb,
    stage text not null, stage_since timestamptz not null, failing_since timestamptz,
    tier smallint, tier_since timestamptz, pinned boolean not null, moves_tiers boolean not null,
    primary key (portal_id, seq)
  )`.execute(db);
  await sql`create index score_log_by_company on score_log (portal_id, company_id, seq desc)`.execute(db);
  await sql`create table tier_rounds (
    portal_id bigint not null, round bigint generated always as identity, at timestamptz not null,
    model_version integer not null, after_seq bigint not null, moved integer not null,
    primary key (portal_id, round)
  )`.execute(db);
}

async function sliceRefreshes(db: Kysely<unknown>): Promise<void> {
  await sql`alter table stale_accounts add column urgent boolean not null default true,
    add column computed boolean not null default false`.execute(db);
  await sql`drop index stale_accounts_by_mark`.execute(db);
  await sql`create index stale_accounts_in_order on stale_accounts (portal_id, computed, urgent desc, mark)`.execute(
    db,
  );
  await sql`alter table portal_norms add column companies integer not null default 0,
    add column mark bigint not null default 0`.execute(db);
}

async function watchProperties(db: Kysely<unknown>): Promise<void> {
  await sql`alter table published_properties
    add column sending boolean not null default false, add column hs_updated_at timestamptz`.execute(db);
  await sql`create table outside_edits (
    portal_id bigint not null, company_id text not null, property text not null, times integer not null,
    noticed_at timestamptz not null, restored_at timestamptz,
    primary key (portal_id, company_id, property)
  )`.execute(db);
  await sql`create index outside_edits_open on outside_edits (portal_id, noticed_at desc)
    where restored_at is null`.execute(db);
}
