import { sql } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { Db } from '../tables/tables.ts';

/**
 * Accounts of these tiers, the best first, to which the play is offered in a period in which it is due and was not run.
 * `dueSince` is epoch ms.
 */
export async function listOfferedDues(
  db: Db,
  portalId: number,
  { playId, tiers, limit }: { playId: string; tiers: readonly Tier[]; limit: number },
): Promise<{ companyId: string; dueSince: number }[]> {
  const offered = JSON.stringify([{ playId }]);
  const { rows } = await sql<{ company_id: string; due_since: number }>`
    select due.company_id, max(due.due_since) as due_since
    from play_dues due
    join account_scores score on score.portal_id = ${portalId} and score.company_id = due.company_id
    where due.portal_id = ${portalId} and due.play_id = ${playId} and due.outcome is null and due.due_until is null
      and score.tier = any(${[...tiers]}::integer[]) and score.result -> 'plays' @> ${offered}::jsonb
    group by due.company_id, score.rank order by score.rank, due.company_id limit ${limit}`.execute(db);
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
