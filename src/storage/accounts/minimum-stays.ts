import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { logScores } from './score-log.ts';

/**
 * Who holds a tier since a round by this version of the model, by id: not who has it by an approval, nor who had it before. Those who
 * hold one at all, where no version is named.
 */
export async function listSeated(db: Db, portalId: number, version?: number): Promise<string[]> {
  const isSeatedBy = sql`${version ?? null}::int = (
    select rounds.model_version from score_log seated
    left join tier_rounds rounds on rounds.portal_id = seated.portal_id and rounds.round = seated.round
    where seated.portal_id = held.portal_id and seated.company_id = held.company_id
      and seated.tier_since = held.tier_since and seated.cause in ('assigned', 'approved')
    order by seated.seq desc limit 1)`;
  const result = await sql<{ company_id: string }>`select company_id from account_scores held
    where portal_id = ${portalId} and tier_since is not null and ${version === undefined ? sql`true` : isSeatedBy}
    order by company_id`.execute(db);
  return result.rows.map((row) => row.company_id);
}

/** Ends the minimum stay of these accounts: the next round seats them by merit. In a transaction, under `lockScores`. */
export async function endMinimumStays(
  trx: Db,
  portalId: number,
  companyIds: readonly string[],
  at: number,
): Promise<void> {
  await sql`update account_scores set tier_since = null
    where portal_id = ${portalId} and company_id = any(${companyIds}::text[])`.execute(trx);
  await logScores(trx, portalId, companyIds, { cause: 'reseated', at });
}
