import { ROLE_IDS } from '../../../src/domain/facts.ts';
import type {
  AccountFacts,
  ActivityFact,
  DealFacts,
  FormerPersonFact,
  OpenTicketFact,
  PersonFacts,
  RoleId,
} from '../../../src/domain/facts.ts';
import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import { readHistory } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import type { StoredRecord } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import type { OutsideFacts } from './outside-facts.ts';
import { readActivities } from './read-activities.ts';
import { readOpenTickets } from './read-tickets.ts';

const RETENTION_MS = 400 * 86_400_000;

/** The facts of every live company, read off the portal itself; plays and placeholders are no part of its scores. */
export function readFacts(store: PortalStore, outside: OutsideFacts, now: number): AccountFacts[] {
  const activities = readActivities(store, outside, now);
  const people = groupByAccount(store, 'contacts');
  const deals = groupByAccount(store, 'deals');
  const former = readFormerPeople(store, outside);
  const tickets = Map.groupBy(readOpenTickets(store).toSorted(byAge), ({ companyId }) => companyId);
  return [...store.records.companies.active()].map((company) => {
    const own = people.get(company.id) ?? [];
    return {
      companyId: company.id,
      name: company.properties['name'] ?? company.id,
      properties: company.properties,
      ownerId: company.properties['hubspot_owner_id'] ?? null,
      createdAt: Date.parse(company.createdAt),
      timeZone: store.portal.timeZone,
      people: own.map((contact) => toPerson(store, company.id, contact, outside)),
      ...(former.has(company.id) ? { formerPeople: former.get(company.id) ?? [] } : {}),
      activities: own.flatMap((contact) => activities.get(contact.id) ?? []).sort(byTime),
      deals: (deals.get(company.id) ?? []).map((deal) => toDeal(store, deal)),
      signals: outside.signals.filter(
        ({ companyId, occurredAt }) =>
          store.records.companies.getActive(companyId)?.id === company.id && occurredAt >= now - RETENTION_MS,
      ),
      openTickets: tickets.get(company.id) ?? [],
      placeholders: [],
      playRuns: [],
      playFeedback: [],
    };
  });
}

/** Of those whom the app saw leave, who is at another company now, as the portal has them; by the account they left. */
function readFormerPeople(store: PortalStore, outside: OutsideFacts): Map<string, FormerPersonFact[]> {
  const members = groupByAccount(store, 'contacts');
  const groups = new Map<string, FormerPersonFact[]>();
  for (const { companyId, contactId, leftAt } of outside.leavers) {
    const contact = store.records.contacts.getActive(contactId);
    const isBack = members.get(companyId)?.some(({ id }) => id === contactId) === true;
    const movedTo = contact === undefined || isBack ? undefined : findEmployer(store, contactId, companyId);
    if (contact === undefined || movedTo === undefined) continue;
    const person = toPerson(store, companyId, contact, outside);
    groups.set(companyId, [...(groups.get(companyId) ?? []), { person, leftAt, movedTo }]);
  }
  return groups;
}

/** The company a contact is at, but for the one they left: the primary one, else the first. */
function findEmployer(store: PortalStore, contactId: string, left: string): string | undefined {
  const primary = store.associations.types('contacts', 'companies').find((each) => each.primary)?.typeId ?? 0;
  const links = [...store.associations.linked('contacts', contactId, 'companies')]
    .filter(([companyId]) => companyId !== left && store.records.companies.getActive(companyId) !== undefined)
    .toSorted(([a, aTypes], [b, bTypes]) => {
      return Number(bTypes.has(primary)) - Number(aTypes.has(primary)) || (a < b ? -1 : 1);
    });
  const [first] = links;
  return first === undefined ? undefined : (store.records.companies.get(first[0])?.properties['name'] ?? first[0]);
}

/** A contact or deal belongs to its primary company alone, and to all it is linked to where none is primary. */
export function groupByAccount(store: PortalStore, type: 'contacts' | 'deals'): Map<string, StoredRecord[]> {
  const primary = store.associations.types(type, 'companies').find((each) => each.primary)?.typeId ?? 0;
  const groups = new Map<string, StoredRecord[]>();
  for (const record of store.records[type].active()) {
    const links = [...store.associations.linked(type, record.id, 'companies')];
    const chosen = links.filter(([, typeIds]) => typeIds.has(primary));
    for (const [companyId] of chosen.length > 0 ? chosen : links) {
      groups.set(companyId, [...(groups.get(companyId) ?? []), record]);
    }
  }
  return groups;
}

