import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import type { SyncContext } from '../../sync-context.ts';
import { mirrorEngagements } from './mirror-activities.ts';
import { mirrorCompanies } from './mirror-companies.ts';
import { mirrorContacts } from './mirror-contacts.ts';
import { mirrorDeals } from './mirror-deals.ts';
import type { RecordType } from '../reading/record-types.ts';
import type { RecordsRead } from './records-read.ts';
import { settleMerges } from './settle-merges.ts';

/**
 * Mirrors records with their links and marks the accounts touched: the one way into the mirror, for the first sync,
 * webhooks and sweeps. Up to 1,000 records a call.
 */
export async function mirrorRecords(
  context: SyncContext,
  client: HubSpotClient,
  type: RecordType,
  read: RecordsRead,
): Promise<void> {
  if (read.records.length === 0) return;
  await settleMerges(context, client.portalId, type, read);
  if (type === 'companies') return mirrorCompanies(context, client, read);
  if (type === 'contacts') return mirrorContacts(context, client, read);
  if (type === 'deals') return mirrorDeals(context, client, read);
  return mirrorEngagements(context, client, type, read);
}
