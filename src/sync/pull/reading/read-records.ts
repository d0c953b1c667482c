import { HubSpotRejectedError } from '../../../errors.ts';
import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import { readBatch, type BatchReadResult } from '../../../hubspot/records/read-batch.ts';
import { readPropertyDefinitions } from '../../install/read-definitions.ts';
import type { SyncContext } from '../../sync-context.ts';
import { pulledProperties } from './pulled-properties.ts';
import type { RecordType } from './record-types.ts';

/**
 * Reads records by id with all that is pulled of their type, and the histories of those of `withHistory` that are
 * pulled. A property that somebody deleted meanwhile costs one more read of the definitions, not the records.
 */
export async function readRecords(
  context: SyncContext,
  client: HubSpotClient,
  type: RecordType,
  ids: readonly string[],
  withHistory: readonly string[] = [],
): Promise<BatchReadResult> {
  const read = async (): Promise<BatchReadResult> => {
    const properties = (await pulledProperties(context, client, type)).map(({ name }) => name);
    const propertiesWithHistory = withHistory.filter((name) => properties.includes(name));
    return readBatch(client, type, ids, { properties, propertiesWithHistory });
  };
  if (ids.length === 0) return { found: [], missing: [] };
  try {
    return await read();
  } catch (error) {
    if (!isUnknownProperty(error)) throw error;
    await readPropertyDefinitions(context, client);
    return read();
  }
}

function isUnknownProperty(error: unknown): boolean {
  const code = 'PROPERTY_DOESNT_EXIST';
  if (!(error instanceof HubSpotRejectedError) || error.status !== 400) return false;
  return error.message.includes(code) || error.details.some((detail) => detail.code === code);
}
