import type { ObjectTypeName } from '../hubspot/object-types.ts';
import type { PortalStore } from '../hubspot/store/portal-store.ts';
import type { StoredRecord } from '../hubspot/store/stored-record.ts';
import { formatMoney, formatOwner, formatValue, readTime } from './format-value.ts';
import { listActivity } from './list-activity.ts';
import { nameOf, readTier } from './list-companies.ts';
import { personName } from './person-name.ts';
import type { CompanyRecordView, ContactView, DealView, PropertyView, TaskView } from './record-page-data.ts';

/** HubSpot's own properties that a rep looks at, in this order; those without a value are left out. */
const ABOUT = [
  'domain',
  'industry',
  'numberofemployees',
  'annualrevenue',
  'city',
  'country',
  'phone',
  'lifecyclestage',
  'hs_lead_status',
  'hubspot_owner_id',
  'hs_is_target_account',
  'hs_ideal_customer_profile',
  'notes_last_contacted',
  'createdate',
];

/** A company with everything its record page shows; `null` if there is none. An id merged away shows the survivor. */
export function showCompany(store: PortalStore, id: string): CompanyRecordView | null {
  const company = store.records.companies.getActive(id);
  if (company === undefined) return null;
  const linked = (type: ObjectTypeName): StoredRecord[] => linkedRecords(store, company, type);
  const contacts = linked('contacts');
  const { shown, count } = listActivity(store, company, contacts);
  return {
    id: company.id,
    name: nameOf(company),
    domain: company.properties['domain'] || null,
    tier: readTier(store, company),
    propertyGroups: groupProperties(store, company),
    contacts: contacts.map((contact) => toContact(store, contact)).sort(byRoleThenName),
    deals: linked('deals')
      .map((deal) => toDeal(store, deal))
      .sort(byOpenThenName),
    tasks: linked('tasks')
      .map((task) => toTask(store, task))
      .sort(byOpenThenDue),
    activity: shown,
    activityCount: count,
  };
}

function linkedRecords(store: PortalStore, company: StoredRecord, type: ObjectTypeName): StoredRecord[] {
  return [...store.associations.linked('companies', company.id, type).keys()].flatMap(
    (id) => store.records[type].getActive(id) ?? [],
  );
}

/** These properties of a company as HubSpot shows them, in this order; `null` if there is no such company. */
export function showProperties(store: PortalStore, id: string, names: readonly string[]): PropertyView[] | null {
  const company = store.records.companies.getActive(id);
  return company === undefined ? null : names.map((name) => showProperty(store, company, name));
}

function showProperty(store: PortalStore, company: StoredRecord, name: string): PropertyView {
  const label = store.properties.companies.definitions.get(name)?.label ?? name;
  return { name, label, value: formatValue(store, 'companies', company, name) };
}

function groupProperties(store: PortalStore, company: StoredRecord): CompanyRecordView['propertyGroups'] {
  const { definitions, groups } = store.properties.companies;
  const view = (name: string): PropertyView => showProperty(store, company, name);
  const ours = [...definitions.values()].filter((each) => each.groupName === 'roundtable' && each.archived !== true);
  const about = ABOUT.map(view).filter(({ value }) => value !== null);
  return [
    ...(ours.length === 0
      ? []
      : [{ label: groups.get('roundtable')?.label ?? 'roundtable', properties: ours.map(({ name }) => view(name)) }]),
    { label: 'About this company', properties: about },
  ];
}

function toContact(store: PortalStore, contact: StoredRecord): ContactView {
  const { properties } = contact;
  return {
    id: contact.id,
    name: personName(contact),
    title: properties['jobtitle'] || null,
    email: properties['email'] || null,
    roles: formatValue(store, 'contacts', contact, 'hs_buying_role'),
  };
}

function toDeal(store: PortalStore, deal: StoredRecord): DealView {
  const { properties } = deal;
  const stage = store.pipelines
    .find((pipeline) => pipeline.id === properties['pipeline'])
    ?.stages.find((each) => each.id === properties['dealstage']);
  const closesAtMs = readTime(properties['closedate']);
  return {
    id: deal.id,
    name: properties['dealname'] || `Deal ${deal.id}`,
    stage: stage?.label ?? properties['dealstage'] ?? '',
    amount: properties['amount'] ? formatMoney(properties['amount'], store.portal.companyCurrency) : null,
    closesAt: closesAtMs === null ? null : new Date(closesAtMs).toISOString(),
    isClosed: stage?.isClosed ?? false,
  };
}

function toTask(store: PortalStore, task: StoredRecord): TaskView {
  const { properties } = task;
  const dueAtMs = readTime(properties['hs_timestamp']);
  const contactIds = [...store.associations.linked('tasks', task.id, 'contacts').keys()];
  return {
    id: task.id,
    subject: properties['hs_task_subject'] || 'Task',
    body: properties['hs_task_body'] || null,
    isDone: properties['hs_task_status'] === 'COMPLETED',
    dueAt: dueAtMs === null ? null : new Date(dueAtMs).toISOString(),
    owner: properties['hubspot_owner_id'] ? formatOwner(store, properties['hubspot_owner_id']) : null,
    contacts: contactIds.flatMap((id) => {
      const contact = store.records.contacts.getActive(id);
      return contact === undefined ? [] : [personName(contact)];
    }),
  };
}

const byRoleThenName = (left: ContactView, right: ContactView): number =>
  Number(left.roles === null) - Number(right.roles === null) || left.name.localeCompare(right.name, 'en');

const byOpenThenName = (left: DealView, right: DealView): number =>
  Number(left.isClosed) - Number(right.isClosed) || left.name.localeCompare(right.name, 'en');

const byOpenThenDue = (left: TaskView, right: TaskView): number =>
  Number(left.isDone) - Number(right.isDone) || (left.dueAt ?? '').localeCompare(right.dueAt ?? '');
