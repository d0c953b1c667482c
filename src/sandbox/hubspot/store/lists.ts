import type { ObjectTypeName } from '../object-types.ts';

/** A list of the portal. A DYNAMIC one has a filter branch and its members are computed; others keep theirs. */
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
  /** Record id to when it joined. */
  members: Record<string, string>;
}
