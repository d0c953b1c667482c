import type { HubSpotClient } from './client.ts';
import type { ObjectType } from './objects.ts';
import type { CrmRecord } from './record.ts';

export interface BatchReadResult {
  found: CrmRecord[];
  /** Ids that no record answers to under that id: deleted, unknown, or merged into one that is in `found`. */
  missing: string[];
}

/** Reads records by id, 100 a request, 50 where histories are asked for. */
export function readBatch(
  client: HubSpotClient,
  type: ObjectType,
  ids: readonly string[],
  options: { properties: readonly string[]; propertiesWithHistory?: readonly string[] },
): Promise<BatchReadResult> {
  throw new Error(`not built yet (${client.portalId} ${type} ${ids.length} ${options.properties.length})`);
}
