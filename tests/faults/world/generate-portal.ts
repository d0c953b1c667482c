import { createEmptyPortal } from '../../../src/sandbox/empty-portal.ts';
import type { PortalAssociation, PortalData, PortalRecord } from '../../../src/sandbox/portal-data.ts';
import type { Random } from '../../../src/sandbox/world/random.ts';
import { LIST_OWNERS } from './list-people.ts';
import {
  companyValues,
  contactValues,
  dealValues,
  engagementValues,
  personToken,
  ticketValues,
} from './record-values.ts';
import type { EngagementKind } from './record-values.ts';

const DAY_MS = 86_400_000;

/** How a portal of one seed differs from that of another besides its records. */
export interface PortalTraits {
  portalId: number;
  /** An Enterprise portal lists page views and forms one by one; of others only the counters tell. */
  hasEvents: boolean;
}

/**
 * A portal of some 30 companies, their contacts, deals, tickets, meetings, calls, e-mails and page views. Counters come with the
 * history that led to them, since HubSpot keeps one. `now` is epoch ms.
 */
export function generatePortal(random: Random, { portalId, hasEvents }: PortalTraits, now: number): PortalData {
  const data = createEmptyPortal({ portalId, name: `Portal ${portalId}`, timeZone: 'UTC', companyCurrency: 'EUR' });
  data.owners.push(
    { id: '9000', email: 'ava@vendor.example', firstName: 'Ava', lastName: 'Stone', userId: 77 },
    ...LIST_OWNERS,
  );
  const portal = { data, random, now, hasEvents };
  addCompanies(portal);
  addContacts(portal);
  addDeals(portal);
  addTickets(portal);
  for (const kind of ['meetings', 'calls', 'emails'] as const) addEngagements(portal, kind);
  if (hasEvents) addEvents(portal);
  addMarketingEvent(portal);
  return data;
}

interface Portal {
  data: PortalData;
  random: Random;
  now: number;
  hasEvents: boolean;
}

function toRecord(
  { random, now }: Portal,
  id: number,
  properties: Record<string, string>,
  history: PortalRecord['history'] = {},
): PortalRecord {
  const createdAt = now - random.int(30, 500) * DAY_MS;
  return {
    id: String(id),
    properties,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(createdAt + random.int(0, 20) * DAY_MS).toISOString(),
    history,
  };
}

function addCompanies(portal: Portal): void {
  const { data, random } = portal;
  const count = random.int(20, 40);
  for (let at = 0; at < count; at += 1)
    data.objects.companies.push(toRecord(portal, 1001 + at, companyValues(random, at)));
}

function addContacts(portal: Portal): void {
  const { data, random, hasEvents } = portal;
  const count = random.int(60, 120);
  for (let at = 0; at < count; at += 1) {
    const values = contactValues(random, personToken(random));
    const history: NonNullable<PortalRecord['history']> = {};
    const counters = ['hs_email_open', 'hs_email_click', ...(hasEvents ? [] : WEB_COUNTERS)];
    for (const name of counters) if (random.chance(0.3)) addCounter(portal, values, history, name);
    const contact = toRecord(portal, 5001 + at, values, history);
    data.objects.contacts.push(contact);
    for (const [index, company] of random.sample(data.objects.companies, pickCount(random)).entries()) {
      link(data, 'contacts', contact, 'companies', company, { primary: index === 0 && random.chance(0.85) });
    }
  }
}

const WEB_COUNTERS = ['hs_analytics_num_page_views', 'num_conversion_events'];

/** The property that dates what a counter counted last. */
export const COUNTER_DATES: Readonly<Record<string, string>> = {
  hs_email_open: 'hs_email_last_open_date',
  hs_email_click: 'hs_email_last_click_date',
  hs_analytics_num_page_views: 'hs_analytics_last_timestamp',
  num_conversion_events: 'recent_conversion_date',
};

function addCounter(
  { random, now }: Portal,
  values: Record<string, string>,
  history: NonNullable<PortalRecord['history']>,
  name: string,
): void {
  let count = 0;
  let at = now - random.int(40, 90) * DAY_MS;
  const entries = Array.from({ length: random.int(1, 6) }, () => {
    count += random.int(1, 4);
    at += random.int(1, 5) * DAY_MS + random.int(0, 3_600_000);
    return { value: String(count), timestamp: new Date(at).toISOString() };
  });
  history[name] = entries.toReversed();
  values[name] = String(count);
  values[COUNTER_DATES[name] ?? ''] = new Date(at).toISOString();
  if (name === 'num_conversion_events') values['recent_conversion_event_name'] = 'Newsletter';
}

