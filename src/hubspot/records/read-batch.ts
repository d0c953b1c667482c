import { recordBatchSchema, throwUnlessNotFound } from './batch.ts';
import { chunk } from './chunk.ts';
import type { HubSpotClient } from '../client/client.ts';
import type { ObjectType } from './objects.ts';
import type { CrmRecord } from './record.ts';

/** HubSpot's limits for one batch read, without and with histories. */
const PER_REQUEST = 100;
const PER_REQUEST_WITH_HISTORY = 50;

export interface BatchReadResult {
  found: CrmRecord[];
  /** Ids that no record answers to under that id: deleted, unknown, or merged into one that is in `found`. */
  missing: string[];
}

/** Reads records by id, 100 a request, 50 where histories are asked for; with `archived`, only archived ones. */
export async function readBatch(
  client: HubSpotClient,
  type: ObjectType,
  ids: readonly string[],
  options: { properties: readonly string[]; propertiesWithHistory?: readonly string[]; archived?: boolean },
): Promise<BatchReadResult> {
  const { properties, propertiesWithHistory = [], archived = false } = options;
  const asked = [...new Set(ids)];
  // Ids that were merged answer with the same survivor.
  const found = new Map<string, CrmRecord>();
  for (const piece of chunk(asked, propertiesWithHistory.length > 0 ? PER_REQUEST_WITH_HISTORY : PER_REQUEST)) {
    const { results, errors } = await client.request({
      method: 'POST',
      path: `/crm/objects/2026-09/${type}/batch/read`,
      query: archived ? { archived } : {},
      body: { properties, propertiesWithHistory, inputs: piece.map((id) => ({ id })) },
      schema: recordBatchSchema,
      repeatable: true,
    });
    throwUnlessNotFound(errors);
    for (const record of results) found.set(record.id, record);
  }
  return { found: [...found.values()], missing: asked.filter((id) => !found.has(id)) };
}
