import { sql } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import { columnNames, unnestRows, type BulkColumn } from '../connection/unnest-rows.ts';
import type { Db } from '../tables/tables.ts';

/** What somebody decided about one account in a quarterly refresh that they have not finished. */
export interface RefreshDecision {
  companyId: string;
  /** The change they decided about; `null` is off the list. */
  fromTier: Tier | null;
  toTier: Tier | null;
  verdict: 'accept' | 'reject';
}

export interface KeptDecision extends RefreshDecision {
  /** The account's name. */
  name: string;
  decidedAt: number;
}

const COLUMNS: readonly BulkColumn<RefreshDecision>[] = [
  ['company_id', 'text', (decision) => decision.companyId],
  ['from_tier', 'integer', (decision) => decision.fromTier],
  ['to_tier', 'integer', (decision) => decision.toTier],
  ['verdict', 'text', (decision) => decision.verdict],
];

/**
 * Keeps decisions of one person, in place of earlier ones about the same accounts. A company that is being forgotten keeps none.
 * @param by the person's e-mail address, in lower case
 */
export async function keepRefreshDecisions(
  db: Db,
  portalId: number,
  { by, at, decisions }: { by: string; at: number; decisions: readonly RefreshDecision[] },
): Promise<void> {
  if (decisions.length === 0) return;
  const ids = decisions.map(({ companyId }) => companyId);
  await sql`with held as (
      select company_id as held_id from companies
      where portal_id = ${portalId} and company_id = any(${ids}::text[]) order by company_id for key share
    )
    insert into refresh_decisions (portal_id, decided_by, decided_at, ${columnNames(COLUMNS)})
    select ${portalId}::bigint, ${by}, ${new Date(at)}::timestamptz, t.*
    from ${unnestRows(COLUMNS, decisions)} where company_id in (select held_id from held) order by company_id
    on conflict (portal_id, decided_by, company_id) do update
      set from_tier = excluded.from_tier, to_tier = excluded.to_tier, verdict = excluded.verdict,
        decided_at = excluded.decided_at`.execute(db);
}

/** Drops what one person decided: about these accounts, or about all where `null`. */
export async function dropRefreshDecisions(
  db: Db,
  portalId: number,
  by: string,
  companyIds: readonly string[] | null,
): Promise<void> {
  const which = companyIds === null ? sql`true` : sql`company_id = any(${companyIds}::text[])`;
  await sql`delete from refresh_decisions where portal_id = ${portalId} and decided_by = ${by} and ${which}`.execute(
    db,
  );
}

/** What one person decided and did not finish, by the name of the account. */
export async function listRefreshDecisions(db: Db, portalId: number, by: string): Promise<KeptDecision[]> {
  const rows = await db
    .selectFrom('refresh_decisions as decided')
    .innerJoin('companies as company', (join) =>
      join.onRef('company.portal_id', '=', 'decided.portal_id').onRef('company.company_id', '=', 'decided.company_id'),
    )
    .selectAll('decided')
    .select('company.name')
    .where('decided.portal_id', '=', portalId)
    .where('decided.decided_by', '=', by)
    .orderBy('company.name')
    .orderBy('decided.company_id')
    .execute();
  return rows.map((row) => ({
    companyId: row.company_id,
    name: row.name,
    fromTier: row.from_tier,
    toTier: row.to_tier,
    verdict: row.verdict,
    decidedAt: row.decided_at,
  }));
}

/** Who has decided about how many accounts and not finished, by e-mail address. */
export async function countRefreshDecisions(db: Db, portalId: number): Promise<{ by: string; decided: number }[]> {
  const rows = await db
    .selectFrom('refresh_decisions as decided')
    .innerJoin('companies as company', (join) =>
      join.onRef('company.portal_id', '=', 'decided.portal_id').onRef('company.company_id', '=', 'decided.company_id'),
    )
    .select((eb) => ['decided_by', eb.fn.countAll<number>().as('decided')])
    .where('decided.portal_id', '=', portalId)
    .groupBy('decided_by')
    .orderBy('decided_by')
    .execute();
  return rows.map((row) => ({ by: row.decided_by, decided: row.decided }));
}

/** Forgets what was decided about companies that are gone, or were merged into another; in that transaction. */
export async function forgetRefreshDecisions(db: Db, portalId: number, companyIds: readonly string[]): Promise<void> {
  await sql`delete from refresh_decisions
    where portal_id = ${portalId} and company_id = any(${companyIds}::text[])`.execute(db);
}

/** Drops what was decided before `before` (epoch ms) and never finished. */
export async function pruneRefreshDecisions(db: Db, portalId: number, before: number): Promise<void> {
  await sql`delete from refresh_decisions where portal_id = ${portalId}
    and decided_at < ${new Date(before)}::timestamptz`.execute(db);
}
