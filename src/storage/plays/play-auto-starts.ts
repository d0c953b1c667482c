import { sql } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { Db } from '../tables/tables.ts';

/**
 * Accounts of these tiers, the best first, to which the play is offered and at which nobody started it in its latest
 * period, a start that failed included: it would fail again. One whose period ended and that is due again before the next
 * may begin belongs to the period it had. `dueSince` is epoch ms.
 */
export async function listOfferedDues(
  db: Db,
  portalId: number,
  { playId, tiers, limit }: { playId: string; tiers: readonly Tier[]; limit: number },
): Promise<{ companyId: string; dueSince: number }[]> {
  const offered = JSON.stringify([{ playId }]);
  const { rows } = await sql<{ company_id: string; due_since: number }>`
    with latest as (
      select distinct on (company_id) company_id, due_since, outcome from play_dues
      where portal_id = ${portalId} and play_id = ${playId} order by company_id, due_since desc
    )
    select latest.company_id, latest.due_since
    from latest join account_scores score on score.portal_id = ${portalId} and score.company_id = latest.company_id
    where latest.outcome is distinct from 'run' and score.tier = any(${[...tiers]}::integer[])
      and score.result -> 'plays' @> ${offered}::jsonb
      and not exists (select from play_runs run where run.portal_id = ${portalId} and run.play_id = ${playId}
        and run.company_id = latest.company_id and run.started_at >= latest.due_since)
    order by score.rank, latest.company_id limit ${limit}`.execute(db);
  return rows.map((row) => ({ companyId: row.company_id, dueSince: row.due_since }));
}

/** How many runs of a play somebody started at or after `since` (epoch ms). */
export async function countRunsStartedBy(
  db: Db,
  portalId: number,
  { playId, startedBy, since }: { playId: string; startedBy: string; since: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from play_runs
    where portal_id = ${portalId} and play_id = ${playId} and started_by = ${startedBy}
      and started_at >= ${new Date(since)}::timestamptz`.execute(db);
  return rows[0]?.count ?? 0;
}
