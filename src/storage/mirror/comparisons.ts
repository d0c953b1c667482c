import type { Db } from '../tables/tables.ts';

/** Keeps a comparison of the mirror with HubSpot in place of those before; `report` is whatever the caller can read again. */
export async function saveComparison(db: Db, portalId: number, at: number, report: unknown): Promise<void> {
  const content = { report: JSON.stringify(report) };
  await db
    .insertInto('comparisons')
    .values({ portal_id: portalId, at: new Date(at), ...content })
    .onConflict((conflict) => conflict.columns(['portal_id', 'at']).doUpdateSet(content))
    .execute();
  await db
    .deleteFrom('comparisons')
    .where('portal_id', '=', portalId)
    .where('at', '<', new Date(at) as never)
    .execute();
}

/** The latest comparison of a portal (`at` in epoch ms), `null` where there was none yet. */
export async function getLatestComparison(db: Db, portalId: number): Promise<{ at: number; report: unknown } | null> {
  const row = await db
    .selectFrom('comparisons')
    .select(['at', 'report'])
    .where('portal_id', '=', portalId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
