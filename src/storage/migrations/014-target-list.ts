import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The target account list that is kept with two keys: whether it is, who is on it, and what was proposed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table target_lists (
    portal_id bigint primary key, kept_since timestamptz not null, proposal_id text not null
  )`.execute(db);
  await sql`create table list_members (
    portal_id bigint not null, company_id text not null, listed boolean not null, since timestamptz not null,
    proposal_id text, stands_until timestamptz,
    primary key (portal_id, company_id)
  )`.execute(db);
  await sql`create index list_members_standing on list_members (portal_id, stands_until)
    where stands_until is not null`.execute(db);
  await createProposals(db);
  await sql`alter table score_log add column proposal_id text, drop constraint score_log_cause_check,
    add constraint score_log_cause_check
      check (cause in ('computed', 'assigned', 'approved', 'pinned', 'moved', 'gone'))`.execute(db);
  await sql`alter table tier_rounds add column list_rules jsonb`.execute(db);
}

async function createProposals(db: Kysely<unknown>): Promise<void> {
  await sql`create table proposals (
    portal_id bigint not null, proposal_id text not null, seq bigint generated always as identity, company_id text,
    change jsonb not null, from_tier smallint, reason text not null, evidence jsonb not null,
    proposed_by text not null, proposed_at timestamptz not null,
    status text not null check (status in ('open', 'approved', 'rejected', 'expired', 'withdrawn')),
    approvals jsonb not null, rejection jsonb, closed_at timestamptz,
    primary key (portal_id, proposal_id)
  )`.execute(db);
  await sql`create unique index proposals_open on proposals (portal_id, coalesce(company_id, ''))
    where status = 'open'`.execute(db);
  await sql`create index proposals_closed on proposals (portal_id, closed_at)
    where status in ('rejected', 'expired')`.execute(db);
}