function toPerson(
  store: PortalStore,
  companyId: string,
  contact: StoredRecord,
  { decisions }: OutsideFacts,
): PersonFacts {
  const { properties } = contact;
  const latest = new Map(
    decisions
      .filter((each) => each.taken && store.records.contacts.get(each.contactId)?.id === contact.id)
      .sort((a, b) => a.decidedAt - b.decidedAt)
      .map(({ role, decision, decidedAt }) => [role, { role, decision, decidedAt }]),
  );
  return {
    contactId: contact.id,
    name: [properties['firstname'], properties['lastname']].filter((part) => part).join(' '),
    title: properties['jobtitle'] || null,
    buyingRoles: readBuyingRoles(contact),
    dealLabels: readDealLabels(store, companyId, contact.id),
    roleDecisions: [...latest.values()],
    optedOut: properties['hs_email_optout'] === 'true',
    bounced: Boolean(properties['hs_email_hard_bounce_reason_enum']),
  };
}

/** Roles set in HubSpot, each since the oldest value of the unbroken run that holds it. */
export function readBuyingRoles(contact: StoredRecord): { role: RoleId; setAt: number | null }[] {
  const held = splitRoles(contact.properties['hs_buying_role']);
  const history = readHistory(contact, 'hs_buying_role');
  return held.map((role) => {
    const broken = history.findIndex(({ value }) => !splitRoles(value).includes(role));
    const first = history[(broken === -1 ? history.length : broken) - 1];
    return { role, setAt: first === undefined ? null : Date.parse(first.timestamp) };
  });
}

function splitRoles(value = ''): RoleId[] {
  const names = value.split(';');
  return ROLE_IDS.filter((role) => names.includes(role));
}

const ROLES_OF_LABELS: Readonly<Record<string, RoleId>> = { 'Budget holder': 'BUDGET_HOLDER', Champion: 'CHAMPION' };

function readDealLabels(store: PortalStore, companyId: string, contactId: string): PersonFacts['dealLabels'] {
  const deals = [...store.associations.linked('companies', companyId, 'deals').keys()];
  return deals.flatMap((dealId) =>
    readLabels(store, dealId, contactId).flatMap((label) => {
      const role = ROLES_OF_LABELS[label];
      return role === undefined ? [] : [{ role, dealId }];
    }),
  );
}

/** The portal's labels of a deal's contact. */
export function readLabels(store: PortalStore, dealId: string, contactId: string): string[] {
  const typeIds = store.associations.linked('deals', dealId, 'contacts').get(contactId) ?? new Set();
  const types = store.associations.types('deals', 'contacts');
  return types.flatMap(({ typeId, label }) => (typeIds.has(typeId) && label !== null ? [label] : []));
}

function toDeal(store: PortalStore, { id, properties, createdAt }: StoredRecord): DealFacts {
  const pipeline = store.pipelines.find((each) => each.id === properties['pipeline']);
  const stage = pipeline?.stages.find((each) => each.id === properties['dealstage']);
  return {
    dealId: id,
    name: properties['dealname'] ?? id,
    amount: properties['amount'] ? Number(properties['amount']) : null,
    currency: store.portal.companyCurrency,
    stageLabel: stage?.label ?? '',
    probability: stage === undefined ? null : Number(stage.probability),
    state: readDealState(properties),
    createdAt: Date.parse(createdAt),
    closedAt: properties['closedate'] ? Date.parse(properties['closedate']) : null,
    contactIds: [...store.associations.linked('deals', id, 'contacts').keys()],
  };
}

export function readDealState(properties: Readonly<Record<string, string>>): DealFacts['state'] {
  if (properties['hs_is_closed_won'] === 'true') return 'won';
  return properties['hs_is_closed'] === 'true' ? 'lost' : 'open';
}

function byAge(a: OpenTicketFact, b: OpenTicketFact): number {
  return a.openedAt - b.openedAt || (a.ticketId < b.ticketId ? -1 : 1);
}

function byTime(a: ActivityFact, b: ActivityFact): number {
  return a.occurredAt - b.occurredAt || (a.activityId < b.activityId ? -1 : 1);
}
