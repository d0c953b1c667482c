import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { acrossPortals } from '../connection/tenant-scope.ts';
import { unnestRows } from '../connection/unnest-rows.ts';

export interface NewWebhookEvent {
  /** Equal for repeats of one delivery (HubSpot's `eventId` by itself is not unique). */
  dedupeKey: string;
  body: unknown;
}

export interface WebhookEvent {
  seq: number;
  body: unknown;
  receivedAt: number;
}

/** After this long an event whose processing never ended is handed out again. */
const LEASE_MS = 60_000;
/** An event that failed by itself is first retried after this long. */
const SET_ASIDE_MS = 15_000;

/** Stores events as they arrived, each only once. @returns how many were new */
export async function saveWebhookEvents(
  db: Db,
  portalId: number,
  events: readonly NewWebhookEvent[],
  now: number,
): Promise<number> {
  const incoming = unnestRows<NewWebhookEvent>(
    [
      ['dedupe_key', 'text', (event) => event.dedupeKey],
      ['body', 'jsonb', (event) => event.body],
    ],
    events,
  );
  const result = await sql<{ n: number }>`
    with written as (
      insert into webhook_events (portal_id, dedupe_key, body, received_at)
      select ${portalId}::bigint, dedupe_key, body, ${new Date(now)}::timestamptz from ${incoming}
      on conflict (portal_id, dedupe_key) do nothing returning 1
    )
    select count(*) as n from written`.execute(db);
  return result.rows[0]?.n ?? 0;
}

/**
 * Leases the oldest events nobody else works on for a minute; those not marked processed by then are handed out again.
 * They are selected outside the update: a subquery in its condition may run once per row, and would go past `limit` by
 * skipping what it has locked.
 */
export async function takeUnprocessed(db: Db, portalId: number, limit: number): Promise<WebhookEvent[]> {
  const result = await sql<{ seq: number; body: unknown; received_at: number }>`
    with next as materialized (
      select seq from webhook_events
      where portal_id = ${portalId} and processed_at is null
        and (leased_until is null or leased_until < now())
      order by seq limit ${limit} for update skip locked
    ),
    taken as (
      update webhook_events held set leased_until = now() + ${LEASE_MS}::float8 * interval '1 ms'
      from next where held.portal_id = ${portalId} and held.seq = next.seq
      returning held.seq, body, received_at
    )
    select * from taken order by seq`.execute(db);
  return result.rows.map((row) => ({ seq: row.seq, body: row.body, receivedAt: row.received_at }));
}

/** Releases events that could not be processed, so that the next attempt gets them at once; not those set aside. */
export async function releaseEvents(db: Db, portalId: number, seqs: readonly number[]): Promise<void> {
  await sql`update webhook_events set leased_until = null
    where portal_id = ${portalId} and seq = any(${seqs}::bigint[]) and failures = 0`.execute(db);
}

/**
 * Lets an event that failed by itself wait, twice as long each time, while the others go on.
 * @returns how often it has failed
 */
export async function setAside(db: Db, portalId: number, seq: number): Promise<number> {
  const result = await sql<{ failures: number }>`update webhook_events set failures = failures + 1,
      leased_until = now() + ${SET_ASIDE_MS}::float8 * 2 ^ failures * interval '1 ms'
    where portal_id = ${portalId} and seq = ${seq} returning failures`.execute(db);
  return result.rows[0]?.failures ?? 0;
}

/** When events can be taken next: now, when those that somebody took are given again (epoch ms), `null` where none wait. */
export async function findNextEvents(db: Db, portalId: number): Promise<'now' | number | null> {
  const result = await sql<{ free: boolean | null; at: number | null }>`
    select bool_or(leased_until is null or leased_until < now()) as free, min(leased_until) as at
    from webhook_events where portal_id = ${portalId} and processed_at is null`.execute(db);
  const { free = null, at = null } = result.rows[0] ?? {};
  return free === true ? 'now' : at;
}

/** The events of these numbers that are held still, worked off or not. */
export async function listEvents(db: Db, portalId: number, seqs: readonly number[]): Promise<WebhookEvent[]> {
  const result = await sql<{ seq: number; body: unknown; received_at: number }>`
    select seq, body, received_at from webhook_events
    where portal_id = ${portalId} and seq = any(${seqs}::bigint[]) order by seq`.execute(db);
  return result.rows.map((row) => ({ seq: row.seq, body: row.body, receivedAt: row.received_at }));
}

/** Notes that events were worked off; those that name an erased person are dropped. */
export async function markProcessed(db: Db, portalId: number, seqs: readonly number[], now: number): Promise<void> {
  await sql`with dropped as (
      delete from webhook_events held using erased_contacts erased
      where held.portal_id = ${portalId} and held.seq = any(${seqs}::bigint[]) and erased.portal_id = ${portalId}
        and ${namesErased} returning held.seq)
    update webhook_events set processed_at = ${new Date(now)}::timestamptz
    where portal_id = ${portalId} and seq = any(${seqs}::bigint[])
      and not exists (select from dropped where dropped.seq = webhook_events.seq)`.execute(db);
}

/** Drops the events that were worked off and name an erased person. */
export async function deleteEventsOfErased(db: Db, portalId: number): Promise<void> {
  await sql`delete from webhook_events held using erased_contacts erased
    where held.portal_id = ${portalId} and held.processed_at is not null and erased.portal_id = ${portalId}
      and ${namesErased}`.execute(db);
}

const ofContact = sql`(body ->> 'subscriptionType' like 'contact.%' or body ->> 'objectTypeId' = '0-1')`;

/** What an event is about: its id, from or to which an association leads, or a merge. */
const namesErased = sql`(
  (${ofContact} and (erased.contact_id in (body ->> 'objectId', body ->> 'newObjectId', body ->> 'primaryObjectId')
    or body -> 'mergedObjectIds' ? erased.contact_id))
  or (upper(body ->> 'associationType') like 'CONTACT_TO_%' and body ->> 'fromObjectId' = erased.contact_id)
  or (upper(body ->> 'associationType') like '%_TO_CONTACT' and body ->> 'toObjectId' = erased.contact_id))`;

/** Portals with events that wait: what a start after a crash has to look at. */
export async function listPortalsWithEvents(db: Db): Promise<number[]> {
  const result = await acrossPortals(() =>
    sql<{ portal_id: number }>`
      select distinct portal_id from webhook_events where processed_at is null order by 1`.execute(db),
  );
  return result.rows.map((row) => row.portal_id);
}

/** Drops processed events received before `before`; until then a repeated delivery is recognised. */
export async function pruneWebhookEvents(db: Db, portalId: number, before: number): Promise<number> {
  const result = await db
    .deleteFrom('webhook_events')
    .where('portal_id', '=', portalId)
    .where('processed_at', 'is not', null)
    .where('received_at', '<', new Date(before) as never)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
