import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../tables/tables.ts';

/** A GCRA cell: one request every `intervalMs` in the long run, `burst` at once after a rest. */
export interface RateCell {
  intervalMs: number;
  burst: number;
}

export interface Reservation {
  waitMs: number;
  /** What the cell was taught; `null` while it goes by what its caller gives. */
  learned: RateCell | null;
  /** Requests that ever took a place of this key, this one and the noticed ones of others included. */
  taken: number;
}

/**
 * Takes the next free slot of `key` and returns how long to wait for it. Shared by all processes; uses the database's
 * clock, since theirs may differ. What was learned about the key takes precedence over `cell`. With a `share` below 1
 * only that part of the burst may be used, which leaves the rest to others.
 *
 * Generic cell rate algorithm (ITU-T I.371): `tat` is the theoretical arrival time of the request after this one. In a
 * window of W ms at most `burst + W / intervalMs` requests start.
 */
export async function reserveSlot(db: Db, key: string, cell: RateCell, share = 1): Promise<Reservation> {
  const given = toInterval(cell.intervalMs);
  const interval = sql`coalesce(held.interval_ms * interval '1 ms', ${given})`;
  const burst = sql`coalesce(held.burst, ${cell.burst}::int)`;
  const result = await sql<{ wait_ms: number; interval_ms: number | null; burst: number | null; taken: number }>`
    insert into rate_limits as held (key, tat, taken) values (${key}, clock_timestamp() + ${given}, 1)
    on conflict (key) do update set
      tat = ${arrivalAfter(interval, burst)} + ${interval}, taken = held.taken + 1
    returning interval_ms, burst, taken, greatest(0, 1000 * extract(epoch from tat - clock_timestamp()
      - greatest(1, floor(coalesce(burst, ${cell.burst}::int) * ${share}::float8))
      * coalesce(interval_ms * interval '1 ms', ${given})))::float8 as wait_ms`.execute(db);
  const row = result.rows[0];
  if (row === undefined) throw new Error('A reservation returns its row.');
  const learned =
    row.interval_ms === null || row.burst === null ? null : { intervalMs: row.interval_ms, burst: row.burst };
  return { waitMs: Math.ceil(row.wait_ms), learned, taken: row.taken };
}

/**
 * Takes a slot of `key` if one is free now. Refusals do not consume slots, so asking too often does not extend the
 * wait.
 * @returns 0, or how long to wait before asking again (ms)
 */
export async function takeSlot(db: Db, key: string, { intervalMs, burst }: RateCell): Promise<number> {
  const interval = toInterval(intervalMs);
  const arrival = arrivalAfter(interval, sql`${burst}::int`);
  const taken =
    await sql`insert into rate_limits as held (key, tat, taken) values (${key}, clock_timestamp() + ${interval}, 1)
    on conflict (key) do update set tat = ${arrival} + ${interval}, taken = held.taken + 1
    where ${arrival} <= clock_timestamp() + ${burst - 1}::float8 * ${interval} returning 1`.execute(db);
  if (taken.rows.length > 0) return 0;
  const held = await readCell(db, key);
  return Math.max(1, Math.ceil((held?.aheadMs ?? 0) - (burst - 1) * intervalMs));
}

/**
 * When the next request of the row `held` is due. No queue and no wait that HubSpot asks for reaches further ahead than
 * a minute and 200 requests: a later value was written before the database's clock was set back. Nobody waits for the
 * clock to catch up, but only one burst slot is left.
 */
