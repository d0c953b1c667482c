import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';

/** At how many accounts a play is now. */
export interface PlayAtWork {
  /** The cards of these accounts recommend it. */
  offered: number;
  /** Those where it was started a moment ago among them. */
  running: number;
}

/** At how many accounts each play is recommended, and at how many it runs, by play; one that is at none is absent. */
export async function countPlaysAtWork(db: Db, portalId: number): Promise<Map<string, PlayAtWork>> {
  const { rows } = await sql<PlayAtWork & { play_id: string }>`
    with offered as (
      select play ->> 'playId' as play_id, count(*) as accounts
      from account_scores score cross join lateral jsonb_array_elements(score.result -> 'plays') as play
      where score.portal_id = ${portalId} and score.result is not null
      group by 1
    ), running as (
      select play_id, count(distinct company_id) as accounts from play_runs
      where portal_id = ${portalId} and status in ('starting', 'running') group by play_id
    )
    select play_id, coalesce(offered.accounts, 0) as offered, coalesce(running.accounts, 0) as running
    from offered full join running using (play_id)`.execute(db);
  return new Map(rows.map(({ play_id, ...counts }) => [play_id, counts]));
}
