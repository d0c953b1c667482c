import type { Db } from '../tables/tables.ts';

/** Keeps what the portal's records lack; the report before it goes. */
export async function saveDataReport(db: Db, portalId: number, at: number, report: unknown): Promise<void> {
  const content = { at: new Date(at), report: JSON.stringify(report) };
  await db
    .insertInto('data_reports')
    .values({ portal_id: portalId, ...content })
    .onConflict((conflict) => conflict.column('portal_id').doUpdateSet(content))
    .execute();
}

/** The last report (`at` in epoch ms), `null` where the records were never examined. */
export async function getDataReport(db: Db, portalId: number): Promise<{ at: number; report: unknown } | null> {
  const query = db.selectFrom('data_reports').select(['at', 'report']).where('portal_id', '=', portalId);
  return (await query.executeTakeFirst()) ?? null;
}
