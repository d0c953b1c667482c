import { applyEmailCounter } from '../../../src/sandbox/email-counters.ts';
import { createEmptyPortal } from '../../../src/sandbox/empty-portal.ts';
import type { PortalData, PortalObjectType, PortalRecord } from '../../../src/sandbox/portal-data.ts';
import { createRandom, type Random } from '../../../src/sandbox/world/random.ts';

export const BENCH_PORTAL_ID = 2_000_001;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** HubSpot's default disposition "Connected". */
const CALL_CONNECTED = 'f240bbac-87c9-4f6e-bf70-924b57d47db7';

const INDUSTRIES = ['COMPUTER_SOFTWARE', 'FINANCIAL_SERVICES', 'INSURANCE', 'MACHINERY', 'RETAIL', 'CONSTRUCTION'];
const COUNTRIES = ['United States', 'United Kingdom', 'Germany', 'France', 'Spain'];
const TITLES = [
  'Chief Financial Officer',
  'VP Operations',
  'Director of Planning',
  'Head of IT',
  'General Counsel',
  'Procurement Manager',
  'Operations Analyst',
  'Marketing Manager',
];
const ROLES = ['CHAMPION', 'DECISION_MAKER', 'BUDGET_HOLDER', 'END_USER'];
const STAGES = ['appointmentscheduled', 'qualifiedtobuy', 'presentationscheduled', 'contractsent', 'closedlost'];

/** How much there is for one company, on average. Counters are opens of marketing e-mails, with their history. */
export interface PortalShape {
  contacts: number;
  deals: number;
  meetings: number;
  calls: number;
  emails: number;
  /** Share of the contacts who have opened marketing e-mails. */
  withCounters: number;
}

const USUAL_SHAPE: PortalShape = {
  contacts: 3,
  deals: 0.4,
  meetings: 0.4,
  calls: 0.7,
  emails: 1.5,
  withCounters: 0.25,
};

export interface GeneratePortalOptions {
  companies: number;
  seed: number;
  /** The moment the portal is looked at, epoch ms: everything happened within the year before. */
  now: number;
  shape?: Partial<PortalShape>;
  portalId?: number;
}

/**
 * A portal of so many companies with people, deals and activities: plain, so that 100,000 companies take seconds. Ids
 * count from 1 within each type and run with the companies; the same options give the same data.
 */
export function generatePortal({ companies, seed, now, shape, portalId }: GeneratePortalOptions): PortalData {
  const data = createEmptyPortal({
    portalId: portalId ?? BENCH_PORTAL_ID,
    name: 'Portal of a benchmark',
    timeZone: 'US/Eastern',
    companyCurrency: 'USD',
  });
  data.owners.push({ id: '9000', email: 'ava@vendor.example', firstName: 'Ava', lastName: 'Stone', userId: 77 });
  const generator: Generator = { data, random: createRandom(seed), now, shape: { ...USUAL_SHAPE, ...shape } };
  for (let index = 1; index <= companies; index += 1) addAccount(generator, index);
  return data;
}

interface Generator {
  data: PortalData;
  random: Random;
  now: number;
  shape: PortalShape;
}

function addAccount(generator: Generator, index: number): void {
  const { random, shape } = generator;
  const company = addRecord(generator, 'companies', {
    name: `Company ${index}`,
    domain: `company-${index}.example`,
    industry: random.pick(INDUSTRIES),
    numberofemployees: String(random.int(5, 6000)),
    annualrevenue: String(random.int(1, 900) * 1_000_000),
    country: random.pick(COUNTRIES),
    hubspot_owner_id: '9000',
  });
  const contacts = times(random, shape.contacts).map((number) => addContact(generator, company, number));
  for (const number of times(random, shape.deals)) addDeal(generator, company, contacts, number);
  if (contacts.length === 0) return;
  for (const _ of times(random, shape.meetings)) addMeeting(generator, random.pick(contacts));
  for (const _ of times(random, shape.calls)) addCall(generator, random.pick(contacts));
  for (const _ of times(random, shape.emails)) addEmail(generator, random.pick(contacts));
}

