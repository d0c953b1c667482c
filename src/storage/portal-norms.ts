import type { PortalNorms } from '../domain/scores.ts';
import type { Db } from './tables.ts';

/** Keeps the figures of the whole portal that this version of the model scores by. */
export async function savePortalNorms(
  db: Db,
  portalId: number,
  modelVersion: number,
  norms: PortalNorms,
): Promise<void> {
  const row = { model_version: modelVersion, norms: JSON.stringify(norms) };
  await db
    .insertInto('portal_norms')
    .values({ portal_id: portalId, ...row })
    .onConflict((conflict) => conflict.column('portal_id').doUpdateSet(row))
    .execute();
}

/** `null` where none were kept for this version of the model. */
export async function getPortalNorms(db: Db, portalId: number, modelVersion: number): Promise<PortalNorms | null> {
  const row = await db
    .selectFrom('portal_norms')
    .select('norms')
    .where('portal_id', '=', portalId)
    .where('model_version', '=', modelVersion)
    .executeTakeFirst();
  return row?.norms ?? null;
}
