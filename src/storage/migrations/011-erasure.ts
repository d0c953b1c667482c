import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Tables with a row for a person; the name of the column is `contact_id` in each. */
const OF_CONTACTS = [
  'contacts',
  'contact_companies',
  'deal_contacts',
  'activities',
  'counters',
  'role_decisions',
  'person_scores',
];

/** What keeps an erased person from coming back, whatever names a person findable, and who works on a play. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTombstones(db);
  await refuseErased(db);
  await allowRedaction(db);
  await sql`alter table play_runs add column people_ids jsonb not null default '[]', add column leased_by text,
    add column leased_until timestamptz`.execute(db);
  await sql`update play_runs set people_ids = contact_ids`.execute(db);
  await sql`alter table webhook_events add column failures smallint not null default 0`.execute(db);
}

async function createTombstones(db: Kysely<unknown>): Promise<void> {
  await sql`create table merged_records (
    portal_id bigint not null, type text not null, old_id text not null, new_id text not null,
    primary key (portal_id, type, old_id)
  )`.execute(db);
  await sql`create index merged_records_by_new on merged_records (portal_id, type, new_id)`.execute(db);
  await sql`create table erased_contacts (
    portal_id bigint not null, contact_id text not null, erased_at timestamptz not null,
    primary key (portal_id, contact_id)
  )`.execute(db);
}

/**
 * Writers about people share the portal's erasure lock; an erasure holds it exclusively. So it waits for the writers
 * under way, deletes what they wrote, and every later writer finds the tombstone.
 */
async function refuseErased(db: Kysely<unknown>): Promise<void> {
  await sql`create function refuse_erased_contact() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared((1::bigint << 60) + new.portal_id);
      if exists (select from erased_contacts e where e.portal_id = new.portal_id and e.contact_id = new.contact_id) then
        return null;
      end if;
      return new;
    end $$`.execute(db);
  for (const table of OF_CONTACTS) {
    await sql`create trigger ${sql.id(`${table}_not_erased`)} before insert on ${sql.table(table)}
      for each row execute function refuse_erased_contact()`.execute(db);
  }
}

/** The log stays append-only but for one change: what an entry is about may become `erased`. */
async function allowRedaction(db: Kysely<unknown>): Promise<void> {
  await sql`create or replace function refuse_audit_change() returns trigger language plpgsql as $$
    begin
      if new.subject = 'erased' and new.details = '{}'
        and (new.portal_id, new.seq, new.at, new.actor, new.action)
          is not distinct from (old.portal_id, old.seq, old.at, old.actor, old.action) then
        return new;
      end if;
      raise exception 'audit_log is append-only';
    end $$`.execute(db);
}
