import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { unnestRows } from '../connection/unnest-rows.ts';

/** A count HubSpot keeps on a contact (`hs_email_open` …), as we saw it. */
export interface CounterReading {
  contactId: string;
  property: string;
  value: number;
}

export interface CounterRise extends CounterReading {
  /** What we had seen before, `null` for the first reading. */
  previous: number | null;
}

/** Keeps the readings that exceed what was seen and gives those, each with the value before. A fall changes nothing. */
export async function raiseCounters(
  db: Db,
  portalId: number,
  readings: readonly CounterReading[],
  now: number,
): Promise<CounterRise[]> {
  const incoming = unnestRows<CounterReading>(
    [
      ['contact_id', 'text', (reading) => reading.contactId],
      ['property', 'text', (reading) => reading.property],
      ['value', 'bigint', (reading) => reading.value],
    ],
    readings,
  );
  const result = await sql<{ contact_id: string; property: string; value: number; previous: number | null }>`
    with new as (select contact_id, property, max(value) as value from ${incoming} group by 1, 2),
    before as (
      select held.contact_id, held.property, held.value from counters held
      join new using (contact_id, property) where held.portal_id = ${portalId}
    ),
    written as (
      insert into counters as held (portal_id, contact_id, property, value, seen_at)
      select ${portalId}::bigint, contact_id, property, value, ${new Date(now)}::timestamptz from new order by 2, 3
      on conflict (portal_id, contact_id, property) do update set value = excluded.value, seen_at = excluded.seen_at
        where held.value < excluded.value
      returning contact_id, property, value
    )
    select written.*, before.value as previous from written left join before using (contact_id, property)
    order by contact_id, property`.execute(db);
  return result.rows.map((row) => ({
    contactId: row.contact_id,
    property: row.property,
    value: row.value,
    previous: row.previous,
  }));
}

/** What was last seen of these contacts' counters, by `contact id\nproperty`. */
export async function readCounters(
  db: Db,
  portalId: number,
  contactIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('counters')
    .select(['contact_id', 'property', 'value'])
    .where('portal_id', '=', portalId)
    .where('contact_id', '=', sql<string>`any(${contactIds}::text[])`)
    .execute();
  return new Map(rows.map((row) => [`${row.contact_id}\n${row.property}`, row.value]));
}

/**
 * Takes away what a counter stood for since `since` (epoch ms): from then on it is known one by one.
 * @returns ids of the contacts that had any
 */
export async function dropCounted(db: Db, portalId: number, property: string, since: number): Promise<string[]> {
  const result = await sql<{ id: string }>`
    with removed as (
      delete from activities where portal_id = ${portalId} and source = 'counter'
        and activity_id like ${`counter:${property.replaceAll('_', '\\_')}:%`}
        and occurred_at >= ${new Date(since)}::timestamptz
      returning contact_id
    )
    select distinct contact_id as id from removed order by 1`.execute(db);
  return result.rows.map((row) => row.id);
}
