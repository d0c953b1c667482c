import type { ObjectTypeName } from '../object-types.ts';
import { ENGAGEMENT_TYPES } from '../object-types.ts';
import { markModified } from './mark-modified.ts';
import type { PortalStore } from './portal-store.ts';
import type { StoredRecord } from './stored-record.ts';

type Values = Record<string, string>;

/** Engagements that count as contact with the customer; notes and tasks count as activity only. */
const CONTACTING: ReadonlySet<ObjectTypeName> = new Set(['meetings', 'calls', 'emails', 'communications']);

/**
 * Recomputes the calculated properties that depend on a record that changed: its own and those of its neighbours.
 * They bump the last-modified date (recorded: it moves seconds after a creation) but send no webhook.
 */
export function refreshRollups(store: PortalStore, type: ObjectTypeName, id: string): void {
  recompute(store, type, id);
  for (const to of ['companies', 'contacts', 'deals'] as const) {
    for (const toId of store.associations.linked(type, id, to).keys()) recompute(store, to, toId);
  }
}

function recompute(store: PortalStore, type: ObjectTypeName, id: string): void {
  const record = store.records[type].getActive(id);
  if (!record) return;
  const values = rollupValues(store, type, record);
  const changed = Object.entries(values).filter(([name, value]) => (record.properties[name] ?? '') !== value);
  if (changed.length === 0) return;
  const before = { ...record.properties };
  for (const [name, value] of changed) record.properties[name] = value;
  markModified(store, type, record, before);
  store.touch();
}

/** The calculated values of a record, from its current associations. */
export function rollupValues(store: PortalStore, type: ObjectTypeName, record: StoredRecord): Values {
  switch (type) {
    case 'companies':
      return { ...companyValues(store, record), ...activityValues(store, type, record) };
    case 'contacts':
      return { ...contactValues(store, record), ...activityValues(store, type, record) };
    case 'deals':
      return {
        num_associated_contacts: count(store, 'deals', record.id, 'contacts'),
        ...activityValues(store, type, record),
      };
    default:
      return {};
  }
}

const count = (store: PortalStore, type: ObjectTypeName, id: string, to: ObjectTypeName): string =>
  String(store.associations.linked(type, id, to).size);

function linkedRecords(store: PortalStore, type: ObjectTypeName, id: string, to: ObjectTypeName): StoredRecord[] {
  return [...store.associations.linked(type, id, to).keys()].flatMap((toId) => store.records[to].getActive(toId) ?? []);
}

function companyValues(store: PortalStore, company: StoredRecord): Values {
  const contacts = linkedRecords(store, 'companies', company.id, 'contacts');
  const deals = linkedRecords(store, 'companies', company.id, 'deals');
  const roles = contacts.map((contact) => contact.properties['hs_buying_role'] ?? '').filter((role) => role !== '');
  const withRole = (role: string): string => String(roles.filter((value) => value.split(';').includes(role)).length);
  return {
    num_associated_contacts: String(contacts.length),
    num_associated_deals: String(deals.length),
    hs_num_open_deals: String(deals.filter((deal) => deal.properties['hs_is_closed'] !== 'true').length),
    hs_num_contacts_with_buying_roles: String(roles.length),
    hs_num_decision_makers: withRole('DECISION_MAKER'),
    hs_num_blockers: withRole('BLOCKER'),
    ...sums(contacts, ['hs_analytics_num_page_views', 'hs_analytics_num_visits', 'num_conversion_events']),
    ...latest(contacts, 'hs_analytics_last_timestamp'),
  };
}

function contactValues(store: PortalStore, contact: StoredRecord): Values {
  const primaryId = store.associations.types('contacts', 'companies').find((type) => type.primary)?.typeId;
  const companies = [...store.associations.linked('contacts', contact.id, 'companies')];
  const primary = companies.find(([, typeIds]) => primaryId !== undefined && typeIds.has(primaryId));
  const targets = companies.filter(
    ([id]) => store.records.companies.getActive(id)?.properties['hs_is_target_account'] === 'true',
  );
  return {
    ...(primary ? { associatedcompanyid: primary[0] } : {}),
    hs_associated_target_accounts: String(targets.length),
    num_associated_deals: count(store, 'contacts', contact.id, 'deals'),
  };
}

function activityValues(store: PortalStore, type: ObjectTypeName, record: StoredRecord): Values {
  let activities = 0;
  let contacted = 0;
  let lastContacted = '';
  let lastActivity = '';
  const now = new Date(store.now()).toISOString();
  for (const kind of ENGAGEMENT_TYPES) {
    for (const engagement of linkedRecords(store, type, record.id, kind)) {
      const at = engagement.properties['hs_timestamp'] ?? '';
      activities += 1;
      if (at > lastActivity && at <= now) lastActivity = at;
      if (!CONTACTING.has(kind)) continue;
      contacted += 1;
      if (at > lastContacted && at <= now) lastContacted = at;
    }
  }
  return {
    num_notes: String(activities),
    num_contacted_notes: String(contacted),
    ...(lastContacted ? { notes_last_contacted: lastContacted } : {}),
    ...(lastActivity ? { notes_last_updated: lastActivity } : {}),
    ...(lastContacted && type !== 'deals' ? { hs_last_sales_activity_timestamp: lastContacted } : {}),
  };
}

function sums(records: readonly StoredRecord[], names: readonly string[]): Values {
  const total = (name: string): number =>
    records.reduce((sum, record) => sum + Number(record.properties[name] ?? 0), 0);
  return Object.fromEntries(
    names
      .map((name) => [name, total(name)] as const)
      .filter(([, sum]) => sum > 0)
      .map(([name, sum]) => [name, String(sum)]),
  );
}

function latest(records: readonly StoredRecord[], name: string): Values {
  const last = records
    .map((record) => record.properties[name] ?? '')
    .reduce((left, right) => (left > right ? left : right), '');
  return last ? { [name]: last } : {};
}
