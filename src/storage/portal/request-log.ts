import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';

const SLOT_MS = 600_000;
const HOUR_MS = 3_600_000;

/** What a request was, and how long it waited for its turn. */
export interface NotedRequest {
  kind: string;
  purpose: string;
  waitedMs: number;
}

/** Adds a request that was sent to HubSpot to those of its kind on the (UTC) day of `now` (epoch ms), and of its purpose in these ten minutes. */
export async function noteRequest(db: Db, portalId: number, request: NotedRequest, now: number): Promise<void> {
  const slot = new Date(Math.floor(now / SLOT_MS) * SLOT_MS);
  await sql`with counted as (
      insert into request_log as held (portal_id, day, kind, requests)
      values (${portalId}, ${utcDay(now)}::date, ${request.kind}, 1)
      on conflict (portal_id, day, kind) do update set requests = held.requests + excluded.requests)
    insert into request_use as held (portal_id, slot, purpose, requests, waited_ms)
    values (${portalId}, ${slot}::timestamptz, ${request.purpose}, 1, ${request.waitedMs})
    on conflict (portal_id, slot, purpose) do update
      set requests = held.requests + excluded.requests, waited_ms = held.waited_ms + excluded.waited_ms`.execute(db);
}

/** Requests by kind since the (UTC) day of `since`. */
export async function readRequestCounts(db: Db, portalId: number, since: number): Promise<Record<string, number>> {
  const result = await sql<{ kind: string; requests: number }>`
    select kind, sum(requests)::bigint as requests from request_log
    where portal_id = ${portalId} and day >= ${utcDay(since)}::date group by kind order by kind`.execute(db);
  return Object.fromEntries(result.rows.map((row) => [row.kind, row.requests]));
}

/** Requests of a purpose, in the slots looked at. */
export interface RequestUse {
  purpose: string;
  lastHour: number;
  today: number;
  /** How long those of the last hour waited for their turn, all together. */
  waitedMs: number;
}

/** What requests were made for in the last hour and since `midnight` (epoch ms; both to ten minutes), the most used first. */
export async function readUse(
  db: Db,
  portalId: number,
  { now, midnight: midnightMs }: { now: number; midnight: number },
): Promise<RequestUse[]> {
  const hour = sql`slot > ${new Date(now - HOUR_MS)}::timestamptz`;
  const midnight = new Date(midnightMs);
  const result = await sql<{ purpose: string; last_hour: number; today: number; waited_ms: number }>`
    select purpose, coalesce(sum(requests) filter (where ${hour}), 0)::bigint as last_hour,
      coalesce(sum(requests) filter (where slot >= ${midnight}::timestamptz), 0)::bigint as today,
      coalesce(sum(waited_ms) filter (where ${hour}), 0)::float8 as waited_ms
    from request_use where portal_id = ${portalId}
      and slot > ${new Date(Math.min(now - HOUR_MS, midnightMs - 1))}::timestamptz
    group by purpose order by today desc, last_hour desc, purpose`.execute(db);
  return result.rows.map((row) => ({
    purpose: row.purpose,
    lastHour: row.last_hour,
    today: row.today,
    waitedMs: row.waited_ms,
  }));
}

/** Drops what was counted before `before` (epoch ms). */
export async function pruneUse(db: Db, portalId: number, before: number): Promise<void> {
  await sql`delete from request_use where portal_id = ${portalId}
    and slot < ${new Date(before)}::timestamptz`.execute(db);
}

function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
