import type { HubSpotClient } from '../../hubspot/client.ts';
import { readAssociations, type Association } from '../../hubspot/associations.ts';
import type { CrmRecord } from '../../hubspot/record.ts';
import { upsertCompanies } from '../../storage/companies.ts';
import { listContacts, upsertContacts, type Contact } from '../../storage/contacts.ts';
import { upsertDeals } from '../../storage/deals.ts';
import {
  companiesOfContacts,
  companiesOfDeals,
  replaceContactCompanies,
  replaceDealCompanies,
  replaceDealContacts,
} from '../../storage/links.ts';
import { listPipelineStages } from '../../storage/pipeline-stages.ts';
import { markStale } from '../../storage/stale-accounts.ts';
import type { Db } from '../../storage/tables.ts';
import type { SyncContext } from '../sync-context.ts';
import { toCompany, toContact, toDeal } from './map-records.ts';

/** HubSpot's type of the primary company of a contact (1), a deal (5). */
const PRIMARY_TYPE_IDS = new Set([1, 5]);

/** Mirrors companies and marks those that changed, in one transaction. */
export async function mirrorCompanies(
  context: SyncContext,
  client: HubSpotClient,
  records: readonly CrmRecord[],
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const changed = await upsertCompanies(trx, client.portalId, records.map(toCompany));
    await markStale(trx, client.portalId, changed, 'company changed');
  });
}

/** Mirrors contacts with all their company links, and marks the accounts touched. Up to 1,000 records a call. */
export async function mirrorContacts(
  context: SyncContext,
  client: HubSpotClient,
  records: readonly CrmRecord[],
): Promise<void> {
  const { portalId } = client;
  const ids = records.map((record) => record.id);
  const companies = await readAssociations(client, 'contacts', 'companies', ids);
  const links = linksOf(companies).map(({ fromId, toId, primary }) => ({
    contactId: fromId,
    companyId: toId,
    primary,
  }));
  await context.db.transaction(async (trx) => {
    const contacts = await keepRoleDates(trx, portalId, records.map(toContact));
    const changed = await upsertContacts(trx, portalId, contacts);
    const relinked = await replaceContactCompanies(trx, portalId, ids, links);
    const touched = await companiesOfContacts(trx, portalId, changed);
    await markStale(trx, portalId, union(relinked, touched), 'contact changed');
  });
}

/** Mirrors deals with their companies and contacts, and marks the accounts touched. Up to 1,000 records a call. */
export async function mirrorDeals(
  context: SyncContext,
  client: HubSpotClient,
  records: readonly CrmRecord[],
): Promise<void> {
  const { portalId } = client;
  const ids = records.map((record) => record.id);
  const companies = await readAssociations(client, 'deals', 'companies', ids);
  const contacts = await readAssociations(client, 'deals', 'contacts', ids);
  const stages = await listPipelineStages(context.db.kysely, portalId);
  const companyLinks = linksOf(companies).map(({ fromId, toId, primary }) => ({
    dealId: fromId,
    companyId: toId,
    primary,
  }));
  await context.db.transaction(async (trx) => {
    const changed = await upsertDeals(
      trx,
      portalId,
      records.map((record) => toDeal(record, stages)),
    );
    const relinked = await replaceDealCompanies(trx, portalId, ids, companyLinks);
    const regrouped = await replaceDealContacts(trx, portalId, ids, dealContactLinks(contacts));
    const touched = await companiesOfDeals(trx, portalId, union(changed, regrouped));
    await markStale(trx, portalId, union(relinked, touched), 'deal changed');
  });
}

/** Since when a role is set comes from its history, which a list page does not bring: what is known of it stays. */
async function keepRoleDates(db: Db, portalId: number, contacts: Contact[]): Promise<Contact[]> {
  const withRoles = contacts.filter((contact) => contact.buyingRoles.some((role) => role.setAt === null));
  const held = await listContacts(
    db,
    portalId,
    withRoles.map((contact) => contact.contactId),
  );
  const dates = new Map(
    held.flatMap(({ contactId, buyingRoles }) => buyingRoles.map(({ role, setAt }) => [`${contactId} ${role}`, setAt])),
  );
  return contacts.map((contact) => ({
    ...contact,
    buyingRoles: contact.buyingRoles.map(({ role, setAt }) => ({
      role,
      setAt: setAt ?? dates.get(`${contact.contactId} ${role}`) ?? null,
    })),
  }));
}

function linksOf(associations: Map<string, Association[]>): { fromId: string; toId: string; primary: boolean }[] {
  return [...associations].flatMap(([fromId, list]) =>
    list.map(({ toId, types }) => ({ fromId, toId, primary: types.some((type) => isPrimary(type)) })),
  );
}

function isPrimary(type: Association['types'][number]): boolean {
  return type.category === 'HUBSPOT_DEFINED' && PRIMARY_TYPE_IDS.has(type.typeId);
}

function dealContactLinks(
  associations: Map<string, Association[]>,
): { dealId: string; contactId: string; label: string }[] {
  return [...associations].flatMap(([dealId, list]) =>
    list.flatMap(({ toId, types }) => {
      const labels = types.map((type) => type.label).filter((label) => label !== null);
      return (labels.length > 0 ? labels : ['']).map((label) => ({ dealId, contactId: toId, label }));
    }),
  );
}

function union(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}
