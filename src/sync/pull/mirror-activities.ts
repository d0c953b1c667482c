import { readAssociations } from '../../hubspot/associations.ts';
import type { HubSpotClient } from '../../hubspot/client.ts';
import type { CrmRecord } from '../../hubspot/record.ts';
import { replaceActivities, upsertActivities, type Activity } from '../../storage/activities.ts';
import { companiesOfContacts } from '../../storage/links.ts';
import { markStale } from '../../storage/stale-accounts.ts';
import { retentionStart, type SyncContext } from '../sync-context.ts';
import { classifyCall, classifyEmail, classifyMeeting, type ClassifiedActivity } from './classify-activity.ts';

/** The CRM objects that are activities, with what is read of each. */
export const ENGAGEMENTS = {
  meetings: {
    properties: ['hs_timestamp', 'hs_meeting_start_time', 'hs_meeting_outcome', 'hs_meeting_title'],
    classify: classifyMeeting,
  },
  calls: {
    properties: ['hs_timestamp', 'hs_call_disposition', 'hs_call_direction', 'hs_call_title'],
    classify: classifyCall,
  },
  emails: {
    properties: ['hs_timestamp', 'hs_email_direction', 'hs_email_subject'],
    classify: classifyEmail,
  },
} as const satisfies Record<
  string,
  { properties: readonly string[]; classify: (properties: CrmRecord['properties']) => ClassifiedActivity | null }
>;
export type EngagementType = keyof typeof ENGAGEMENTS;

/**
 * Mirrors meetings, calls or e-mails, one row a contact; who is no longer part of one, and one that no longer counts (a
 * meeting nobody came to), goes. Up to 1,000 records a call.
 */
export async function mirrorEngagements(
  context: SyncContext,
  client: HubSpotClient,
  type: EngagementType,
  records: readonly CrmRecord[],
): Promise<void> {
  const people = await readAssociations(
    client,
    type,
    'contacts',
    records.map((record) => record.id),
  );
  const activities = records.flatMap((record): Activity[] => {
    const classified = ENGAGEMENTS[type].classify(record.properties);
    if (classified === null) return [];
    return (people.get(record.id) ?? []).map(({ toId }) => ({
      activityId: `${type}:${record.id}`,
      contactId: toId,
      source: type,
      ...classified,
    }));
  });
  const kept = withinRetention(context, activities);
  const ids = records.map((record) => `${type}:${record.id}`);
  await context.db.transaction(async (trx) => {
    const contactIds = await replaceActivities(trx, client.portalId, ids, kept);
    await markStale(trx, client.portalId, await companiesOfContacts(trx, client.portalId, contactIds), 'activity');
  });
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

function withinRetention(context: SyncContext, activities: readonly Activity[]): Activity[] {
  const start = retentionStart(context);
  return activities.filter((activity) => activity.occurredAt >= start);
}
