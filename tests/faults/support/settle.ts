import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../../../src/storage/tables/tables.ts';
import type { Run } from './start-run.ts';

/** Ends a hang, and measures nothing: a busy machine takes its time. */
const LONGEST_MS = 900_000;
const POLL_MS = 200;

/** What the app has still to do for the portal. */
interface Waiting {
  /** Jobs that wait, for their time or for another attempt, or run. */
  jobs: { name: string; state: string; count: number }[];
  events: number;
  stale: number;
}

/**
 * Waits until the app has worked off everything it knows of. Time in which everything only waits
 * (for a next attempt, for the lease of a worker that was killed) is skipped.
 * @throws Error saying what is left after a quarter of an hour
 */
export async function settle({ context, standIn }: Run): Promise<void> {
  const { kysely: db } = context.db;
  const { portalId } = standIn.store.portal;
  const until = Date.now() + LONGEST_MS;
  let quiet = 0;
  while (quiet < 3) {
    await standIn.webhooksSettled();
    await letTimePass(db, portalId);
    const waiting = await readWaiting(db, portalId);
    const isQuiet = waiting.jobs.length === 0 && waiting.events === 0 && waiting.stale === 0;
    quiet = isQuiet ? quiet + 1 : 0;
    if (!isQuiet && waiting.jobs.length === 0) {
      // Nothing is under way that would come to it: the clockwork of the app does, every ten minutes.
      await context.queue.send(
        waiting.events > 0 ? 'ingest-webhooks' : 'refresh',
        { portalId },
        { singletonKey: String(portalId) },
      );
    }
    if (Date.now() > until) throw new Error(`The app does not come to rest: ${JSON.stringify(waiting)}`);
    await delay(POLL_MS);
  }
}

async function readWaiting(db: Db, portalId: number): Promise<Waiting> {
  const jobs = await sql<Waiting['jobs'][number]>`select name, state::text, count(*)::int as count from pgboss.job
    where state in ('created', 'retry', 'active') and name not like '\\_\\_%' group by 1, 2 order by 1, 2`.execute(db);
  const { rows } = await sql<{ events: number; stale: number }>`select
    (select count(*) from webhook_events where portal_id = ${portalId} and processed_at is null)::int as events,
    (select count(*) from stale_accounts where portal_id = ${portalId})::int as stale`.execute(db);
  return { jobs: jobs.rows, events: rows[0]?.events ?? 0, stale: rows[0]?.stale ?? 0 };
}

/** What waits for a moment waits this much less, each time that nothing is under way. */
const SKIPPED_MS = 10_000;

/** Moves on all that waits for a time together, so that nothing is due before what it waits for. */
async function letTimePass(db: Db, portalId: number): Promise<void> {
  const skipped = sql`interval '1 ms' * ${SKIPPED_MS}::int`;
  const { rows } = await sql<{ active: number }>`select count(*)::int as active from pgboss.job
    where state = 'active' and name not like '\\_\\_%'`.execute(db);
  if (rows[0]?.active !== 0) return;
  await sql`update pgboss.job set start_after = start_after - ${skipped}
    where state in ('created', 'retry') and start_after > now() and name not like '\\_\\_%'`.execute(db);
  await sql`update webhook_events set leased_until = leased_until - ${skipped}
    where portal_id = ${portalId} and processed_at is null`.execute(db);
  await sql`update play_runs set leased_until = leased_until - ${skipped} where portal_id = ${portalId}`.execute(db);
  await wakeWorkers(db);
}

/** Workers hear of jobs that are sent and look every five seconds for those that waited: as pg-boss tells them of the former. */
async function wakeWorkers(db: Db): Promise<void> {
  await sql`select pg_notify('pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24), name) from (
    select distinct name from pgboss.job
    where state in ('created', 'retry') and start_after <= now() and name not like '\\_\\_%') due`.execute(db);
}

/** Longer than a job goes on without a sign of its worker. */
const MISSED_MS = 15_000;

/** No worker has been left since `diedAt` (epoch ms): what those did is noticed as if its time had passed. */
export async function missHeartbeats(db: Db, diedAt: number): Promise<void> {
  await sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 ms' * ${MISSED_MS}::int
    where state = 'active' and heartbeat_on <= ${new Date(diedAt)}::timestamptz`.execute(db);
}
