import type { ObjectTypeName } from '../object-types.ts';

/** A list of the portal. A DYNAMIC list has a filter branch and its members are computed; other lists store them. */
export interface StoredList {
  listId: string;
  name: string;
  objectType: ObjectTypeName;
  processingType: 'MANUAL' | 'DYNAMIC' | 'SNAPSHOT';
  filterBranch: unknown;
  createdAt: string;
  updatedAt: string;
  filtersUpdatedAt: string;
  deletedAt: string | null;
  listVersion: number;
  /** Record id to the time it joined. */
  members: Record<string, string>;
}