function addContact(generator: Generator, company: PortalRecord, number: number): PortalRecord {
  const { random, shape } = generator;
  const contact = addRecord(generator, 'contacts', {
    email: `person-${number}@company-${company.id}.example`,
    firstname: `Person${number}`,
    lastname: `Of${company.id}`,
    jobtitle: random.pick(TITLES),
  });
  if (random.chance(0.05)) {
    const role = random.pick(ROLES);
    contact.properties['hs_buying_role'] = role;
    contact.history = { hs_buying_role: [{ value: role, timestamp: aTime(generator, 200) }] };
  }
  if (random.chance(shape.withCounters)) {
    const opens = Array.from({ length: random.int(1, 5) }, () => aTime(generator, 120));
    applyEmailCounter(contact, 'hs_email_open', opens);
  }
  link(generator, { type: 'contacts', record: contact }, { type: 'companies', record: company }, true);
  return contact;
}

function addDeal(generator: Generator, company: PortalRecord, contacts: readonly PortalRecord[], number: number): void {
  const { random } = generator;
  const deal = addRecord(generator, 'deals', {
    dealname: `Deal ${number} of ${company.id}`,
    pipeline: 'default',
    dealstage: random.pick(STAGES),
    amount: String(random.int(5, 300) * 1000),
  });
  link(generator, { type: 'deals', record: deal }, { type: 'companies', record: company }, true);
  const [first] = contacts;
  if (first !== undefined) link(generator, { type: 'deals', record: deal }, { type: 'contacts', record: first });
}

function addMeeting(generator: Generator, contact: PortalRecord): void {
  const at = aTime(generator, 120);
  const title = { hs_meeting_title: 'Review' };
  const meeting = addRecord(generator, 'meetings', { hs_timestamp: at, hs_meeting_start_time: at, ...title });
  link(generator, { type: 'meetings', record: meeting }, { type: 'contacts', record: contact });
}

function addCall(generator: Generator, contact: PortalRecord): void {
  const connected: Record<string, string> = generator.random.chance(0.5) ? { hs_call_disposition: CALL_CONNECTED } : {};
  const call = addRecord(generator, 'calls', { hs_timestamp: aTime(generator, 120), ...connected });
  link(generator, { type: 'calls', record: call }, { type: 'contacts', record: contact });
}

function addEmail(generator: Generator, contact: PortalRecord): void {
  const email = addRecord(generator, 'emails', {
    hs_timestamp: aTime(generator, 120),
    hs_email_direction: generator.random.chance(0.3) ? 'INCOMING_EMAIL' : 'EMAIL',
    hs_email_subject: 'Dates',
  });
  link(generator, { type: 'emails', record: email }, { type: 'contacts', record: contact });
}

function addRecord(
  { data, random, now }: Generator,
  type: PortalObjectType,
  properties: Record<string, string>,
): PortalRecord {
  const updatedAt = now - DAY_MS - random.int(0, 200 * 24) * HOUR_MS - random.int(0, HOUR_MS);
  const record: PortalRecord = {
    id: String(data.objects[type].length + 1),
    properties,
    createdAt: new Date(updatedAt - random.int(1, 150) * DAY_MS).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
  data.objects[type].push(record);
  return record;
}

interface LinkEnd {
  type: PortalObjectType;
  record: PortalRecord;
}

function link({ data }: Generator, from: LinkEnd, to: LinkEnd, primary = false): void {
  data.associations.push({
    fromType: from.type,
    fromId: from.record.id,
    toType: to.type,
    toId: to.record.id,
    primary,
    label: null,
  });
}

/** 1, 2 … so that `average` comes out over many calls. */
function times(random: Random, average: number): number[] {
  const count = Math.floor(average) + (random.chance(average % 1) ? 1 : 0);
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** A moment between an hour and so many days ago, ISO. */
function aTime({ random, now }: Generator, withinDays: number): string {
  return new Date(now - HOUR_MS - Math.floor(random.next() * withinDays * DAY_MS)).toISOString();
}
