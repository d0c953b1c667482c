import type { HubSpotClient } from './client.ts';
import type { ObjectType } from './objects.ts';

export interface BatchUpdateInput {
  id: string;
  properties: Readonly<Record<string, string>>;
}

export interface BatchUpdateResult {
  updated: string[];
  /** Records that HubSpot refused, each with HubSpot's words; the others were written. */
  refused: { id: string; message: string }[];
}

/**
 * Writes properties of many records, 100 a request. A record that HubSpot refuses (unknown id, a validation rule of
 * the customer) fails alone.
 * @throws HubSpotRejectedError where a property does not exist: that is no fault of a record
 */
export function updateBatch(
  client: HubSpotClient,
  type: ObjectType,
  inputs: readonly BatchUpdateInput[],
): Promise<BatchUpdateResult> {
  throw new Error(`not built yet (${client.portalId} ${type} ${inputs.length})`);
}
