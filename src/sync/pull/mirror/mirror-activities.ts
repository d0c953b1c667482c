import { readAssociations, type Association } from '../../../hubspot/records/associations.ts';
import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import type { CrmRecord } from '../../../hubspot/records/record.ts';
import { replaceActivities, upsertActivities, type Activity } from '../../../storage/mirror/activities.ts';
import { companiesOfContacts } from '../../../storage/mirror/links.ts';
import { claimRecords } from '../../../storage/mirror/mirrored-records.ts';
import { markStale } from '../../../storage/accounts/stale-accounts.ts';
import { retentionStart, type SyncContext } from '../../sync-context.ts';
import { ENGAGEMENTS, type EngagementType } from '../activities/engagements.ts';
import type { RecordsRead } from './records-read.ts';

/**
 * Mirrors meetings, calls or e-mails, one row a contact; who is no longer part of one, and one that no longer counts (a
 * meeting nobody came to), goes. Up to 1,000 records a call.
 */
export async function mirrorEngagements(
  context: SyncContext,
  client: HubSpotClient,
  type: EngagementType,
  { records, readAt }: RecordsRead,
): Promise<void> {
  const { portalId } = client;
  const people = await readAssociations(
    client,
    type,
    'contacts',
    records.map((record) => record.id),
  );
  await context.db.transaction(async (trx) => {
    const counted = records.map((record) => ({ ...record, counts: countsAsActivity(context, type, record) }));
    const { newest } = await claimRecords(trx, portalId, type, counted, readAt);
    const settled = records.filter(({ id }) => newest.has(id));
    const kept = withinRetention(
      context,
      settled.flatMap((record) => toActivities(type, record, people.get(record.id) ?? [])),
    );
    const ids = settled.map((record) => `${type}:${record.id}`);
    const contactIds = await replaceActivities(trx, portalId, ids, kept);
    await markStale(trx, portalId, await companiesOfContacts(trx, portalId, contactIds), 'activity');
  });
}

function countsAsActivity(context: SyncContext, type: EngagementType, record: CrmRecord): boolean {
  const classified = ENGAGEMENTS[type].classify(record.properties);
  return classified !== null && classified.occurredAt >= retentionStart(context);
}

/** One activity a person of a meeting, call or e-mail; none of one that does not count. */
export function toActivities(type: EngagementType, record: CrmRecord, people: readonly Association[]): Activity[] {
  const classified = ENGAGEMENTS[type].classify(record.properties);
  if (classified === null) return [];
  return people.map(({ toId }) => ({
    activityId: `${type}:${record.id}`,
    contactId: toId,
    source: type,
    ...classified,
  }));
}

/** Stores activities within the retention and marks the accounts of their people; the same activity twice is one. */
export async function mirrorActivities(
  context: SyncContext,
  portalId: number,
  activities: readonly Activity[],
): Promise<void> {
  const kept = withinRetention(context, activities);
  await context.db.transaction(async (trx) => {
    const contactIds = await upsertActivities(trx, portalId, kept);
    await markStale(trx, portalId, await companiesOfContacts(trx, portalId, contactIds), 'activity');
  });
}

/** Those that are not too old to be kept. */
export function withinRetention(context: SyncContext, activities: readonly Activity[]): Activity[] {
  const start = retentionStart(context);
  return activities.filter((activity) => activity.occurredAt >= start);
}
