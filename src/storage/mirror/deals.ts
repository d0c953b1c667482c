import { sql } from 'kysely';
import type { DealFacts } from '../../domain/facts.ts';
import { logDealMoves } from './deal-moves.ts';
import type { Db, PropertyValues } from '../tables/tables.ts';
import { upsertMirrored } from './upsert-mirrored.ts';

export interface Deal {
  dealId: string;
  name: string;
  amount: number | null;
  pipelineId: string;
  stageId: string;
  state: DealFacts['state'];
  ownerId: string | null;
  properties: PropertyValues;
  /** Expected for an open deal, actual for a closed one. */
  closedAt: number | null;
  createdAt: number;
  updatedAt: number;
}

const TABLE = {
  name: 'deals',
  key: 'deal_id',
  readKey: (deal: Deal) => deal.dealId,
  updatedAt: { column: 'hs_updated_at', read: (deal: Deal) => deal.updatedAt },
  columns: [
    ['deal_id', 'text', (deal: Deal) => deal.dealId],
    ['name', 'text', (deal: Deal) => deal.name],
    ['amount', 'float8', (deal: Deal) => deal.amount],
    ['pipeline_id', 'text', (deal: Deal) => deal.pipelineId],
    ['stage_id', 'text', (deal: Deal) => deal.stageId],
    ['state', 'text', (deal: Deal) => deal.state],
    ['owner_id', 'text', (deal: Deal) => deal.ownerId],
    ['properties', 'jsonb', (deal: Deal) => deal.properties],
    ['closed_at', 'timestamptz', (deal: Deal) => deal.closedAt],
    ['hs_created_at', 'timestamptz', (deal: Deal) => deal.createdAt],
    ['hs_updated_at', 'timestamptz', (deal: Deal) => deal.updatedAt],
  ],
} as const;

/** Mirrors deals, noting which moved to another stage; gives the ids that are new or changed. In a transaction. */
export async function upsertDeals(db: Db, portalId: number, deals: readonly Deal[]): Promise<string[]> {
  await logDealMoves(db, portalId, deals);
  return upsertMirrored(db, TABLE, portalId, deals);
}

/** Forgets deals that are gone in HubSpot. Ask `companiesOfDeals` first for the accounts to mark. */
export async function deleteDeals(db: Db, portalId: number, dealIds: readonly string[]): Promise<void> {
  for (const table of ['deal_companies', 'deal_contacts', 'deal_moves', 'deals'] as const) {
    await sql`delete from ${sql.table(table)}
      where portal_id = ${portalId} and deal_id = any(${dealIds}::text[])`.execute(db);
  }
}

/** The known amounts of open and won deals, from which the portal's typical deal is derived. */
export async function listDealAmounts(db: Db, portalId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('deals')
    .select('amount')
    .where('portal_id', '=', portalId)
    .where('state', 'in', ['open', 'won'])
    .where('amount', 'is not', null)
    .execute();
  return rows.flatMap((row) => row.amount ?? []);
}

/** The deals of these ids that are held, ordered by id. */
export async function listDeals(db: Db, portalId: number, dealIds: readonly string[]): Promise<Deal[]> {
  const rows = await db
    .selectFrom('deals')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('deal_id', '=', sql<string>`any(${dealIds}::text[])`)
    .orderBy('deal_id')
    .execute();
  return rows.map((row) => ({
    dealId: row.deal_id,
    name: row.name,
    amount: row.amount,
    pipelineId: row.pipeline_id,
    stageId: row.stage_id,
    state: row.state,
    ownerId: row.owner_id,
    properties: row.properties,
    closedAt: row.closed_at,
    createdAt: row.hs_created_at,
    updatedAt: row.hs_updated_at,
  }));
}
