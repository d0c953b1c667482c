import { sql } from 'kysely';
import type { Db } from './tables.ts';
import { unnestRows } from './unnest-rows.ts';

/** An account to compute again; `mark` rises with every change, so that a refresh clears only what it has seen. */
export interface StaleMark {
  companyId: string;
  mark: number;
}

/** Marks accounts in the transaction that changed them; marking again moves the mark. */
export async function markStale(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  reason: string,
): Promise<void> {
  if (companyIds.length === 0) return;
  await sql`insert into stale_accounts as held (portal_id, company_id, mark, reason, marked_at)
    select ${portalId}::bigint, id, nextval('stale_marks'), ${reason}, clock_timestamp()
    from (select distinct id from unnest(${companyIds}::text[]) as ids(id) order by id) sorted
    on conflict (portal_id, company_id) do update
      set mark = excluded.mark, reason = excluded.reason, marked_at = excluded.marked_at`.execute(db);
}

/** Marks those of the accounts that are not marked. @returns the marks made */
export async function addStale(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  reason: string,
): Promise<StaleMark[]> {
  const result = await sql<{ company_id: string; mark: number }>`
    insert into stale_accounts (portal_id, company_id, mark, reason, marked_at)
    select ${portalId}::bigint, id, nextval('stale_marks'), ${reason}, clock_timestamp()
    from (select distinct id from unnest(${companyIds}::text[]) as ids(id) order by id) sorted
    on conflict (portal_id, company_id) do nothing returning company_id, mark`.execute(db);
  return result.rows.map((row) => ({ companyId: row.company_id, mark: row.mark }));
}

/** Marks every company of the portal: the model changed, or a day has passed. */
export async function markAllStale(db: Db, portalId: number, reason: string): Promise<void> {
  await sql`insert into stale_accounts as held (portal_id, company_id, mark, reason, marked_at)
    select portal_id, company_id, nextval('stale_marks'), ${reason}, clock_timestamp()
    from companies where portal_id = ${portalId} order by company_id
    on conflict (portal_id, company_id) do update
      set mark = excluded.mark, reason = excluded.reason, marked_at = excluded.marked_at`.execute(db);
}

/** The accounts that wait longest; they stay marked until `clearStale`. */
export async function takeStale(db: Db, portalId: number, limit: number): Promise<StaleMark[]> {
  const rows = await db
    .selectFrom('stale_accounts')
    .select(['company_id', 'mark'])
    .where('portal_id', '=', portalId)
    .orderBy('mark')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ companyId: row.company_id, mark: row.mark }));
}

/** Clears these marks; one that has risen since it was taken stays. */
export async function clearStale(db: Db, portalId: number, marks: readonly StaleMark[]): Promise<void> {
  const taken = unnestRows<StaleMark>(
    [
      ['company_id', 'text', (mark) => mark.companyId],
      ['mark', 'bigint', (mark) => mark.mark],
    ],
    marks,
  );
  await sql`delete from stale_accounts held using ${taken}
    where held.portal_id = ${portalId} and held.company_id = t.company_id and held.mark = t.mark`.execute(db);
}

export async function countStale(db: Db, portalId: number): Promise<number> {
  const row = await db
    .selectFrom('stale_accounts')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('portal_id', '=', portalId)
    .executeTakeFirstOrThrow();
  return row.n;
}
