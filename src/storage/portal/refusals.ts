import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Db, Tables } from '../tables/tables.ts';
import { columnNames, unnestRows } from '../connection/unnest-rows.ts';
import type { BulkColumn } from '../connection/unnest-rows.ts';

/** A record HubSpot would not take from us; the next publish tries the others. */
export interface Refusal {
  objectType: string;
  recordId: string;
  /** `''` where HubSpot did not name one. */
  property: string;
  message: string;
  at: number;
}

const COLUMNS: readonly BulkColumn<Refusal>[] = [
  ['object_type', 'text', (refusal) => refusal.objectType],
  ['record_id', 'text', (refusal) => refusal.recordId],
  ['property', 'text', (refusal) => refusal.property],
  ['message', 'text', (refusal) => refusal.message],
  ['at', 'timestamptz', (refusal) => refusal.at],
];

/** Keeps refusals, one a record and property: a later one takes the place of that before. */
export async function recordRefusals(db: Db, portalId: number, refusals: readonly Refusal[]): Promise<void> {
  const key = (refusal: Refusal) => `${refusal.objectType}\n${refusal.recordId}\n${refusal.property}`;
  const rows = [...new Map(refusals.map((refusal) => [key(refusal), refusal])).values()];
  if (rows.length === 0) return;
  await sql`insert into refusals (portal_id, ${columnNames(COLUMNS)})
    select ${portalId}::bigint, t.* from ${unnestRows(COLUMNS, rows)} order by object_type, record_id, property
    on conflict (portal_id, object_type, record_id, property) do update
      set message = excluded.message, at = excluded.at`.execute(db);
}

/** Newest first; of some types only, where they are given. */
export async function listRefusals(
  db: Db,
  portalId: number,
  limit: number,
  objectTypes?: readonly string[],
): Promise<Refusal[]> {
  const rows = await db
    .selectFrom('refusals')
    .selectAll()
    .where('portal_id', '=', portalId)
    .$if(objectTypes !== undefined, (query) => query.where('object_type', 'in', objectTypes ?? []))
    .orderBy('at', 'desc')
    .orderBy('record_id')
    .limit(limit)
    .execute();
  return rows.map(toRefusal);
}

/** How many records of each type were refused. */
export async function countRefusals(db: Db, portalId: number): Promise<Record<string, number>> {
  const result = await sql<{ object_type: string; n: number }>`
    select object_type, count(distinct record_id) as n from refusals
    where portal_id = ${portalId} group by object_type order by object_type`.execute(db);
  return Object.fromEntries(result.rows.map((row) => [row.object_type, row.n]));
}

/** Every refusal of one type, by record. */
export async function listRefusalsOf(db: Db, portalId: number, objectType: string): Promise<Refusal[]> {
  const rows = await db
    .selectFrom('refusals')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('object_type', '=', objectType)
    .orderBy('record_id')
    .execute();
  return rows.map(toRefusal);
}

/** Forgets the refusals of records that were taken since. */
export async function clearRefusals(
  db: Db,
  portalId: number,
  objectType: string,
  recordIds: readonly string[],
): Promise<void> {
  await sql`delete from refusals where portal_id = ${portalId} and object_type = ${objectType}
    and record_id = any(${recordIds}::text[])`.execute(db);
}

/** Forgets the refusals of a type: they are reported again. */
export async function clearRefusalsOf(db: Db, portalId: number, objectType: string): Promise<void> {
  await db.deleteFrom('refusals').where('portal_id', '=', portalId).where('object_type', '=', objectType).execute();
}

function toRefusal(row: Selectable<Tables['refusals']>): Refusal {
  return {
    objectType: row.object_type,
    recordId: row.record_id,
    property: row.property,
    message: row.message,
    at: row.at,
  };
}
