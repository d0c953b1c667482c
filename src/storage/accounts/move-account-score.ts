import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { deleteAccountScores, loadHeldPositions } from './account-scores.ts';
import { lockScores, logScores } from './score-log.ts';

const NO_TIER = 9;

/**
 * Moves the account of `oldIds` with the best tier (the first of equals) to `newId`; an account scored there before the
 * merge was reported stays unless its tier is worse. In a transaction, before it writes anything else.
 * @returns which one was moved there, `null` if none was
 */
export async function moveAccountScore(
  trx: Db,
  portalId: number,
  oldIds: readonly string[],
  newId: string,
): Promise<string | null> {
  await lockScores(trx, portalId);
  const held = await loadHeldPositions(trx, portalId, [...oldIds, newId]);
  const rankOf = (id: string): number => held.get(id)?.tier ?? NO_TIER;
  const [movedFrom] = oldIds.filter((id) => held.has(id)).toSorted((one, other) => rankOf(one) - rankOf(other));
  if (movedFrom === undefined || (held.has(newId) && rankOf(newId) <= rankOf(movedFrom))) return null;
  await deleteAccountScores(trx, portalId, [newId]);
  await sql`update account_scores set company_id = ${newId}
    where portal_id = ${portalId} and company_id = ${movedFrom}`.execute(trx);
  await logScores(trx, portalId, [newId], { cause: 'moved', movedFrom });
  return movedFrom;
}
