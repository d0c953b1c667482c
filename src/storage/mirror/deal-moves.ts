import { sql } from 'kysely';
import { selectAccountDeals } from '../accounts/account-members.ts';
import { groupByCompany } from '../connection/group-by-company.ts';
import type { Db } from '../tables/tables.ts';
import { unnestRows, type BulkColumn } from '../connection/unnest-rows.ts';

/** A deal and the stage it is in by HubSpot, which changed it at `updatedAt` (epoch ms) the last time. */
interface PlacedDeal {
  dealId: string;
  pipelineId: string;
  stageId: string;
  updatedAt: number;
}

const COLUMNS: readonly BulkColumn<PlacedDeal>[] = [
  ['deal_id', 'text', (deal) => deal.dealId],
  ['pipeline_id', 'text', (deal) => deal.pipelineId],
  ['stage_id', 'text', (deal) => deal.stageId],
  ['hs_updated_at', 'timestamptz', (deal) => deal.updatedAt],
];

/** Notes which of these deals come to another stage than the mirror holds; before they are written, in the same transaction. */
export async function logDealMoves(db: Db, portalId: number, deals: readonly PlacedDeal[]): Promise<void> {
  if (deals.length === 0) return;
  await sql`insert into deal_moves
      (portal_id, deal_id, moved_at, from_pipeline_id, from_stage_id, to_pipeline_id, to_stage_id)
    select held.portal_id, held.deal_id, t.hs_updated_at, held.pipeline_id, held.stage_id, t.pipeline_id, t.stage_id
    from ${unnestRows(COLUMNS, deals)}
    join deals held on held.portal_id = ${portalId} and held.deal_id = t.deal_id
    where held.hs_updated_at <= t.hs_updated_at
      and (held.pipeline_id, held.stage_id) is distinct from (t.pipeline_id, t.stage_id)
    order by held.deal_id on conflict do nothing`.execute(db);
}

/** Something that happened to a deal in a while. */
export interface DealEvent {
  dealId: string;
  name: string;
  amount: number | null;
  kind: 'created' | 'moved' | 'won' | 'lost';
  /** Labels of stages; `from` of a moved one. */
  from: string | null;
  to: string;
  at: number;
}

/** What happened to the deals of these accounts in [from, to) (epoch ms), by company id, oldest first. */
export async function loadDealEvents(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  { from, to }: { from: number; to: number },
): Promise<Map<string, DealEvent[]>> {
  const within = (column: string) =>
    sql`${sql.ref(column)} >= ${new Date(from)}::timestamptz and ${sql.ref(column)} < ${new Date(to)}::timestamptz`;
  const result = await sql<DealEventRow>`
    with account_deals as (${selectAccountDeals(portalId, companyIds)}),
    held as (
      select account_deals.company_id, deal.* from account_deals
      join deals deal on deal.portal_id = ${portalId} and deal.deal_id = account_deals.deal_id),
    happened as (
      select company_id, deal_id, 'created' as kind, hs_created_at as at, null as from_pipeline_id,
        null as from_stage_id, pipeline_id, stage_id from held where ${within('hs_created_at')}
      union all
      select company_id, deal_id, state, closed_at, null, null, pipeline_id, stage_id from held
        where state in ('won', 'lost') and ${within('closed_at')}
      union all
      select held.company_id, move.deal_id, 'moved', move.moved_at, move.from_pipeline_id, move.from_stage_id,
        move.to_pipeline_id, move.to_stage_id
      from held join deal_moves move on move.portal_id = ${portalId} and move.deal_id = held.deal_id
      where ${within('move.moved_at')})
    select happened.company_id, happened.deal_id, held.name, held.amount, happened.kind, happened.at,
      coalesce(former.label, happened.from_stage_id) as from_label, coalesce(later.label, happened.stage_id) as to_label
    from happened join held using (company_id, deal_id)
    left join pipeline_stages former on former.portal_id = ${portalId}
      and former.pipeline_id = happened.from_pipeline_id and former.stage_id = happened.from_stage_id
    left join pipeline_stages later on later.portal_id = ${portalId}
      and later.pipeline_id = happened.pipeline_id and later.stage_id = happened.stage_id
    order by happened.company_id, happened.at, happened.deal_id, happened.kind`.execute(db);
  return groupByCompany(result.rows, (row) => ({
    dealId: row.deal_id,
    name: row.name,
    amount: row.amount,
    kind: row.kind,
    from: row.from_label,
    to: row.to_label,
    at: row.at,
  }));
}

interface DealEventRow {
  company_id: string;
  deal_id: string;
  name: string;
  amount: number | null;
  kind: DealEvent['kind'];
  from_label: string | null;
  to_label: string;
  at: number;
}

/** Drops what moved before `before` (epoch ms). */
export async function pruneDealMoves(db: Db, portalId: number, before: number): Promise<void> {
  await sql`delete from deal_moves where portal_id = ${portalId}
    and moved_at < ${new Date(before)}::timestamptz`.execute(db);
}
