import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The mirror of the portal's records and of what happened with its people. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createRecords(db);
  await createLinks(db);
  await createEvents(db);
}

async function createRecords(db: Kysely<unknown>): Promise<void> {
  await sql`create table companies (
    portal_id bigint not null, company_id text not null, name text not null, owner_id text,
    properties jsonb not null, hs_created_at timestamptz not null, hs_updated_at timestamptz not null,
    primary key (portal_id, company_id)
  )`.execute(db);
  await sql`create table contacts (
    portal_id bigint not null, contact_id text not null, name text not null, email text, job_title text,
    buying_roles jsonb not null, opted_out boolean not null, bounced boolean not null, owner_id text,
    properties jsonb not null, hs_created_at timestamptz not null, hs_updated_at timestamptz not null,
    primary key (portal_id, contact_id)
  )`.execute(db);
  await sql`create table deals (
    portal_id bigint not null, deal_id text not null, name text not null, amount double precision,
    pipeline_id text not null, stage_id text not null, state text not null check (state in ('open', 'won', 'lost')),
    owner_id text, properties jsonb not null, closed_at timestamptz,
    hs_created_at timestamptz not null, hs_updated_at timestamptz not null,
    primary key (portal_id, deal_id)
  )`.execute(db);
  await sql`create table owners (
    portal_id bigint not null, owner_id text not null, user_id text, email text, name text not null,
    active boolean not null, primary key (portal_id, owner_id)
  )`.execute(db);
  await sql`create table pipeline_stages (
    portal_id bigint not null, pipeline_id text not null, stage_id text not null, label text not null,
    pipeline_label text not null, probability double precision, closed boolean not null, position integer not null,
    primary key (portal_id, pipeline_id, stage_id)
  )`.execute(db);
}

async function createLinks(db: Kysely<unknown>): Promise<void> {
  await sql`create table contact_companies (
    portal_id bigint not null, contact_id text not null, company_id text not null, is_primary boolean not null,
    primary key (portal_id, contact_id, company_id)
  )`.execute(db);
  await sql`create index contact_companies_by_company on contact_companies (portal_id, company_id)`.execute(db);
  await sql`create table deal_companies (
    portal_id bigint not null, deal_id text not null, company_id text not null, is_primary boolean not null,
    primary key (portal_id, deal_id, company_id)
  )`.execute(db);
  await sql`create index deal_companies_by_company on deal_companies (portal_id, company_id)`.execute(db);
  await sql`create table deal_contacts (
    portal_id bigint not null, deal_id text not null, contact_id text not null, label text not null,
    primary key (portal_id, deal_id, contact_id, label)
  )`.execute(db);
  await sql`create index deal_contacts_by_contact on deal_contacts (portal_id, contact_id)`.execute(db);
}

async function createEvents(db: Kysely<unknown>): Promise<void> {
  await sql`create table activities (
    portal_id bigint not null, activity_id text not null, contact_id text not null, type text not null,
    occurred_at timestamptz not null, detail text, source text not null,
    primary key (portal_id, activity_id, contact_id)
  )`.execute(db);
  await sql`create index activities_by_contact on activities (portal_id, contact_id, occurred_at desc)`.execute(db);
  await sql`create table counters (
    portal_id bigint not null, contact_id text not null, property text not null, value bigint not null,
    seen_at timestamptz not null, primary key (portal_id, contact_id, property)
  )`.execute(db);
  await sql`create table signals (
    portal_id bigint not null, signal_id text not null, company_id text not null, source text not null,
    topic text not null, strength double precision not null, occurred_at timestamptz not null,
    primary key (portal_id, signal_id)
  )`.execute(db);
  await sql`create index signals_by_company on signals (portal_id, company_id, occurred_at desc)`.execute(db);
}
