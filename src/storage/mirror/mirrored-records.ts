import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { unnestRows } from '../connection/unnest-rows.ts';

/** A record as a read found it; `updatedAt` (epoch ms) is HubSpot's time of the last change. */
export interface ReadRecord {
  id: string;
  updatedAt: number;
  /** `false` for a record that counts as no activity (nobody came, too old to be kept); absent: unchanged. */
  counts?: boolean;
}

/** Which of the records a read may still change. */
export interface Claim {
  /** No later read has settled these: all that was read counts, links too. */
  newest: Set<string>;
  /** A read that began later found these gone: nothing that was read counts. */
  gone: Set<string>;
}

/**
 * The database's time (epoch ms), to be taken before HubSpot is asked, so that the reads of all processes are ordered.
 */
export async function readClock(db: Db): Promise<number> {
  const result = await sql<{ at: number }>`select clock_timestamp() as at`.execute(db);
  return result.rows[0]?.at ?? 0;
}

/**
 * Notes that a read begun at `readAt` found these records. Of two reads the one that began later wins, in whatever
 * order their answers arrive: it contains whatever changed before it began, and later changes are reported by a webhook
 * or found by a sweep. Call it in the transaction that stores the records.
 */
export async function claimRecords(
  db: Db,
  portalId: number,
  type: string,
  records: readonly ReadRecord[],
  readAt: number,
): Promise<Claim> {
  const at = sql`${new Date(readAt)}::timestamptz`;
  const incoming = unnestRows<ReadRecord>(
    [
      ['record_id', 'bigint', (record) => record.id],
      ['hs_updated_at', 'timestamptz', (record) => record.updatedAt],
      ['counts', 'boolean', (record) => record.counts],
    ],
    records,
  );
  const written = await sql<{ id: string }>`
    insert into mirrored_records as held (portal_id, type, record_id, hs_updated_at, read_at, gone, counts)
    select ${portalId}::bigint, ${type}::text, record_id, max(hs_updated_at), ${at}, false, bool_or(counts) from ${incoming}
      group by record_id order by record_id
    on conflict (portal_id, type, record_id) do update
      set hs_updated_at = case when held.gone then excluded.hs_updated_at
          else greatest(held.hs_updated_at, excluded.hs_updated_at) end,
        read_at = excluded.read_at, gone = false, counts = coalesce(excluded.counts, held.counts)
      where held.read_at <= excluded.read_at
    returning record_id::text as id`.execute(db);
  const newest = new Set(written.rows.map(({ id }) => id));
  const others = records.flatMap(({ id }) => (newest.has(id) ? [] : [id]));
  if (others.length === 0) return { newest, gone: new Set() };
  const gone = await sql<{ id: string }>`select record_id::text as id from mirrored_records
    where portal_id = ${portalId} and type = ${type} and gone and record_id = any(${others}::bigint[])`.execute(db);
  return { newest, gone: new Set(gone.rows.map(({ id }) => id)) };
}

/**
 * Notes that a read begun at `readAt` did not find these records. A tombstone stays, so that an answer still under
 * way does not bring them back.
 * @returns the ids that no later read found
 */
export async function markGone(
  db: Db,
  portalId: number,
  type: string,
  ids: readonly string[],
  readAt: number,
): Promise<string[]> {
  const at = sql`${new Date(readAt)}::timestamptz`;
  const result = await sql<{ id: string }>`
    insert into mirrored_records as held (portal_id, type, record_id, hs_updated_at, read_at, gone)
    select ${portalId}::bigint, ${type}::text, id, ${at}, ${at}, true
      from (select distinct id from unnest(${ids}::bigint[]) as ids(id) order by id) sorted
    on conflict (portal_id, type, record_id) do update set read_at = excluded.read_at, gone = true
      where held.read_at <= excluded.read_at
    returning record_id::text as id`.execute(db);
  return result.rows.map(({ id }) => id);
}

/** HubSpot's time of change (epoch ms) of those of the records that are mirrored, by id. */
export async function readUpdateTimes(
  db: Db,
  portalId: number,
  type: string,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const result = await sql<{ id: string; at: number }>`select record_id::text as id, hs_updated_at as at
    from mirrored_records where portal_id = ${portalId} and type = ${type} and not gone
      and record_id = any(${ids}::bigint[])`.execute(db);
  return new Map(result.rows.map(({ id, at }) => [id, at]));
}

/**
 * Ids after `after` and up to `upTo` (without limit where `null`) of mirrored records, ascending by number; with
 * `counting` only those not known to count as no activity.
 */
export async function listRecordIds(
  db: Db,
  portalId: number,
  type: string,
  range: { after: string | null; upTo?: string | null; limit?: number; counting?: boolean },
): Promise<string[]> {
  const { after, upTo = null, limit = null, counting = false } = range;
  const result = await sql<{ id: string }>`select record_id::text as id from mirrored_records
    where portal_id = ${portalId} and type = ${type} and not gone and record_id > ${after ?? '0'}::bigint
      and (${upTo}::bigint is null or record_id <= ${upTo}::bigint)
      and (counts is not false or not ${counting}::boolean)
    order by record_id limit ${limit}::bigint`.execute(db);
  return result.rows.map(({ id }) => id);
}

/** Ids of some mirrored records, drawn at random. */
export async function sampleRecordIds(db: Db, portalId: number, type: string, count: number): Promise<string[]> {
  const result = await sql<{ id: string }>`select record_id::text as id from mirrored_records
    where portal_id = ${portalId} and type = ${type} and not gone order by random() limit ${count}`.execute(db);
  return result.rows.map(({ id }) => id);
}

/** How many records of a type are mirrored. */
export async function countRecords(db: Db, portalId: number, type: string): Promise<number> {
  const result = await sql<{ n: number }>`select count(*) as n from mirrored_records
    where portal_id = ${portalId} and type = ${type} and not gone`.execute(db);
  return result.rows[0]?.n ?? 0;
}

/** Drops the tombstones of records found gone before `before` (epoch ms). */
export async function pruneGone(db: Db, portalId: number, before: number): Promise<void> {
  await sql`delete from mirrored_records where portal_id = ${portalId} and gone
    and read_at < ${new Date(before)}::timestamptz`.execute(db);
}
