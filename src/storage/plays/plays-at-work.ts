import { sql } from 'kysely';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import type { Db } from '../tables/tables.ts';

/** At how many accounts a play is now. */
export interface PlayAtWork {
  /** The cards of these accounts recommend it. */
  offered: number;
  /** Those where it was started a moment ago among them. */
  running: number;
  /** Where it is due and waits: it was run or put off lately, its people are in another play, or a ticket is open. */
  waiting: number;
}

/** How many accounts of a tier (`null`: of none) are at a stage. */
export interface PlayPlace {
  tier: 1 | 2 | 3 | null;
  stage: StageId;
  accounts: number;
}

/** Where all accounts are, by tier and stage: whom plays are for. */
export async function countPlayPlaces(db: Db, portalId: number): Promise<PlayPlace[]> {
  const { rows } = await sql<PlayPlace>`select tier, stage, count(*) as accounts from account_scores
    where portal_id = ${portalId} and stage is not null group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

/** At how many accounts each play is recommended, runs or waits, by play; one that is at none is absent. */
export async function countPlaysAtWork(db: Db, portalId: number): Promise<Map<string, PlayAtWork>> {
  const { rows } = await sql<PlayAtWork & { play_id: string }>`
    with offered as (
      select play ->> 'playId' as play_id, count(*) as accounts
      from account_scores score cross join lateral jsonb_array_elements(score.result -> 'plays') as play
      where score.portal_id = ${portalId} and score.result is not null
      group by 1
    ), waiting as (
      select play ->> 'playId' as play_id, count(*) as accounts
      from account_scores score cross join lateral jsonb_array_elements(score.result -> 'resting') as play
      where score.portal_id = ${portalId} and score.result ? 'resting' and play ->> 'why' <> 'running'
      group by 1
    ), running as (
      select play_id, count(distinct company_id) as accounts from play_runs
      where portal_id = ${portalId} and status in ('starting', 'running') group by play_id
    )
    select play_id, coalesce(offered.accounts, 0) as offered, coalesce(running.accounts, 0) as running,
      coalesce(waiting.accounts, 0) as waiting
    from offered full join running using (play_id) full join waiting using (play_id)`.execute(db);
  return new Map(rows.map(({ play_id, ...counts }) => [play_id, counts]));
}
