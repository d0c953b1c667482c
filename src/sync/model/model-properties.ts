import { readsDate, type PropertyCondition } from '../../domain/condition/property-condition.ts';
import { AppError, type InputFault } from '../../errors.ts';
import { listProperties } from '../../hubspot/portal/properties.ts';
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

/** HubSpot's types that hold no date; a text may. */
const NO_DATES: ReadonlySet<string> = new Set(['bool', 'enumeration']);

/** What is wrong with conditions on a date where the portal keeps the property as something else, one for each of them. */
export async function findNoDates(
  db: Db,
  portalId: number,
  conditions: readonly { field: string; property: string; when: PropertyCondition }[],
): Promise<InputFault[]> {
  const dated = conditions.filter(({ when }) => readsDate(when));
  const names = dated.map(({ property }) => property);
  const definitions = dated.length === 0 ? [] : await listPropertyDefinitions(db, portalId, 'companies', names);
  const types = new Map(definitions.map(({ name, type }) => [name, type]));
  return dated.flatMap(({ field, property }): InputFault[] => {
    const type = types.get(property) ?? '';
    const problem = `asks for a date, and "${property}" is of type ${type} in this account`;
    return NO_DATES.has(type) ? [{ field, problem }] : [];
  });
}

/** Properties that the portal has and that were not read of every company yet; a value nobody read is no value. */
export async function findUnread(db: Db, portalId: number, names: readonly string[]): Promise<UnreadProperty[]> {
  const held = (await listPropertyDefinitions(db, portalId, 'companies', names)).map(nameOf);
  return countUnread(db, portalId, held);
}

function nameOf({ name }: { name: string }): string {
  return name;
}
