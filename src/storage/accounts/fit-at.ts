import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';

/** The fit an account had at `at` (epoch ms) as the score log knows it; `null` where it was not scored by then. */
export async function getFitAt(
  db: Db,
  portalId: number,
  companyId: string,
  at: number,
): Promise<{ fit: number | null } | null> {
  const row = await db
    .selectFrom('score_log')
    .select(['fit', 'cause'])
    .where('portal_id', '=', portalId)
    .where('company_id', '=', companyId)
    .where('at', '<=', sql<number>`${new Date(at)}::timestamptz`)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined || row.cause === 'gone' ? null : { fit: row.fit };
}
