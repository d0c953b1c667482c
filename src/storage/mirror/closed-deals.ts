import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';

/** A deal that was won or lost, of one account it belongs to. */
export interface AccountOutcome {
  companyId: string;
  won: boolean;
  closedAt: number | null;
}

/**
 * All closed deals of the portal by company and deal id. A deal belongs only to its primary company, or to all it is
 * linked to if none is primary.
 */
export async function listClosedDeals(db: Db, portalId: number): Promise<AccountOutcome[]> {
  const result = await sql<{ company_id: string; won: boolean; closed_at: number | null }>`
    with links as (
      select company_id, deal_id, is_primary, bool_or(is_primary) over (partition by deal_id) as has_primary
      from deal_companies where portal_id = ${portalId}
    )
    select links.company_id, deal.state = 'won' as won, deal.closed_at
    from links join deals deal on deal.portal_id = ${portalId} and deal.deal_id = links.deal_id
    where deal.state in ('won', 'lost') and (links.is_primary or not links.has_primary)
    order by links.company_id, deal.deal_id`.execute(db);
  return result.rows.map((row) => ({ companyId: row.company_id, won: row.won, closedAt: row.closed_at }));
}
