import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** A portal's channel of Slack: the webhook it is reached by, which kinds of messages are wanted since when, and each message. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table slack_hooks (
    portal_id bigint primary key, secret text not null, ending text not null,
    connected_at timestamptz not null, connected_by text not null,
    stopped_at timestamptz, stopped_reason text, last_test text
  )`.execute(db);
  await sql`create table slack_kinds (
    portal_id bigint not null, kind text not null check (kind in ('tiers', 'surges', 'plays', 'proposals')),
    since timestamptz not null, log_seq bigint not null, primary key (portal_id, kind)
  )`.execute(db);
  await sql`create table slack_messages (
    portal_id bigint not null, note_key text not null, seq bigint generated always as identity,
    company_id text not null, kind text not null check (kind in ('tiers', 'surges', 'plays', 'proposals')),
    details jsonb not null, happened_at timestamptz not null, made_at timestamptz not null,
    status text not null check (status in ('waiting', 'sending', 'written', 'held', 'failed', 'seen')),
    leased_until timestamptz, primary key (portal_id, note_key)
  )`.execute(db);
  await sql`create index slack_messages_waiting on slack_messages (portal_id, seq)
    where status in ('waiting', 'sending')`.execute(db);
  await sql`create index slack_messages_of_company on slack_messages (portal_id, company_id, kind)`.execute(db);
  await sql`create index slack_messages_made on slack_messages (portal_id, made_at)`.execute(db);
}
