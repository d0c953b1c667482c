import type { PlayRun } from '../../storage/plays/play-runs.ts';
import { listOwners, nameOwners } from '../../storage/mirror/owners.ts';
import type { HttpContext } from '../http-context.ts';
import { findTaskOwner, type OwnerNames } from './build-runs.ts';

/** A card tells for an hour of what a start made. */
const NEWS_FOR_MS = 3_600_000;

/** Whom the tasks of plays that were just started were made for; asked of the database only where there are such. */
export async function nameTaskOwners(
  { db, now }: HttpContext,
  portalId: number,
  runs: readonly PlayRun[],
): Promise<OwnerNames> {
  const ids = runs.filter(({ startedAt }) => now() - startedAt < NEWS_FOR_MS).map(findTaskOwner);
  const wanted = new Set(ids.filter((id) => id !== null));
  if (wanted.size === 0) return new Map();
  const names = nameOwners(await listOwners(db.kysely, portalId));
  return new Map([...names].filter(([ownerId]) => wanted.has(ownerId)));
}
