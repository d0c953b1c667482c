import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { AccountPlan, PlanKind, PlanNote } from '../../domain/facts.ts';
import type { Db, Tables } from '../tables/tables.ts';
import { unnestRows } from '../connection/unnest-rows.ts';

/** One thing the team noted about an account; of the objective there is one, under the id `objective`. */
export interface PlanItem {
  companyId: string;
  itemId: string;
  kind: PlanKind;
  text: string;
  notedAt: number;
  notedBy: string;
}

export const OBJECTIVE_ID = 'objective';
/** Ids of items that a property of the company says begin so. */
export const MAPPED_ITEM = 'property:';

/** An item of the same id gets the new text. @returns whether anything changed */
export async function savePlanItem(db: Db, portalId: number, item: PlanItem): Promise<boolean> {
  const { companyId, itemId, kind, text, notedAt, notedBy } = item;
  const result = await sql`
    insert into account_plan_items (portal_id, company_id, item_id, kind, text, noted_at, noted_by)
    values (${portalId}, ${companyId}, ${itemId}, ${kind}, ${text}, ${new Date(notedAt)}, ${notedBy})
    on conflict (portal_id, company_id, item_id) do update
      set text = excluded.text, noted_at = excluded.noted_at, noted_by = excluded.noted_by
      where account_plan_items.text <> excluded.text
    returning 1`.execute(db);
  return result.rows.length > 0;
}

/** @returns whether there was one */
export async function deletePlanItem(db: Db, portalId: number, companyId: string, itemId: string): Promise<boolean> {
  const result = await db
    .deleteFrom('account_plan_items')
    .where('portal_id', '=', portalId)
    .where('company_id', '=', companyId)
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** How many items of a kind people noted of an account. */
export async function countPlanItems(db: Db, portalId: number, companyId: string, kind: PlanKind): Promise<number> {
  const row = await db
    .selectFrom('account_plan_items')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('portal_id', '=', portalId)
    .where('company_id', '=', companyId)
    .where('kind', '=', kind)
    .where('item_id', 'not like', `${MAPPED_ITEM}%`)
    .executeTakeFirst();
  return row?.n ?? 0;
}

/** The plans of these accounts by company id, each kind newest first; an account without a plan is absent. */
export async function loadPlans(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, AccountPlan>> {
  const rows = await db
    .selectFrom('account_plan_items')
    .select(['company_id', 'item_id', 'kind', 'text', 'noted_at'])
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .orderBy('noted_at', 'desc')
    .orderBy('item_id')
    .execute();
  const groups = Map.groupBy(rows, (row) => row.company_id);
  return new Map([...groups].map(([companyId, held]) => [companyId, toPlan(held)]));
}

type PlanRow = Pick<Selectable<Tables['account_plan_items']>, 'item_id' | 'kind' | 'text' | 'noted_at'>;

/** The plan that an account's rows make, in their order. */
export function toPlan(rows: readonly PlanRow[]): AccountPlan {
  const notesOf = (kind: PlanKind): PlanNote[] =>
    rows
      .filter((row) => row.kind === kind)
      .map((row) => ({ itemId: row.item_id, text: row.text, notedAt: row.noted_at }));
  return {
    objective: notesOf('objective')[0] ?? null,
    initiatives: notesOf('initiative'),
    competitors: notesOf('competitor'),
  };
}

/** Lets the plans of companies that were merged away go on under the new id; in a transaction. */
export async function movePlans(db: Db, portalId: number, oldIds: readonly string[], newId: string): Promise<void> {
  await sql`insert into account_plan_items (portal_id, company_id, item_id, kind, text, noted_at, noted_by)
    select distinct on (item_id) portal_id, ${newId}, item_id, kind, text, noted_at, noted_by
    from account_plan_items where portal_id = ${portalId} and company_id = any(${oldIds}::text[])
    order by item_id, noted_at desc on conflict do nothing`.execute(db);
  await sql`delete from account_plan_items
    where portal_id = ${portalId} and company_id = any(${oldIds}::text[]) and company_id <> ${newId}`.execute(db);
}

/**
 * Stores what mapped properties say of these companies as items of their plans, replacing what they said before; in a
 * transaction. @returns the companies whose plans changed
 */
export async function replaceMappedItems(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  items: readonly PlanItem[],
): Promise<string[]> {
  const incoming = unnestRows<PlanItem>(
    [
      ['company_id', 'text', (item) => item.companyId],
      ['item_id', 'text', (item) => item.itemId],
      ['kind', 'text', (item) => item.kind],
      ['text', 'text', (item) => item.text],
      ['noted_at', 'timestamptz', (item) => item.notedAt],
      ['noted_by', 'text', (item) => item.notedBy],
    ],
    items,
  );
  const gone = await sql<{ company_id: string }>`delete from account_plan_items held
    where portal_id = ${portalId} and company_id = any(${companyIds}::text[]) and item_id like ${`${MAPPED_ITEM}%`}
      and not exists (select from ${incoming} where t.company_id = held.company_id and t.item_id = held.item_id
        and t.kind = held.kind)
    returning company_id`.execute(db);
  const kept = await sql<{ company_id: string }>`insert into account_plan_items as held
      (portal_id, company_id, item_id, kind, text, noted_at, noted_by)
    select ${portalId}::bigint, t.* from ${incoming} order by company_id, item_id
    on conflict (portal_id, company_id, item_id) do update set text = excluded.text, noted_at = excluded.noted_at
      where held.text <> excluded.text
    returning company_id`.execute(db);
  return [...new Set([...gone.rows, ...kept.rows].map((row) => row.company_id))];
}

/** Takes out every item that a property said. @returns the companies whose plans changed */
export async function deleteMappedItems(db: Db, portalId: number): Promise<string[]> {
  const result = await sql<{ company_id: string }>`delete from account_plan_items
    where portal_id = ${portalId} and item_id like ${`${MAPPED_ITEM}%`} returning company_id`.execute(db);
  return [...new Set(result.rows.map((row) => row.company_id))];
}
