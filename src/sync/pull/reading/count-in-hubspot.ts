import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import { searchPage } from '../../../hubspot/records/objects.ts';
import type { RecordType } from './record-types.ts';

/** How many records of a type HubSpot's search knows of: what was archived within the last seconds may be among them. */
export async function countInHubSpot(client: HubSpotClient, type: RecordType): Promise<number> {
  const { total } = await searchPage(client, type, { filterGroups: [], properties: ['hs_object_id'], limit: 1 });
  return total;
}
