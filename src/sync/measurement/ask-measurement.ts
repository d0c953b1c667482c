import { ForbiddenError } from '../../errors.ts';
import { getPortal } from '../../storage/portal/portals.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { isAdmin } from '../settings/change-right.ts';
import { readSettings } from '../settings/portal-settings.ts';
import type { SyncContext } from '../sync-context.ts';

/** Who asks, as HubSpot signed it. */
interface Asker {
  portalId: number;
  userEmail: string;
}

/** Admins and holders of a key have the program measured: it reads every account of the portal. */
export async function mayAskMeasurement(db: Db, { portalId, userEmail }: Asker): Promise<boolean> {
  const [portal, settings] = [await getPortal(db, portalId), await readSettings(db, portalId)];
  const holders = [...settings.keys.marketing, ...settings.keys.sales];
  return portal !== null && (isAdmin(userEmail, portal, settings) || holders.includes(userEmail.toLowerCase()));
}

/**
 * Has the program measured as soon as there is room. However often it is asked, one measuring runs and one waits.
 * @throws ForbiddenError where they may not
 */
export async function askMeasurement(context: SyncContext, asker: Asker): Promise<void> {
  if (!(await mayAskMeasurement(context.db.kysely, asker))) {
    throw new ForbiddenError('Admins and holders of a key have the program measured: ask one of them.');
  }
  const { portalId } = asker;
  await context.queue.send('measure', { portalId }, { singletonKey: String(portalId) });
}
