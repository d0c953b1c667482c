import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { acrossPortals } from '../connection/tenant-scope.ts';

/**
 * What waits in the database over all portals, for the operator's metrics. Work waiting for an account counts for
 * active portals only: in others it is left undone on purpose (a first sync is under way, or access was withdrawn).
 */
export interface StoredBacklog {
  portals: { status: string; count: number }[];
  /** Age of the oldest mark of an account that is not computed yet, in seconds; 0 where none waits. */
  oldestStaleS: number;
  /** Webhook events that are not worked off: in their turn, or waiting after a failure of their own. */
  events: { waiting: number; setAside: number };
}

/** Counts rows, not accounts' contents: cheap enough to be asked every few seconds. */
export async function readStoredBacklog(db: Db): Promise<StoredBacklog> {
  const result = await acrossPortals(() =>
    sql<StoredBacklog>`select
      (select coalesce(jsonb_agg(jsonb_build_object('status', status, 'count', n)), '[]')
        from (select status, count(*) as n from portals group by status order by status) counted) as portals,
      (select coalesce(extract(epoch from clock_timestamp() - min(marked_at)), 0)::float8
        from stale_accounts join portals using (portal_id) where status = 'active' and not computed) as "oldestStaleS",
      (select jsonb_build_object('waiting', count(*) filter (where failures = 0),
          'setAside', count(*) filter (where failures > 0))
        from webhook_events join portals using (portal_id) where status = 'active' and processed_at is null) as events`.execute(
      db,
    ),
  );
  const [row] = result.rows;
  if (row === undefined) throw new Error('An aggregate returned no row');
  return row;
}
