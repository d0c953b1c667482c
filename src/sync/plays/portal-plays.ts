import { NotFoundError } from '../../errors.ts';
import type { PortalRoles } from '../../domain/committee/role-labels.ts';
import { listPortalPlays, type PortalPlay } from '../../domain/plays/portal-plays.ts';
import { listPlayChoices } from '../../storage/plays/play-choices.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { loadPortalRoles } from '../committee/portal-roles.ts';

/** The plays of a portal as its admins made them: those that ship, and its own. `roles`, where they are read already. */
export async function loadPortalPlays(
  db: Db,
  portalId: number,
  roles: PortalRoles | Promise<PortalRoles> | null = null,
): Promise<PortalPlay[]> {
  const choices = await listPlayChoices(db, portalId);
  const { labels } = await (roles ?? loadPortalRoles(db, portalId));
  return listPortalPlays(new Map(choices.map(({ playId, choice }) => [playId, choice])), labels);
}

/** @throws NotFoundError for a play the portal has not */
export async function getPortalPlay(db: Db, portalId: number, playId: string): Promise<PortalPlay> {
  const found = (await loadPortalPlays(db, portalId)).find(({ play }) => play.id === playId);
  if (found === undefined) throw new NotFoundError(`There is no play "${playId}".`);
  return found;
}
