import { sql } from 'kysely';
import { markStale } from './stale-accounts.ts';
import type { Db } from '../tables/tables.ts';
import { unnestRows } from '../connection/unnest-rows.ts';

/** A value of ours that somebody else overwrote in HubSpot. */
export interface OutsideEdit {
  companyId: string;
  property: string;
}

/** The same as the admin sees it. */
export interface NoticedEdit extends OutsideEdit {
  companyName: string;
  /** How often it happened. */
  times: number;
  /** The last time it was noticed, epoch ms. */
  noticedAt: number;
  /** When our value was put back after that, `null` while theirs stands. */
  restoredAt: number | null;
}

/** Notes edits. @returns those that were not standing already */
export async function saveOutsideEdits(
  db: Db,
  portalId: number,
  edits: readonly OutsideEdit[],
  at: number,
): Promise<OutsideEdit[]> {
  const result = await sql<{ company_id: string; property: string }>`
    insert into outside_edits as held (portal_id, company_id, property, times, noticed_at)
    select ${portalId}::bigint, company_id, property, 1, ${new Date(at)}::timestamptz from ${unnestEdits(edits)}
    order by company_id, property
    on conflict (portal_id, company_id, property) do update
      set times = held.times + 1, noticed_at = excluded.noticed_at, restored_at = null
      where held.restored_at is not null
    returning company_id, property`.execute(db);
  return result.rows.map((row) => ({ companyId: row.company_id, property: row.property }));
}

/** The properties of these companies in which somebody else's value stands, by company id. */
export async function loadStandingEdits(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const rows = await db
    .selectFrom('outside_edits')
    .select(['company_id', 'property'])
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .where('restored_at', 'is', null)
    .execute();
  const byCompany = Map.groupBy(rows, (row) => row.company_id);
  return new Map([...byCompany].map(([companyId, held]) => [companyId, new Set(held.map((row) => row.property))]));
}

/** Notes that our values stand again. */
export async function markRestored(db: Db, portalId: number, edits: readonly OutsideEdit[], at: number): Promise<void> {
  if (edits.length === 0) return;
  await sql`update outside_edits held set restored_at = ${new Date(at)}::timestamptz from ${unnestEdits(edits)}
    where held.portal_id = ${portalId} and held.company_id = t.company_id and held.property = t.property`.execute(db);
}

/** Marks the accounts in which somebody else's value stands, to be put right: the admin's choice is another one now. */
export async function markEditedStale(db: Db, portalId: number): Promise<void> {
  const rows = await db
    .selectFrom('outside_edits')
    .select('company_id')
    .distinct()
    .where('portal_id', '=', portalId)
    .where('restored_at', 'is', null)
    .execute();
  await markStale(
    db,
    portalId,
    rows.map((row) => row.company_id),
    'values of others to be put right',
  );
}

/** In how many values somebody else's stands, and how many were put back since `since` (epoch ms). */
export async function countOutsideEdits(
  db: Db,
  portalId: number,
  since: number,
): Promise<{ standing: number; restored: number }> {
  const result = await sql<{ standing: number; restored: number }>`
    select count(*) filter (where restored_at is null) as standing,
      count(*) filter (where restored_at >= ${new Date(since)}::timestamptz) as restored
    from outside_edits where portal_id = ${portalId}`.execute(db);
  return result.rows[0] ?? { standing: 0, restored: 0 };
}

/** The latest first. */
export async function listOutsideEdits(db: Db, portalId: number, limit: number): Promise<NoticedEdit[]> {
  const rows = await db
    .selectFrom('outside_edits')
    .innerJoin('companies', (join) =>
      join
        .onRef('companies.portal_id', '=', 'outside_edits.portal_id')
        .onRef('companies.company_id', '=', 'outside_edits.company_id'),
    )
    .select(['outside_edits.company_id', 'property', 'companies.name', 'times', 'noticed_at', 'restored_at'])
    .where('outside_edits.portal_id', '=', portalId)
    .orderBy('noticed_at', 'desc')
    .orderBy('outside_edits.company_id')
    .orderBy('property')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    companyId: row.company_id,
    property: row.property,
    companyName: row.name,
    times: row.times,
    noticedAt: row.noticed_at,
    restoredAt: row.restored_at,
  }));
}

function unnestEdits(edits: readonly OutsideEdit[]) {
  return unnestRows<OutsideEdit>(
    [
      ['company_id', 'text', (edit) => edit.companyId],
      ['property', 'text', (edit) => edit.property],
    ],
    edits,
  );
}
