import { sql } from 'kysely';
import type { Db } from './tables.ts';

/**
 * Takes the next free slot of `key` and says how long to wait for it: one request every `intervalMs` in the long run,
 * `burst` at once after a rest. Shared by all processes; by the database's clock, so that theirs may differ.
 *
 * Generic cell rate algorithm (ITU-T I.371): `tat` is the theoretical arrival time of the request after this one. In a
 * window of W ms at most `burst + W / intervalMs` requests start.
 */
export async function reserveSlot(db: Db, key: string, intervalMs: number, burst: number): Promise<{ waitMs: number }> {
  const interval = sql`${intervalMs}::float8 * interval '1 ms'`;
  const result = await sql<{ wait_ms: number }>`
    insert into rate_limits as held (key, tat) values (${key}, clock_timestamp() + ${interval})
    on conflict (key) do update set tat = greatest(held.tat, clock_timestamp()) + ${interval}
    returning greatest(0, extract(epoch from tat - ${burst}::float8 * ${interval} - clock_timestamp()) * 1000)::float8
      as wait_ms`.execute(db);
  return { waitMs: Math.ceil(result.rows[0]?.wait_ms ?? 0) };
}

/** Gives no slot of `key` before `delayMs` from now: HubSpot answered 429 with a time to wait. Never shortens a wait. */
export async function postponeSlots(
  db: Db,
  key: string,
  intervalMs: number,
  burst: number,
  delayMs: number,
): Promise<void> {
  const next = sql`clock_timestamp() + (${delayMs}::float8 + ${burst - 1}::float8 * ${intervalMs}::float8) * interval '1 ms'`;
  await sql`insert into rate_limits as held (key, tat) values (${key}, ${next})
    on conflict (key) do update set tat = greatest(held.tat, excluded.tat)`.execute(db);
}
