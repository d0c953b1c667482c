import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Portals and what authorises us in them. `oauth_states` and `rate_limits` know no portal; `signal_keys` finds it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table portals (
    portal_id bigint primary key,
    status text not null check (status in ('installing', 'syncing', 'active', 'revoked', 'disconnected')),
    hub_domain text,
    time_zone text not null,
    currency text not null,
    installed_by text,
    scopes jsonb not null,
    installed_at timestamptz not null,
    status_since timestamptz not null
  )`.execute(db);
  await sql`create table grants (
    portal_id bigint primary key references portals,
    key_id text not null,
    access_token text not null,
    refresh_token text not null,
    expires_at timestamptz not null,
    leased_by text,
    leased_until timestamptz
  )`.execute(db);
  await sql`create table oauth_states (
    state_hash text primary key,
    code_verifier text not null,
    return_url text,
    expires_at timestamptz not null
  )`.execute(db);
  await sql`create table signal_keys (
    key_id text primary key,
    portal_id bigint not null references portals,
    secret text not null,
    created_at timestamptz not null
  )`.execute(db);
  await sql`create index signal_keys_by_portal on signal_keys (portal_id)`.execute(db);
  await sql`create table rate_limits (key text primary key, tat timestamptz not null)`.execute(db);
  await sql`create table request_log (
    portal_id bigint not null,
    day date not null,
    kind text not null,
    requests bigint not null,
    primary key (portal_id, day, kind)
  )`.execute(db);
}
