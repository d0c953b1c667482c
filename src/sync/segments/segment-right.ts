import { ForbiddenError } from '../../errors.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { readChangeRight } from '../settings/change-right.ts';
import { readKeyHolder, type Actor } from '../target-list/keys.ts';

/** Whether somebody may make and remove segments: who holds marketing's key, and who may change settings. */
export async function maySegment(db: Db, actor: Actor): Promise<boolean> {
  const { sides } = await readKeyHolder(db, actor);
  return sides.includes('marketing') || (await readChangeRight(db, actor.portalId, actor.userEmail)).mayChange;
}

/** @throws ForbiddenError for who may not */
export async function assertMaySegment(db: Db, actor: Actor): Promise<void> {
  if (await maySegment(db, actor)) return;
  throw new ForbiddenError(
    'Only users with the marketing approval key and admins of Roundtable create and delete segments.',
  );
}
