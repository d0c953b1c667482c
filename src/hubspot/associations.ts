import type { HubSpotClient } from './client.ts';
import type { ObjectType } from './objects.ts';

export interface Association {
  toId: string;
  /** A pair has several: "Primary" (company of a contact: 1 / 2) stands beside the unlabelled one (279 / 280). */
  types: { category: string; typeId: number; label: string | null }[];
}

/**
 * Associations from each of the records to all records of another type, 1,000 records a request; a record with more
 * associations than fit one answer is read on. Every id asked for is a key, with an empty list where it has none.
 */
export function readAssociations(
  client: HubSpotClient,
  from: ObjectType,
  to: ObjectType,
  ids: readonly string[],
): Promise<Map<string, Association[]>> {
  throw new Error(`not built yet (${client.portalId} ${from} ${to} ${ids.length})`);
}
