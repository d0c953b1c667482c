import { sql } from 'kysely';
import type { ReadinessDeal } from '../../domain/readiness/assess-readiness.ts';
import type { Db } from '../tables/tables.ts';

/** The deals won since `since` (epoch ms) with how many contacts each names, by id. */
export async function listWonDeals(db: Db, portalId: number, since: number): Promise<ReadinessDeal[]> {
  const result = await sql<{ amount: number | null; created_at: number; closed_at: number; people: number }>`
    select deal.amount, deal.hs_created_at as created_at, deal.closed_at, coalesce(named.people, 0) as people
    from deals deal left join (
      select deal_id, count(distinct contact_id) as people from deal_contacts
      where portal_id = ${portalId} group by deal_id
    ) named on named.deal_id = deal.deal_id
    where deal.portal_id = ${portalId} and deal.state = 'won' and deal.closed_at >= ${new Date(since)}::timestamptz
    order by deal.deal_id`.execute(db);
  return result.rows.map(({ amount, created_at: createdAt, closed_at: closedAt, people }) => ({
    amount,
    createdAt,
    closedAt,
    won: true,
    people,
  }));
}
