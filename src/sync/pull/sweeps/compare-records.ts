import { isDeepStrictEqual } from 'node:util';
import { readAssociations, type Association } from '../../../hubspot/records/associations.ts';
import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import type { CrmRecord } from '../../../hubspot/records/record.ts';
import { listActivitiesById, type Activity } from '../../../storage/mirror/activities.ts';
import { listCompanies } from '../../../storage/mirror/companies.ts';
import { listContacts } from '../../../storage/mirror/contacts.ts';
import { listDeals } from '../../../storage/mirror/deals.ts';
import { listCompanyLinks, listDealContacts } from '../../../storage/mirror/links.ts';
import { readUpdateTimes } from '../../../storage/mirror/mirrored-records.ts';
import { listPipelineStages } from '../../../storage/mirror/pipeline-stages.ts';
import { steppedBy } from '../../publish/target-properties.ts';
import { readSettings } from '../../settings/portal-settings.ts';
import type { SyncContext } from '../../sync-context.ts';
import { companyLinks } from '../mirror/company-links.ts';
import type { EngagementType } from '../activities/engagements.ts';
import { toCompany, toContact, toDeal } from '../mirror/map-records.ts';
import { toActivities, withinRetention } from '../mirror/mirror-activities.ts';
import { readRecords } from '../reading/read-records.ts';
import type { RecordType } from '../reading/record-types.ts';

/** Changes this young may be on their way here. */
const SETTLED_MS = 5 * 60_000;

/** What of a record is compared: values by field. */
type Fields = Record<string, unknown>;
type FieldsById = Map<string, Fields>;

/**
 * Reads these mirrored records fresh and says of each that differs in which fields; `record` is the field of one that
 * only one side has. One that changed within the last minutes and is mirrored as it was before is not judged.
 */
export async function compareRecords(
  context: SyncContext,
  client: HubSpotClient,
  type: RecordType,
  ids: readonly string[],
): Promise<{ id: string; fields: string[] }[]> {
  const { found } = await readRecords(context, client, type, ids);
  const mirroredAt = await readUpdateTimes(context.db.kysely, client.portalId, type, ids);
  const settledBefore = context.now() - SETTLED_MS;
  const late = found.filter(({ id, updatedAt }) => updatedAt > Math.max(settledBefore, mirroredAt.get(id) ?? 0));
  const young = new Set(late.map(({ id }) => id));
  const [expected, held] = await readSides(context, client, type, found, ids);
  return ids.flatMap((id) => {
    const fields = differingFields(expected.get(id), held.get(id));
    return fields.length > 0 && !young.has(id) ? [{ id, fields }] : [];
  });
}

function differingFields(expected: Fields | undefined, held: Fields | undefined): string[] {
  if (expected === undefined || held === undefined) return expected === held ? [] : ['record'];
  const names = [...new Set([...Object.keys(expected), ...Object.keys(held)])];
  return names.filter((name) => !isDeepStrictEqual(expected[name], held[name])).toSorted();
}

function readSides(
  context: SyncContext,
  client: HubSpotClient,
  type: RecordType,
  records: readonly CrmRecord[],
  ids: readonly string[],
): Promise<[FieldsById, FieldsById]> {
  if (type === 'companies') return compareCompanies(context, client, records, ids);
  if (type === 'contacts') return compareContacts(context, client, records, ids);
  if (type === 'deals') return compareDeals(context, client, records, ids);
  return compareEngagements(context, client, type, records);
}

async function compareCompanies(
  { db }: SyncContext,
  { portalId }: HubSpotClient,
  records: readonly CrmRecord[],
  ids: readonly string[],
): Promise<[FieldsById, FieldsById]> {
  const held = await listCompanies(db.kysely, portalId, ids);
  const stepped = steppedBy(await readSettings(db.kysely, portalId));
  return [
    new Map(records.map((record) => [record.id, companyFields(toCompany(record, stepped))])),
    new Map(held.map((company) => [company.companyId, companyFields(company)])),
  ];
}

