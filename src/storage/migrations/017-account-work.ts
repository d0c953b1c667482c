import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Decisions about roles that can be taken back and reach HubSpot once, and what the team plans for an account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table role_decisions drop constraint role_decisions_decision_check`.execute(db);
  await sql`alter table role_decisions add constraint role_decisions_decision_check
    check (decision in ('confirmed', 'rejected', 'undone'))`.execute(db);
  await sql`alter table role_decisions add column undoes text, add column written_at timestamptz`.execute(db);
  await sql`create table account_plan_items (
    portal_id bigint not null, company_id text not null, item_id text not null,
    kind text not null check (kind in ('objective', 'initiative', 'competitor')), text text not null,
    noted_at timestamptz not null, noted_by text not null, primary key (portal_id, company_id, item_id)
  )`.execute(db);
}
