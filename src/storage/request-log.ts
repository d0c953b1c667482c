import { sql } from 'kysely';
import type { Db } from './tables.ts';

/** Adds to the count of requests of this kind that were sent to HubSpot on the (UTC) day of `now`. */
export async function countRequests(db: Db, portalId: number, kind: string, n: number, now: number): Promise<void> {
  await sql`insert into request_log as held (portal_id, day, kind, requests)
    values (${portalId}, ${utcDay(now)}::date, ${kind}, ${n})
    on conflict (portal_id, day, kind) do update set requests = held.requests + excluded.requests`.execute(db);
}

/** Requests by kind since the (UTC) day of `since`. */
export async function readRequestCounts(db: Db, portalId: number, since: number): Promise<Record<string, number>> {
  const result = await sql<{ kind: string; requests: number }>`
    select kind, sum(requests)::bigint as requests from request_log
    where portal_id = ${portalId} and day >= ${utcDay(since)}::date group by kind order by kind`.execute(db);
  return Object.fromEntries(result.rows.map((row) => [row.kind, row.requests]));
}

function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
