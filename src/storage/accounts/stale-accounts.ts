import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { unnestRows } from '../connection/unnest-rows.ts';
import type { BulkColumn } from '../connection/unnest-rows.ts';

/** An account to compute again; `mark` rises with every change, so that a refresh clears only what it has seen. */
export interface StaleMark {
  companyId: string;
  mark: number;
}

/** A mark that waits; what concerns one account goes before what concerns all of them at once. */
export interface WaitingMark extends StaleMark {
  urgent: boolean;
}

const MARK_COLUMNS: readonly BulkColumn<StaleMark>[] = [
  ['company_id', 'text', (mark) => mark.companyId],
  ['mark', 'bigint', (mark) => mark.mark],
];

/** An account that waits goes on waiting for what it was marked for before, each reason once. */
const GATHERED = sql`case when held.computed then excluded.reason
  when strpos(held.reason, excluded.reason) > 0 then held.reason else held.reason || ', ' || excluded.reason end`;

/**
 * Marks accounts in the transaction that changed them; marking again moves the mark. They go first, unless what happened
 * concerns many at once (`urgent: false`); one that was urgent stays so. @returns the marks
 */
export async function markStale(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  reason: string,
  { urgent = true }: { urgent?: boolean } = {},
): Promise<StaleMark[]> {
  if (companyIds.length === 0) return [];
  const result = await sql<{ company_id: string; mark: number }>`
    insert into stale_accounts as held (portal_id, company_id, mark, reason, marked_at, urgent)
    select ${portalId}::bigint, id, nextval('stale_marks'), ${reason}, clock_timestamp(), ${urgent}::boolean
    from (select distinct id from unnest(${companyIds}::text[]) as ids(id) order by id) sorted
    on conflict (portal_id, company_id) do update
      set mark = excluded.mark, reason = ${GATHERED}, marked_at = excluded.marked_at,
        urgent = held.urgent or excluded.urgent, computed = false
    returning company_id, mark`.execute(db);
  return result.rows.map((row) => ({ companyId: row.company_id, mark: row.mark }));
}

/**
 * Marks accounts whose published values may differ though nothing is to be computed: all else of them stands. One that
 * waits to be computed is published after that anyway.
 */
export async function markToPublish(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  reason: string,
): Promise<void> {
  if (companyIds.length === 0) return;
  await sql`insert into stale_accounts as held (portal_id, company_id, mark, reason, marked_at, urgent, computed)
    select ${portalId}::bigint, id, nextval('stale_marks'), ${reason}, clock_timestamp(), false, true
    from (select distinct id from unnest(${companyIds}::text[]) as ids(id) order by id) sorted
    on conflict (portal_id, company_id) do update
      set mark = excluded.mark, reason = excluded.reason, marked_at = excluded.marked_at
      where held.computed`.execute(db);
}

/** Marks every company of the portal: the model changed, or a day has passed. One that was urgent stays so. */
export async function markAllStale(db: Db, portalId: number, reason: string): Promise<void> {
  await sql`insert into stale_accounts as held (portal_id, company_id, mark, reason, marked_at, urgent)
    select portal_id, company_id, nextval('stale_marks'), ${reason}, clock_timestamp(), false
    from companies where portal_id = ${portalId} order by company_id
    on conflict (portal_id, company_id) do update
      set mark = excluded.mark, reason = ${GATHERED}, marked_at = excluded.marked_at, computed = false`.execute(db);
}

/** The accounts that wait to be computed, the urgent first, then who waits longest; they stay marked. */
export async function takeStale(db: Db, portalId: number, limit: number): Promise<WaitingMark[]> {
  const rows = await db
    .selectFrom('stale_accounts')
    .select(['company_id', 'mark', 'urgent'])
    .where('portal_id', '=', portalId)
    .where('computed', '=', false)
    .orderBy('urgent', 'desc')
    .orderBy('mark')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ companyId: row.company_id, mark: row.mark, urgent: row.urgent }));
}

/** Those of the waiting accounts that have no scores yet, by company id, `limit` at a time: pass the last id to go on. */
export async function listNeverScored(
  db: Db,
  portalId: number,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const result = await sql<{ company_id: string }>`select company_id from stale_accounts waiting
    where portal_id = ${portalId} and company_id > ${after ?? ''} and not exists (
      select 1 from account_scores held where held.portal_id = ${portalId} and held.company_id = waiting.company_id)
    order by company_id limit ${limit}`.execute(db);
  return result.rows.map((row) => row.company_id);
}

/** Whether any account waits to be computed, urgently or at all. */
export async function hasStale(db: Db, portalId: number, { urgent }: { urgent: boolean }): Promise<boolean> {
  const [first] = await takeStale(db, portalId, 1);
  return first !== undefined && (first.urgent || !urgent);
}

/** Notes that these were computed as they were marked; one that has risen since waits on. */
export async function markComputed(db: Db, portalId: number, marks: readonly StaleMark[]): Promise<void> {
  await sql`update stale_accounts held set computed = true from ${unnestRows(MARK_COLUMNS, marks)}
    where ${stillHas(portalId, marks)}`.execute(db);
}

/** Accounts that are computed and wait to be published; they stay marked until `clearStale`. */
export async function takeComputed(db: Db, portalId: number, limit: number): Promise<StaleMark[]> {
  const rows = await db
    .selectFrom('stale_accounts')
    .select(['company_id', 'mark'])
    .where('portal_id', '=', portalId)
    .where('computed', '=', true)
    .orderBy('urgent', 'desc')
    .orderBy('mark')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ companyId: row.company_id, mark: row.mark }));
}

/** Clears these marks; one that has risen since it was taken stays. */
export async function clearStale(db: Db, portalId: number, marks: readonly StaleMark[]): Promise<void> {
  await sql`delete from stale_accounts held using ${unnestRows(MARK_COLUMNS, marks)}
    where ${stillHas(portalId, marks)}`.execute(db);
}

/** Named by their keys as well: for a join alone PostgreSQL reads all that waits in a middling portal. */
function stillHas(portalId: number, marks: readonly StaleMark[]): RawBuilder<unknown> {
  return sql`held.portal_id = ${portalId} and held.company_id = any(${marks.map((mark) => mark.companyId)}::text[])
    and held.company_id = t.company_id and held.mark = t.mark`;
}

/** Whether any account waits to be computed for this reason, whatever else happened to it since. */
export async function isWaitingFor(db: Db, portalId: number, reason: string): Promise<boolean> {
  const first = await db
    .selectFrom('stale_accounts')
    .select('company_id')
    .where('portal_id', '=', portalId)
    .where('computed', '=', false)
    .where(sql<number>`strpos(reason, ${reason})`, '>', 0)
    .limit(1)
    .executeTakeFirst();
  return first !== undefined;
}

/** How many accounts are marked. */
export async function countStale(db: Db, portalId: number): Promise<number> {
  const row = await db
    .selectFrom('stale_accounts')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('portal_id', '=', portalId)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** How many accounts wait to be computed for what happened after `mark`. */
export async function countStaleSince(db: Db, portalId: number, mark: number): Promise<number> {
  const row = await db
    .selectFrom('stale_accounts')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('portal_id', '=', portalId)
    .where('computed', '=', false)
    .where('mark', '>', mark)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** The highest mark given so far, of any portal. */
export async function getLatestMark(db: Db): Promise<number> {
  const result = await sql<{ mark: number }>`select last_value::bigint as mark from stale_marks`.execute(db);
  return result.rows[0]?.mark ?? 0;
}
