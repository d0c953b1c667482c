import { DEFAULT_CAPACITY } from '../../domain/tiering/account-math.ts';
import { listOwners } from '../../storage/mirror/owners.ts';
import type { Db } from '../../storage/tables/tables.ts';
import type { PortalSettings } from './portal-settings.ts';

/** What the time for target accounts is assumed to be, until somebody says it. */
export interface AssumedCapacity {
  /** Active users of the portal: some of them work target accounts. */
  users: number;
}

/** `null` where an admin said how many people have how many hours, or left it so in the guided start. */
export async function findAssumedCapacity(
  db: Db,
  portalId: number,
  { program: { capacity }, guide }: Pick<PortalSettings, 'program' | 'guide'>,
): Promise<AssumedCapacity | null> {
  const { people, hoursPerWeek } = DEFAULT_CAPACITY;
  const isDefault = capacity.people === people && capacity.hoursPerWeek === hoursPerWeek;
  if (!isDefault || guide.settled.includes('capacity')) return null;
  return { users: (await listOwners(db, portalId)).filter(({ active }) => active).length };
}
