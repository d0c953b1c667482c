import { sql } from 'kysely';
import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import type { StoredRecord } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import type { Db } from '../../../src/storage/tables/tables.ts';
import type { OutsideFacts } from '../oracle/outside-facts.ts';
import { readActivities } from '../oracle/read-activities.ts';
import { groupByAccount, readBuyingRoles, readDealState, readLabels } from '../oracle/read-facts.ts';
import { readOpenTickets } from '../oracle/read-tickets.ts';
import { listDifferences, type Rows } from './difference.ts';

type Values = Readonly<Record<string, string | null | undefined>>;

/** What must be mirrored of each company, contact and deal; what else is must be right as well. */
const PROPERTIES = {
  companies: ['name', 'domain', 'industry', 'numberofemployees', 'annualrevenue', 'country', 'city', 'lifecyclestage'],
  contacts: ['firstname', 'lastname', 'email', 'jobtitle', 'hs_buying_role', 'hs_email_open', 'hs_email_click'],
  deals: ['dealname', 'dealstage', 'pipeline', 'amount', 'closedate'],
} as const;

/** Compares the app's mirror with the portal, record by record, link by link, activity by activity. */
export async function compareMirror(db: Db, store: PortalStore, outside: OutsideFacts, now: number): Promise<string[]> {
  return [
    ...(await compareRecords(db, store, 'companies', 'company_id', companyRow)),
    ...(await compareRecords(db, store, 'contacts', 'contact_id', contactRow)),
    ...(await compareRecords(db, store, 'deals', 'deal_id', dealRow)),
    ...(await compareCompanyLinks(db, store, 'contacts', 'contact')),
    ...(await compareCompanyLinks(db, store, 'deals', 'deal')),
    ...(await compareDealContacts(db, store)),
    ...(await compareOpenTickets(db, store)),
    ...(await compareActivities(db, store, outside, now)),
    ...compareLeavers(store, outside),
  ];
}

/** Nobody is told to have left an account they belong to. */
function compareLeavers(store: PortalStore, { leavers }: OutsideFacts): string[] {
  const members = groupByAccount(store, 'contacts');
  return leavers.flatMap(({ companyId, contactId }) =>
    members.get(companyId)?.some(({ id }) => id === contactId) === true
      ? [`contact ${contactId} is told to have left company ${companyId}, and is there`]
      : [],
  );
}

interface HeldRow {
  id: string;
  row: Record<string, unknown> & { properties: Values };
}

async function compareRecords(
  db: Db,
  store: PortalStore,
  type: 'companies' | 'contacts' | 'deals',
  key: string,
  toRow: (record: StoredRecord) => Record<string, unknown>,
): Promise<string[]> {
  const { rows } = await sql<HeldRow>`select ${sql.id(key)} as id, to_jsonb(held) as row from ${sql.table(type)} held
    where portal_id = ${store.portal.portalId}`.execute(db);
  const live = new Map([...store.records[type].active()].map((record) => [record.id, record]));
  const expected = new Map<string, unknown>();
  const held = new Map<string, unknown>();
  for (const [id, record] of live) expected.set(id, toRow(record));
  for (const { id, row } of rows) {
    const wanted = expected.get(id) as Record<string, unknown> | undefined;
    const names = [...new Set([...PROPERTIES[type], ...Object.keys(row.properties)])].sort();
    if (wanted !== undefined) wanted['properties'] = pick(live.get(id)?.properties ?? {}, names);
    const columns = Object.keys(wanted ?? {}).filter((name) => name !== 'properties');
    held.set(id, {
      ...Object.fromEntries(columns.map((name) => [name, toPlain(row[name])])),
      properties: pick(row.properties, names),
    });
  }
  return listDifferences(type, expected, held);
}

/** An unset value is `null` on HubSpot's wire and `''` where somebody cleared it. */
function pick(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(names.map((name) => [name, values[name] || null]));
}

/** PostgreSQL's JSON of a time as epoch ms. */
function toPlain(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : value;
}

function companyRow({ id, properties, createdAt }: StoredRecord): Record<string, unknown> {
  return {
    name: properties['name'] || properties['domain'] || `Company ${id}`,
    owner_id: properties['hubspot_owner_id'] || null,
    hs_created_at: Date.parse(properties['createdate'] ?? createdAt),
  };
}

function contactRow(contact: StoredRecord): Record<string, unknown> {
  const { id, properties } = contact;
  const name = [properties['firstname'], properties['lastname']].filter((part) => part).join(' ');
  return {
    name: name || properties['email'] || `Contact ${id}`,
    email: properties['email'] || null,
    job_title: properties['jobtitle'] || null,
    buying_roles: readBuyingRoles(contact).map(({ role, setAt }) => ({ role, setAt })),
    opted_out: properties['hs_email_optout'] === 'true',
    bounced: Boolean(properties['hs_email_hard_bounce_reason_enum']),
    owner_id: properties['hubspot_owner_id'] || null,
  };
}

