import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The weekly review: notes, which accounts were gone through, and when deals moved; and the segments made in HubSpot. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table review_notes (
    portal_id bigint not null, note_id text not null, company_id text not null, text text not null,
    noted_at timestamptz not null, noted_by text not null, edited_at timestamptz,
    primary key (portal_id, note_id)
  )`.execute(db);
  await sql`create index review_notes_of_company on review_notes (portal_id, company_id, noted_at desc)`.execute(db);
  await sql`create table account_reviews (
    portal_id bigint not null, company_id text not null, week text not null,
    reviewed_at timestamptz not null, reviewed_by text not null, primary key (portal_id, company_id, week)
  )`.execute(db);
  await sql`create table deal_moves (
    portal_id bigint not null, deal_id text not null, moved_at timestamptz not null,
    from_pipeline_id text not null, from_stage_id text not null, to_pipeline_id text not null, to_stage_id text not null,
    primary key (portal_id, deal_id, moved_at)
  )`.execute(db);
  await sql`create table segments (
    portal_id bigint not null, kind text not null, list_id text not null,
    made_at timestamptz not null, made_by text not null, primary key (portal_id, kind)
  )`.execute(db);
}