function addDeals(portal: Portal): void {
  const { data, random, now } = portal;
  const count = random.int(10, 20);
  for (let at = 0; at < count; at += 1) {
    const deal = toRecord(portal, 7001 + at, dealValues(random, at, now));
    data.objects.deals.push(deal);
    for (const [index, company] of random.sample(data.objects.companies, random.int(0, 2)).entries()) {
      link(data, 'deals', deal, 'companies', company, { primary: index === 0 });
    }
    for (const contact of random.sample(data.objects.contacts, random.int(0, 3))) {
      const label = random.chance(0.3) ? random.pick(DEAL_LABELS) : null;
      link(data, 'deals', deal, 'contacts', contact, { label });
    }
  }
}

/** Labels of the portal for a deal's contacts: two that name a role and one that does not. */
export const DEAL_LABELS = ['Budget holder', 'Champion', 'Consultant'] as const;

/** A stage of both pipelines, in which a ticket of the one is closed and of the other open. */
const CLOSED_OR_WAITING = '4';

/** Two pipelines of support; a ticket names who asked, and may be about no company. */
function addTickets(portal: Portal): void {
  const { data, random } = portal;
  const stages = [
    { id: CLOSED_OR_WAITING, label: 'Waiting', isClosed: false },
    { id: '5', label: 'Done', isClosed: true },
  ];
  data.ticketPipelines.push({ id: '1', label: 'Onboarding', stages });
  const count = random.int(8, 16);
  for (let at = 0; at < count; at += 1) {
    const contact = random.pick(data.objects.contacts);
    const ticket = toRecord(portal, 15_001 + at, ticketValues(random, contact.properties['lastname'] ?? ''));
    data.objects.tickets.push(ticket);
    link(data, 'tickets', ticket, 'contacts', contact, {});
    for (const [index, company] of random.sample(data.objects.companies, pickCount(random)).entries()) {
      link(data, 'tickets', ticket, 'companies', company, { primary: index === 0 });
    }
  }
}

const FIRST_IDS: Readonly<Record<EngagementKind, number>> = { meetings: 11_001, calls: 12_001, emails: 13_001 };

function addEngagements(portal: Portal, kind: EngagementKind): void {
  const { data, random, now } = portal;
  const count = random.int(15, 35);
  for (let at = 0; at < count; at += 1) {
    // Some are older than what is kept, some lie ahead, by more than a run takes: until the night nobody scores them.
    const age = Math.round((random.next() * 1.1 - 0.02) * 400 * DAY_MS * (random.chance(0.7) ? 0.15 : 1));
    const time = now - age + (age < 0 ? DAY_MS : 0);
    const engagement = toRecord(portal, FIRST_IDS[kind] + at, engagementValues(random, kind, time));
    data.objects[kind].push(engagement);
    for (const contact of random.sample(data.objects.contacts, random.int(1, 3))) {
      link(data, kind, engagement, 'contacts', contact, {});
    }
  }
}

function addEvents({ data, random, now }: Portal): void {
  for (let at = 0; at < 120; at += 1) {
    const contactId = random.pick(data.objects.contacts).id;
    const occurredAt = now - Math.round(random.next() * 60 * DAY_MS);
    data.events.push(createEvent(random, { id: `e-${at}`, contactId, occurredAt: new Date(occurredAt).toISOString() }));
  }
}

/** A page view or a form of an Enterprise portal. */
export function createEvent(
  random: Random,
  event: { id: string; contactId: string; occurredAt: string },
): PortalData['events'][number] {
  if (random.chance(0.15)) {
    const name = random.pick(['Request a demo', 'Newsletter', 'Contact sales']);
    return { ...event, eventType: 'e_submitted_form', properties: { hs_form_id: 'f-1', hs_form_name: name } };
  }
  const path = random.pick(['/', '/pricing', '/blog/a', '/compare/them', '/about']);
  const properties = { hs_url: `https://vendor.example${path}`, hs_url_path: path };
  return { ...event, eventType: 'e_visited_page', properties };
}

function addMarketingEvent({ data, random, now }: Portal): void {
  const startsAt = new Date(now - 20 * DAY_MS).toISOString();
  const participations = random.sample(data.objects.contacts, 8).map(({ id }) => ({
    contactId: id,
    state: random.pick(['REGISTERED', 'ATTENDED'] as const),
    occurredAt: startsAt,
  }));
  data.marketingEvents.push({ id: '555', name: 'Webinar', startsAt, participations });
}

function pickCount(random: Random): number {
  return random.pickWeighted([
    { weight: 1, count: 0 },
    { weight: 8, count: 1 },
    { weight: 2, count: 2 },
  ]).count;
}

function link(
  data: PortalData,
  fromType: PortalAssociation['fromType'],
  from: PortalRecord,
  toType: PortalAssociation['toType'],
  to: PortalRecord,
  { primary = false, label = null }: { primary?: boolean; label?: string | null },
): void {
  data.associations.push({ fromType, fromId: from.id, toType, toId: to.id, primary, label });
}