function arrivalAfter(interval: RawBuilder<unknown>, burst: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when held.tat > clock_timestamp() + interval '1 minute' + 200 * ${interval}
    then clock_timestamp() + (${burst} - 1) * ${interval} else greatest(held.tat, clock_timestamp()) end`;
}

/** The cell of `key`, learned or not, and how far ahead its slots are already taken (ms); `null` before its first. */
export async function readCell(db: Db, key: string): Promise<{ learned: RateCell | null; aheadMs: number } | null> {
  const result = await sql<{ interval_ms: number | null; burst: number | null; ahead_ms: number }>`
    select interval_ms, burst, greatest(0, 1000 * extract(epoch from tat - clock_timestamp()))::float8 as ahead_ms
    from rate_limits where key = ${key}`.execute(db);
  const row = result.rows[0];
  if (row === undefined) return null;
  const { interval_ms: intervalMs, burst, ahead_ms: aheadMs } = row;
  return { learned: intervalMs === null || burst === null ? null : { intervalMs, burst }, aheadMs };
}

/**
 * Gives no slot of `key` before `delayMs` from now: HubSpot answered 429 with a time to wait. Never shortens a wait.
 */
export async function postponeSlots(db: Db, key: string, cell: RateCell, delayMs: number): Promise<void> {
  const given = sql`${delayMs}::float8 + ${cell.burst - 1}::float8 * ${cell.intervalMs}::float8`;
  const learned = sql`${delayMs}::float8 + (held.burst - 1) * held.interval_ms`;
  await sql`insert into rate_limits as held (key, tat)
    values (${key}, clock_timestamp() + (${given}) * interval '1 ms')
    on conflict (key) do update set
      tat = greatest(held.tat, clock_timestamp() + coalesce(${learned}, ${given}) * interval '1 ms')`.execute(db);
}

/**
 * Makes `cell` the one of `key` from here on. Slots taken and not yet used keep their number, at the new pace; `owed`
 * of the new cell count as used just now.
 */
export async function learnCell(db: Db, key: string, before: RateCell, cell: RateCell, owed: number): Promise<void> {
  const interval = toInterval(cell.intervalMs);
  const debt = sql`clock_timestamp() + ${owed}::float8 * ${interval}`;
  await sql`insert into rate_limits as held (key, tat, interval_ms, burst)
    values (${key}, ${debt}, ${cell.intervalMs}, ${cell.burst})
    on conflict (key) do update set
      interval_ms = excluded.interval_ms, burst = excluded.burst,
      tat = greatest(${debt}, clock_timestamp() + greatest(interval '0', held.tat - clock_timestamp())
        * (excluded.interval_ms / coalesce(held.interval_ms, ${before.intervalMs}::float8)))`.execute(db);
}

/**
 * Counts `requests` of `key` that others made without taking a slot, as if they had been made now; at most as many as
 * are gone from HubSpot's window after `longestMs`.
 */
export async function countForeign(
  db: Db,
  key: string,
  cell: RateCell,
  requests: number,
  longestMs: number,
): Promise<void> {
  const interval = sql`coalesce(interval_ms, ${cell.intervalMs}::float8) * interval '1 ms'`;
  const longest = sql`coalesce(burst, ${cell.burst}::int) * ${interval} + ${toInterval(longestMs)}`;
  await sql`update rate_limits set
      taken = taken + ${requests}::bigint,
      tat = greatest(tat, least(greatest(tat, clock_timestamp()) + ${requests}::float8 * ${interval},
        clock_timestamp() + ${longest}))
    where key = ${key}`.execute(db);
}

/** Forgets these cells, as nobody asks by them any more. */
export async function deleteCells(db: Db, keys: readonly string[]): Promise<void> {
  await sql`delete from rate_limits where key = any(${keys}::text[])`.execute(db);
}

/** Forgets how HubSpot's limits of a portal are used. */
export async function deletePortalCells(db: Db, portalId: number): Promise<void> {
  await sql`delete from rate_limits where key like ${`${portalId}:%`}`.execute(db);
}

/** The cells of this database, as the limiter of `hubspot/` asks for them. */
export function createLimitStore(db: Db) {
  return {
    reserve: (key: string, cell: RateCell, share: number) => reserveSlot(db, key, cell, share),
    postpone: (key: string, cell: RateCell, delayMs: number) => postponeSlots(db, key, cell, delayMs),
    learn: (key: string, before: RateCell, cell: RateCell, owed: number) => learnCell(db, key, before, cell, owed),
    countForeign: (key: string, cell: RateCell, requests: number, longestMs: number) =>
      countForeign(db, key, cell, requests, longestMs),
  };
}

function toInterval(ms: number) {
  return sql`${ms}::float8 * interval '1 ms'`;
}
