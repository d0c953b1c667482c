import { sql } from 'kysely';
import type { DealFacts } from '../../domain/facts.ts';
import { selectAccountDeals } from './account-members.ts';
import type { Db } from '../tables/tables.ts';

interface DealRow {
  company_id: string;
  deal_id: string;
  name: string;
  amount: number | null;
  currency: string;
  stage_label: string;
  probability: number | null;
  state: DealFacts['state'];
  hs_created_at: number;
  closed_at: number | null;
  contact_ids: string[];
}

/** The deals of these accounts by company id, each account's by deal id; a stage no pipeline names shows its id. */
export async function loadDeals(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, DealFacts[]>> {
  const result = await sql<DealRow>`
    with account_deals as (${selectAccountDeals(portalId, companyIds)})
    select account_deals.company_id, deal.deal_id, deal.name, deal.amount, portal.currency, deal.state, deal.hs_created_at,
      deal.closed_at, coalesce(stage.label, deal.stage_id) as stage_label, stage.probability,
      array(
        select distinct contact_id from deal_contacts link
        where link.portal_id = ${portalId} and link.deal_id = deal.deal_id order by contact_id
      ) as contact_ids
    from account_deals
    join portals portal on portal.portal_id = ${portalId}
    join deals deal on deal.portal_id = ${portalId} and deal.deal_id = account_deals.deal_id
    left join pipeline_stages stage on stage.portal_id = ${portalId} and stage.pipeline_id = deal.pipeline_id
      and stage.stage_id = deal.stage_id
    order by account_deals.company_id, deal.deal_id`.execute(db);
  const byCompany = Map.groupBy(result.rows, (row) => row.company_id);
  return new Map([...byCompany].map(([companyId, rows]) => [companyId, rows.map(toDeal)]));
}

function toDeal(row: DealRow): DealFacts {
  return {
    dealId: row.deal_id,
    name: row.name,
    amount: row.amount,
    currency: row.currency,
    stageLabel: row.stage_label,
    probability: row.probability,
    state: row.state,
    createdAt: row.hs_created_at,
    closedAt: row.closed_at,
    contactIds: row.contact_ids,
  };
}
