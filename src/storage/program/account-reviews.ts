import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';

/** That an account was gone through in a week. */
export interface AccountReview {
  reviewedAt: number;
  /** E-mail address. */
  reviewedBy: string;
}

/** Marks an account as gone through in a week (its Monday, `2026-11-16`); who was first stays. */
export async function markReviewed(
  db: Db,
  portalId: number,
  { companyId, week, reviewedAt, reviewedBy }: AccountReview & { companyId: string; week: string },
): Promise<void> {
  await db
    .insertInto('account_reviews')
    .values({
      portal_id: portalId,
      company_id: companyId,
      week,
      reviewed_at: new Date(reviewedAt),
      reviewed_by: reviewedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes the mark of a week off an account; without a mark nothing happens. */
export async function unmarkReviewed(
  db: Db,
  portalId: number,
  { companyId, week }: { companyId: string; week: string },
): Promise<void> {
  await db
    .deleteFrom('account_reviews')
    .where('portal_id', '=', portalId)
    .where('company_id', '=', companyId)
    .where('week', '=', week)
    .execute();
}

/** Of these accounts, those that were gone through in a week, by company id. */
export async function loadReviews(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  week: string,
): Promise<Map<string, AccountReview>> {
  const rows = await db
    .selectFrom('account_reviews')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .where('week', '=', week)
    .execute();
  return new Map(rows.map((row) => [row.company_id, { reviewedAt: row.reviewed_at, reviewedBy: row.reviewed_by }]));
}

/** Lets the notes and reviews of companies that were merged away go on under the new id; in a transaction. */
export async function moveReviews(db: Db, portalId: number, oldIds: readonly string[], newId: string): Promise<void> {
  await sql`update review_notes set company_id = ${newId}
    where portal_id = ${portalId} and company_id = any(${oldIds}::text[])`.execute(db);
  await sql`insert into account_reviews (portal_id, company_id, week, reviewed_at, reviewed_by)
    select distinct on (week) portal_id, ${newId}, week, reviewed_at, reviewed_by
    from account_reviews where portal_id = ${portalId} and company_id = any(${oldIds}::text[])
    order by week, reviewed_at on conflict do nothing`.execute(db);
  await sql`delete from account_reviews where portal_id = ${portalId} and company_id = any(${oldIds}::text[])
    and company_id <> ${newId}`.execute(db);
}

/** Drops what was marked before `before` (epoch ms). */
export async function pruneReviews(db: Db, portalId: number, before: number): Promise<void> {
  await sql`delete from account_reviews where portal_id = ${portalId}
    and reviewed_at < ${new Date(before)}::timestamptz`.execute(db);
}
