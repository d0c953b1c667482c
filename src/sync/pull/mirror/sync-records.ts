import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import { chunk } from '../../../hubspot/records/chunk.ts';
import { readClock } from '../../../storage/mirror/mirrored-records.ts';
import type { SyncContext } from '../../sync-context.ts';
import { forgetRecords } from '../../webhooks/forget-records.ts';
import { mirrorRecords } from './mirror-records.ts';
import { readRecords } from '../reading/read-records.ts';
import type { RecordType } from '../reading/record-types.ts';

/** So many are read before they are stored: HubSpot answers for the associations of 1,000 at once. */
const AT_ONCE = 1_000;

/**
 * Reads records fresh by id and mirrors what they are now; those that HubSpot has no more are forgotten, those that were
 * merged go on under their survivor.
 * @returns the ids that are gone
 */
export async function syncRecords(
  context: SyncContext,
  client: HubSpotClient,
  type: RecordType,
  ids: readonly string[],
): Promise<string[]> {
  const gone: string[] = [];
  const unique = [...new Set(ids)].filter((id) => /^\d{1,18}$/.test(id));
  for (const piece of chunk(unique, AT_ONCE)) {
    const readAt = await readClock(context.db.kysely);
    const { found, missing } = await readRecords(context, client, type, piece);
    await mirrorRecords(context, client, type, { records: found, readAt });
    await forgetRecords(context, client.portalId, type, missing, readAt);
    gone.push(...missing);
  }
  return gone;
}