function dealRow({ id, properties }: StoredRecord): Record<string, unknown> {
  return {
    name: properties['dealname'] || `Deal ${id}`,
    amount: properties['amount'] ? Number(properties['amount']) : null,
    pipeline_id: properties['pipeline'],
    stage_id: properties['dealstage'],
    state: readDealState(properties),
    closed_at: properties['closedate'] ? Date.parse(properties['closedate']) : null,
  };
}

async function compareCompanyLinks(
  db: Db,
  store: PortalStore,
  type: 'contacts' | 'deals',
  singular: 'contact' | 'deal',
): Promise<string[]> {
  const table = `${singular}_companies`;
  const { rows } = await sql<{ id: string; company_id: string; is_primary: boolean }>`
    select ${sql.id(`${singular}_id`)} as id, company_id, is_primary from ${sql.table(table)}
    where portal_id = ${store.portal.portalId}`.execute(db);
  const held = new Map(rows.map((row) => [`${row.id} → ${row.company_id}`, { primary: row.is_primary }]));
  const primaryId = store.associations.types(type, 'companies').find(({ primary }) => primary)?.typeId ?? 0;
  const expected = new Map<string, unknown>();
  for (const { id } of store.records[type].active()) {
    for (const [companyId, typeIds] of store.associations.linked(type, id, 'companies')) {
      expected.set(`${id} → ${companyId}`, { primary: typeIds.has(primaryId) });
    }
  }
  return listDifferences(table, expected, held);
}

async function compareDealContacts(db: Db, store: PortalStore): Promise<string[]> {
  const { rows } = await sql<{ deal_id: string; contact_id: string; label: string }>`
    select deal_id, contact_id, label from deal_contacts where portal_id = ${store.portal.portalId}`.execute(db);
  const held = new Map(rows.map((row) => [`${row.deal_id} → ${row.contact_id} "${row.label}"`, true]));
  const expected = new Map<string, unknown>();
  for (const { id } of store.records.deals.active()) {
    for (const contactId of store.associations.linked('deals', id, 'contacts').keys()) {
      const labels = readLabels(store, id, contactId);
      for (const label of labels.length > 0 ? labels : ['']) expected.set(`${id} → ${contactId} "${label}"`, true);
    }
  }
  return listDifferences('deal_contacts', expected, held);
}

async function compareOpenTickets(db: Db, store: PortalStore): Promise<string[]> {
  const { rows } = await sql<{ ticket_id: string; company_id: string; at: number }>`
    select ticket_id, company_id, (extract(epoch from opened_at) * 1000)::float8 as at
    from open_tickets where portal_id = ${store.portal.portalId}`.execute(db);
  const held = new Map(rows.map((row) => [`${row.ticket_id} → ${row.company_id}`, { at: Math.round(row.at) }]));
  const open = readOpenTickets(store);
  const expected = new Map(open.map(({ ticketId, companyId, openedAt: at }) => [`${ticketId} → ${companyId}`, { at }]));
  return listDifferences('open_tickets', expected, held);
}

/** Activities of contacts that are gone may stay, since HubSpot can restore these; counted ones have no id of their own. */
async function compareActivities(db: Db, store: PortalStore, outside: OutsideFacts, now: number): Promise<string[]> {
  const { rows } = await sql<{ activity_id: string; contact_id: string; type: string; at: number }>`
    select activity_id, contact_id, type, (extract(epoch from occurred_at) * 1000)::float8 as at
    from activities where portal_id = ${store.portal.portalId}`.execute(db);
  const isLive = (contactId: string): boolean => store.records.contacts.getActive(contactId)?.id === contactId;
  const held = rows
    .filter((row) => isLive(row.contact_id))
    .map((row) => `${row.contact_id} ${kindOf(row.activity_id)} ${row.type} ${Math.round(row.at)}`);
  const expected = [...readActivities(store, outside, now).values()]
    .flat()
    .map((each) => `${each.contactId} ${kindOf(each.activityId)} ${each.type} ${each.occurredAt}`);
  return listDifferences('activities', count(expected), count(held));
}

function kindOf(activityId: string): string {
  return /^(counter:[a-z_]+|marketing_event)/.exec(activityId)?.[0] ?? activityId;
}

function count(keys: readonly string[]): Rows {
  return new Map([...Map.groupBy(keys, (key) => key)].map(([key, same]) => [key, { times: same.length }]));
}
