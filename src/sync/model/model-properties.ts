import { AppError } from '../../errors.ts';
import { listProperties } from '../../hubspot/properties.ts';
import { countUnread, type UnreadProperty } from '../../storage/mirror/companies.ts';
import { listPropertyDefinitions } from '../../storage/mirror/property-definitions.ts';
import type { Db } from '../../storage/tables/tables.ts';
import type { SyncContext } from '../sync-context.ts';

/**
 * Those of the names that the portal has no company property for. What is not known here is asked of HubSpot, since
 * somebody may just have made it; where HubSpot cannot be asked, what is known here stands.
 */
export async function findUnknownProperties(
  context: SyncContext,
  portalId: number,
  names: readonly string[],
): Promise<string[]> {
  const held = new Set((await listPropertyDefinitions(context.db.kysely, portalId, 'companies', names)).map(nameOf));
  const missing = names.filter((name) => !held.has(name));
  if (missing.length === 0) return [];
  try {
    const there = new Set((await listProperties(context.clientFor(portalId, 'card'), 'companies')).map(nameOf));
    return missing.filter((name) => !there.has(name));
  } catch (error) {
    if (error instanceof AppError) return missing;
    throw error;
  }
}

/** Properties that the portal has and that were not read of every company yet; a value nobody read is no value. */
export async function findUnread(db: Db, portalId: number, names: readonly string[]): Promise<UnreadProperty[]> {
  const held = (await listPropertyDefinitions(db, portalId, 'companies', names)).map(nameOf);
  return countUnread(db, portalId, held);
}

function nameOf({ name }: { name: string }): string {
  return name;
}
