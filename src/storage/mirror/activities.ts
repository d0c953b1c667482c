import { sql } from 'kysely';
import type { ActivityFact } from '../../domain/facts.ts';
import type { Db } from '../tables/tables.ts';
import { columnNames, unnestRows } from '../connection/unnest-rows.ts';
import type { BulkColumn } from '../connection/unnest-rows.ts';

/** One thing that happened with one person; `source` says how it came to us (`meetings`, `page_views`, `counter` …). */
export interface Activity extends ActivityFact {
  source: string;
}

const COLUMNS: readonly BulkColumn<Activity>[] = [
  ['activity_id', 'text', (activity) => activity.activityId],
  ['contact_id', 'text', (activity) => activity.contactId],
  ['type', 'text', (activity) => activity.type],
  ['occurred_at', 'timestamptz', (activity) => activity.occurredAt],
  ['detail', 'text', (activity) => activity.detail],
  ['source', 'text', (activity) => activity.source],
];

/**
 * Writes activities by (activity, contact): the same one twice is held once, a changed one is changed.
 * @returns ids of the contacts with anything new or changed
 */
export async function upsertActivities(db: Db, portalId: number, activities: readonly Activity[]): Promise<string[]> {
  const rows = [...new Map(activities.map((row) => [`${row.activityId}\n${row.contactId}`, row])).values()];
  if (rows.length === 0) return [];
  const result = await sql<{ id: string }>`
    with written as (
      insert into activities as held (portal_id, ${columnNames(COLUMNS)})
      select ${portalId}::bigint, t.* from ${unnestRows(COLUMNS, rows)} order by activity_id, contact_id
      on conflict (portal_id, activity_id, contact_id) do update
        set type = excluded.type, occurred_at = excluded.occurred_at, detail = excluded.detail, source = excluded.source
        where (held.type, held.occurred_at, held.detail, held.source)
          is distinct from (excluded.type, excluded.occurred_at, excluded.detail, excluded.source)
      returning contact_id
    )
    select distinct contact_id as id from written order by 1`.execute(db);
  return result.rows.map((row) => row.id);
}

/**
 * As `upsertActivities`, and takes these activities from the people who are no longer part of them (somebody was
 * removed from a meeting); an id without rows is deleted. Who was merged since HubSpot named them is their survivor.
 */
export async function replaceActivities(
  db: Db,
  portalId: number,
  activityIds: readonly string[],
  named: readonly Activity[],
): Promise<string[]> {
  const activities = await withSurvivingContacts(db, portalId, named);
  const removed = await sql<{ id: string }>`
    with kept as (select * from ${unnestRows(COLUMNS.slice(0, 2), activities)}),
    removed as (
      delete from activities held
      where portal_id = ${portalId} and activity_id = any(${activityIds}::text[]) and not exists (
        select 1 from kept where kept.activity_id = held.activity_id and kept.contact_id = held.contact_id)
      returning contact_id
    )
    select distinct contact_id as id from removed`.execute(db);
  const written = await upsertActivities(db, portalId, activities);
  return [...new Set([...removed.rows.map((row) => row.id), ...written])].toSorted();
}

async function withSurvivingContacts(db: Db, portalId: number, activities: readonly Activity[]): Promise<Activity[]> {
  if (activities.length === 0) return [];
  const contactIds = [...new Set(activities.map(({ contactId }) => contactId))];
  const result = await sql<{ id: string; survivor: string }>`
    with recursive merged(id, survivor) as (
      select id, id from unnest(${contactIds}::text[]) as ids(id)
      union
      select merged.id, later.new_id from merged join merged_records later
        on later.portal_id = ${portalId} and later.type = 'contacts' and later.old_id = merged.survivor
    )
    select id, survivor from merged where id <> survivor and not exists (select from merged_records later
      where later.portal_id = ${portalId} and later.type = 'contacts' and later.old_id = merged.survivor)`.execute(db);
  const survivors = new Map(result.rows.map(({ id, survivor }) => [id, survivor]));
  return activities.map((each) => ({ ...each, contactId: survivors.get(each.contactId) ?? each.contactId }));
}

/** @returns ids of the contacts that had any of them */
export async function deleteActivities(db: Db, portalId: number, activityIds: readonly string[]): Promise<string[]> {
  return replaceActivities(db, portalId, activityIds, []);
}

/** Drops what is older than the retention. @returns how many */
export async function pruneActivities(db: Db, portalId: number, before: number): Promise<number> {
  const result = await db
    .deleteFrom('activities')
    .where('portal_id', '=', portalId)
    .where('occurred_at', '<', new Date(before) as never)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

export interface SentKind {
  type: string;
  activities: number;
  contacts: number;
  /** Since the moment asked for. */
  recent: number;
  lastAt: number;
}

/**
 * What vendors reported of people through the signals endpoint, by kind of activity, the busiest since `since` (epoch
 * ms) first.
 */
export async function summariseSent(db: Db, portalId: number, since: number): Promise<SentKind[]> {
  // Their ids begin with `signal:` (`receiveSignals`). The range holds all of them in any collation, and lets the
  // primary key find them: a portal may have millions of activities and not one signal.
  const { rows } = await sql<{ type: string; n: number; contacts: number; recent: number; last_at: number }>`
    select type, count(*)::bigint as n, count(distinct contact_id)::bigint as contacts,
      count(*) filter (where occurred_at >= ${new Date(since)}::timestamptz)::bigint as recent,
      (1000 * extract(epoch from max(occurred_at)))::float8 as last_at
    from activities where portal_id = ${portalId} and activity_id >= 'signal' and activity_id < 'signam'
      and source = 'signals'
    group by type order by recent desc, n desc, type`.execute(db);
  return rows.map(({ type, n: activities, contacts, recent, last_at: lastAt }) => {
    return { type, activities, contacts, recent, lastAt };
  });
}

export async function countActivities(db: Db, portalId: number): Promise<number> {
  const row = await db
    .selectFrom('activities')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('portal_id', '=', portalId)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** What these contacts did since `since` (epoch ms), by contact id. */
export async function listActivitiesOf(
  db: Db,
  portalId: number,
  contactIds: readonly string[],
  since: number,
): Promise<Map<string, ActivityFact[]>> {
  const rows = await db
    .selectFrom('activities')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('contact_id', '=', sql<string>`any(${contactIds}::text[])`)
    .where('occurred_at', '>=', new Date(since) as never)
    .execute();
  const activities = rows.map((row): ActivityFact => ({
    activityId: row.activity_id,
    contactId: row.contact_id,
    type: row.type,
    occurredAt: row.occurred_at,
    detail: row.detail,
  }));
  return Map.groupBy(activities, (activity) => activity.contactId);
}

/** Every row of these activities, one a person. */
export async function listActivitiesById(
  db: Db,
  portalId: number,
  activityIds: readonly string[],
): Promise<Activity[]> {
  const rows = await db
    .selectFrom('activities')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('activity_id', '=', sql<string>`any(${activityIds}::text[])`)
    .orderBy('activity_id')
    .orderBy('contact_id')
    .execute();
  return rows.map((row): Activity => ({
    activityId: row.activity_id,
    contactId: row.contact_id,
    type: row.type,
    occurredAt: row.occurred_at,
    detail: row.detail,
    source: row.source,
  }));
}
