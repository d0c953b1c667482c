import type { Db } from '../../storage/tables/tables.ts';
import { getKeptList } from '../../storage/target-list/target-list.ts';
import { readSettings } from './portal-settings.ts';

/**
 * Whether the portal is still being set up: nobody came to the end of the guided start, and nobody approved anything of
 * the list. What an admin chooses then is to show at once: it ends the minimum stays of the tiers given before.
 */
export async function isStarting(db: Db, portalId: number): Promise<boolean> {
  if ((await readSettings(db, portalId)).guide.finished !== null) return false;
  return (await getKeptList(db, portalId)) === null;
}
