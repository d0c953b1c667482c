import type { PortalNorms } from '../../domain/scores.ts';
import type { Db } from '../tables/tables.ts';

interface KeptNorms {
  norms: PortalNorms;
  /** How many companies they were found from. */
  companies: number;
  /** The latest stale mark there was by then. */
  mark: number;
}

/** Keeps the figures of the whole portal that this version of the model scores by. */
export async function savePortalNorms(
  db: Db,
  portalId: number,
  modelVersion: number,
  { norms, companies, mark }: KeptNorms,
): Promise<void> {
  const row = { model_version: modelVersion, norms: JSON.stringify(norms), companies, mark };
  await db
    .insertInto('portal_norms')
    .values({ portal_id: portalId, ...row })
    .onConflict((conflict) => conflict.column('portal_id').doUpdateSet(row))
    .execute();
}

/** `null` where none were kept for this version of the model. */
export async function getPortalNorms(db: Db, portalId: number, modelVersion: number): Promise<KeptNorms | null> {
  const row = await db
    .selectFrom('portal_norms')
    .select(['norms', 'companies', 'mark'])
    .where('portal_id', '=', portalId)
    .where('model_version', '=', modelVersion)
    .executeTakeFirst();
  return row ?? null;
}
