import { listSeated } from '../../storage/accounts/minimum-stays.ts';
import { getModel } from '../../storage/portal/models.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { isStarting } from '../settings/is-starting.ts';

/**
 * Whose minimum stay ends where `to` takes the place of the version `from`, by id: everybody's while the portal is being set up, and on
 * going back to an earlier version theirs whom the one that is left seated.
 */
export async function listEndingStays(
  db: Db,
  portalId: number,
  { from, to }: { from: number; to: number },
): Promise<string[]> {
  if (await isStarting(db, portalId)) return listSeated(db, portalId);
  const isReturn = (await getModel(db, portalId, to))?.status === 'archived';
  return isReturn ? listSeated(db, portalId, from) : [];
}