function companyFields({ name, ownerId, properties }: ReturnType<typeof toCompany>): Fields {
  return { ...properties, name, ownerId };
}

async function compareContacts(
  { db }: SyncContext,
  client: HubSpotClient,
  records: readonly CrmRecord[],
  ids: readonly string[],
): Promise<[FieldsById, FieldsById]> {
  const { kysely } = db;
  const linked = companyLinks(await readAssociations(client, 'contacts', 'companies', ids), ids);
  const heldLinks = await listCompanyLinks(kysely, client.portalId, 'contacts', ids);
  const held = await listContacts(kysely, client.portalId, ids);
  type Links = typeof linked;
  const fields = (contact: ReturnType<typeof toContact>, links: Links): Fields => ({
    ...contact.properties,
    buyingRoles: contact.buyingRoles.map(({ role }) => role),
    companies: namesOfLinks(links.filter(({ fromId }) => fromId === contact.contactId)),
  });
  return [
    new Map(records.map((record) => [record.id, fields(toContact(record), linked)])),
    new Map(held.map((contact) => [contact.contactId, fields(contact, heldLinks)])),
  ];
}

async function compareDeals(
  { db }: SyncContext,
  client: HubSpotClient,
  records: readonly CrmRecord[],
  ids: readonly string[],
): Promise<[FieldsById, FieldsById]> {
  const { kysely } = db;
  const { portalId } = client;
  const stages = await listPipelineStages(kysely, portalId);
  const linked = companyLinks(await readAssociations(client, 'deals', 'companies', ids), ids);
  const people = await readAssociations(client, 'deals', 'contacts', ids);
  const heldLinks = await listCompanyLinks(kysely, portalId, 'deals', ids);
  const heldPeople = await listDealContacts(kysely, portalId, ids);
  const held = await listDeals(kysely, portalId, ids);
  const fields = (deal: ReturnType<typeof toDeal>, links: typeof linked, contactIds: readonly string[]): Fields => ({
    ...deal.properties,
    state: deal.state,
    companies: namesOfLinks(links.filter(({ fromId }) => fromId === deal.dealId)),
    contacts: [...new Set(contactIds)].toSorted(),
  });
  const contactsOf = (id: string): string[] => (people.get(id) ?? []).map(({ toId }) => toId);
  return [
    new Map(records.map((record) => [record.id, fields(toDeal(record, stages), linked, contactsOf(record.id))])),
    new Map(held.map((deal) => [deal.dealId, fields(deal, heldLinks, heldPeople.get(deal.dealId) ?? [])])),
  ];
}

/** Of an activity its rows are compared, one a person; one that does not count has none. */
async function compareEngagements(
  context: SyncContext,
  client: HubSpotClient,
  type: EngagementType,
  records: readonly CrmRecord[],
): Promise<[FieldsById, FieldsById]> {
  const ids = records.map(({ id }) => id);
  const people: ReadonlyMap<string, readonly Association[]> = await readAssociations(client, type, 'contacts', ids);
  const activityIds = ids.map((id) => `${type}:${id}`);
  const held = await listActivitiesById(context.db.kysely, client.portalId, activityIds);
  const rowsOf = (record: CrmRecord) =>
    withinRetention(context, toActivities(type, record, people.get(record.id) ?? []));
  return [
    new Map(records.map((record) => [record.id, activityFields(rowsOf(record))])),
    new Map(ids.map((id) => [id, activityFields(held.filter(({ activityId }) => activityId === `${type}:${id}`))])),
  ];
}

function activityFields(activities: readonly Activity[]): Fields {
  return {
    activity: activities[0] === undefined ? null : { ...activities[0], contactId: '' },
    contacts: activities.map(({ contactId }) => contactId).toSorted(),
  };
}

function namesOfLinks(links: readonly { companyId: string; primary: boolean }[]): string[] {
  return links.map(({ companyId, primary }) => `${companyId}${primary ? ' (primary)' : ''}`).toSorted();
}
