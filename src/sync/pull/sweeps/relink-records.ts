import { z } from 'zod';
import { readAssociations } from '../../../hubspot/records/associations.ts';
import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import { listActivitiesById, replaceActivities, type Activity } from '../../../storage/mirror/activities.ts';
import { noteFormerMembers } from '../../../storage/mirror/former-members.ts';
import { companiesOfContacts, replaceContactCompanies } from '../../../storage/mirror/links.ts';
import { claimRecords, listRecordIds, readClock, readUpdateTimes } from '../../../storage/mirror/mirrored-records.ts';
import { markStale } from '../../../storage/accounts/stale-accounts.ts';
import type { SyncContext } from '../../sync-context.ts';
import { companyLinks } from '../mirror/company-links.ts';
import { parseCursor } from '../steps/cursor.ts';
import type { EngagementType } from '../activities/engagements.ts';
import { readDealLinks, replaceDealLinks } from '../mirror/mirror-deals.ts';
import type { PullRun } from '../steps/pull-run.ts';
import type { RecordType } from '../reading/record-types.ts';
import { syncRecords } from '../mirror/sync-records.ts';

/** HubSpot answers for the associations of so many at once. */
const AT_ONCE = 1_000;

/** Types that keep their links to others here. */
export const LINKING_TYPES = ['contacts', 'deals', 'meetings', 'calls', 'emails'] as const satisfies RecordType[];
type LinkingType = (typeof LINKING_TYPES)[number];

/**
 * Reads the associations of all mirrored records of a type again, 1,000 a request: a link that was added or taken away
 * changes no record, and where its webhook was lost nothing else tells of it.
 */
export async function relinkRecords(run: PullRun, type: LinkingType): Promise<void> {
  const { context, client, signal } = run;
  let after = parseCursor(z.string(), run.from.cursor);
  let { done } = run.from;
  for (;;) {
    signal.throwIfAborted();
    const ids = await listRecordIds(context.db.kysely, client.portalId, type, {
      after,
      limit: AT_ONCE,
      counting: true,
    });
    if (ids.length === 0) return;
    if (type === 'contacts') await relinkContacts(context, client, ids);
    else if (type === 'deals') await relinkDeals(context, client, ids);
    else await relinkEngagements(context, client, type, ids);
    after = ids.at(-1) ?? null;
    done += ids.length;
    await run.save({ cursor: JSON.stringify(after), done });
  }
}

async function relinkContacts(context: SyncContext, client: HubSpotClient, ids: readonly string[]): Promise<void> {
  const { portalId } = client;
  const readAt = await readClock(context.db.kysely);
  const companies = await readAssociations(client, 'contacts', 'companies', ids);
  await context.db.transaction(async (trx) => {
    const newest = await claimHeld(trx, portalId, 'contacts', ids, readAt);
    const links = companyLinks(companies, newest).map(({ fromId, ...link }) => ({ contactId: fromId, ...link }));
    await noteFormerMembers(trx, portalId, newest, links, context.now());
    const touched = await replaceContactCompanies(trx, portalId, newest, links);
    await markStale(trx, portalId, touched, 'contact linked');
  });
}

async function relinkDeals(context: SyncContext, client: HubSpotClient, ids: readonly string[]): Promise<void> {
  const { portalId } = client;
  const readAt = await readClock(context.db.kysely);
  const links = await readDealLinks(client, ids);
  await context.db.transaction(async (trx) => {
    const newest = await claimHeld(trx, portalId, 'deals', ids, readAt);
    await markStale(trx, portalId, await replaceDealLinks(trx, portalId, newest, links), 'deal linked');
  });
}

/** An activity's people are copies of what it is: of one that had nobody yet the record has to be read as well. */
async function relinkEngagements(
  context: SyncContext,
  client: HubSpotClient,
  type: EngagementType,
  ids: readonly string[],
): Promise<void> {
  const { portalId } = client;
  const readAt = await readClock(context.db.kysely);
  const people = await readAssociations(client, type, 'contacts', ids);
  const unknown = await context.db.transaction(async (trx) => {
    const newest = await claimHeld(trx, portalId, type, ids, readAt);
    const activityIds = newest.map((id) => `${type}:${id}`);
    const held = Map.groupBy(await listActivitiesById(trx, portalId, activityIds), (each) => each.activityId);
    const linked = newest.flatMap((id): Activity[] => {
      const known = held.get(`${type}:${id}`)?.[0];
      return known === undefined ? [] : (people.get(id) ?? []).map(({ toId }) => ({ ...known, contactId: toId }));
    });
    const contactIds = await replaceActivities(trx, portalId, activityIds, linked);
    await markStale(trx, portalId, await companiesOfContacts(trx, portalId, contactIds), 'activity linked');
    return newest.filter((id) => !held.has(`${type}:${id}`) && (people.get(id) ?? []).length > 0);
  });
  await syncRecords(context, client, type, unknown);
}

/** As `claimRecords`, of records whose content was not read: it stays as it is. */
async function claimHeld(
  trx: Parameters<typeof claimRecords>[0],
  portalId: number,
  type: RecordType,
  ids: readonly string[],
  readAt: number,
): Promise<string[]> {
  const held = await readUpdateTimes(trx, portalId, type, ids);
  const records = [...held].map(([id, updatedAt]) => ({ id, updatedAt }));
  return [...(await claimRecords(trx, portalId, type, records, readAt)).newest];
}
