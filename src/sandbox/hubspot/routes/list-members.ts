import type { StoredList } from '../store/lists.ts';
import type { PortalStore } from '../store/portal-store.ts';
import { compileBranch, filterBranch } from './match-list-filter.ts';

export interface ListMember {
  recordId: string;
  membershipTimestamp: string;
}

/** The list's members by record id: computed for a dynamic list, stored for any other; deleted records are left out. */
export function listMembers(store: PortalStore, list: StoredList): ListMember[] {
  const table = store.records[list.objectType];
  if (list.processingType !== 'DYNAMIC') {
    return Object.entries(list.members)
      .filter(([recordId]) => table.getActive(recordId))
      .map(([recordId, membershipTimestamp]) => ({ recordId, membershipTimestamp }));
  }
  const matches = compileListFilter(store, list);
  const members: ListMember[] = [];
  for (const record of table.active()) {
    if (matches(record.properties)) members.push({ recordId: record.id, membershipTimestamp: list.filtersUpdatedAt });
  }
  return members;
}

/** Throws HubSpot's 400 if the filters cannot be parsed. */
export function compileListFilter(
  store: PortalStore,
  { objectType, filterBranch: branch }: StoredList,
): (values: Record<string, string>) => boolean {
  const { definitions } = store.properties[objectType];
  return compileBranch(filterBranch.parse(branch), (name) => definitions.has(name));
}
