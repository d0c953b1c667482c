import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What is known of each record beside its content, the definitions of properties, and the weekly comparison. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table mirrored_records (
    portal_id bigint not null, type text not null, record_id bigint not null, hs_updated_at timestamptz not null,
    read_at timestamptz not null, gone boolean not null, counts boolean, primary key (portal_id, type, record_id)
  )`.execute(db);
  for (const [type, id] of [
    ['companies', 'company_id'],
    ['contacts', 'contact_id'],
    ['deals', 'deal_id'],
  ] as const) {
    await sql`insert into mirrored_records (portal_id, type, record_id, hs_updated_at, read_at, gone)
      select portal_id, ${type}, ${sql.id(id)}::bigint, hs_updated_at, 'epoch', false
      from ${sql.table(type)} where ${sql.id(id)} ~ '^[0-9]{1,18}$'`.execute(db);
  }
  await sql`insert into mirrored_records (portal_id, type, record_id, hs_updated_at, read_at, gone)
    select distinct portal_id, source, split_part(activity_id, ':', 2)::bigint, 'epoch'::timestamptz, 'epoch'::timestamptz,
      false
    from activities where source in ('meetings', 'calls', 'emails')
      and activity_id ~ '^[a-z]+:[0-9]{1,18}$'`.execute(db);
  await sql`create table property_definitions (
    portal_id bigint not null, object_type text not null, name text not null, label text not null, type text not null,
    primary key (portal_id, object_type, name)
  )`.execute(db);
  await sql`create table comparisons (
    portal_id bigint not null, at timestamptz not null, report jsonb not null, primary key (portal_id, at)
  )`.execute(db);
}
