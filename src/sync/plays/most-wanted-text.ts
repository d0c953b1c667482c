import type { RoleId } from '../../domain/facts.ts';
import { findMostWanted, type TextLack } from '../../domain/plays/find-most-wanted.ts';
import type { LibraryText } from '../../domain/plays/library-text.ts';
import { roleOf } from '../../domain/plays/play-aim.ts';
import { countTextLacks } from '../../storage/plays/text-places.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { loadPortalPlays } from './portal-plays.ts';

/** The text that would serve most accounts where a play is due now and looks for one in vain; `null` where none does. */
export async function readMostWanted(
  db: Db,
  portalId: number,
  library: readonly LibraryText[],
): Promise<Omit<TextLack, 'industry'> | null> {
  const plays = await loadPortalPlays(db, portalId);
  const roles = plays.flatMap(({ play }): [string, RoleId][] => {
    const role = roleOf(play);
    return role === null ? [] : [[play.id, role]];
  });
  return findMostWanted(await countTextLacks(db, portalId, Object.fromEntries(roles)), library);
}
