import { createRecord, writeRecord } from '../../../src/sandbox/hubspot/store/write-record.ts';
import { COUNTER_DATES, createEvent } from './generate-portal.ts';
import { linkRecords } from './link-records.ts';
import { BY_ANALYTICS, BY_PEOPLE, pickRecord, pickRecords } from './pick-record.ts';
import {
  changedCompanyValues,
  changedContactValues,
  changedEngagementValues,
  companyValues,
  contactValues,
  dealValues,
  engagementValues,
  personToken,
  pickRoles,
  STAGES,
} from './record-values.ts';
import type { Storm, StormEdit } from './storm-types.ts';
import { keepUndo } from './undo-edits.ts';

const ENGAGEMENTS = ['meetings', 'calls', 'emails'] as const;

/** Records that come and change. */
export const STORM_EDITS: readonly StormEdit[] = [
  { name: 'company edited', weight: 8, run: editCompany },
  { name: 'our value overwritten', weight: 3, run: overwriteOurs },
  { name: 'company created', weight: 3, run: createCompany },
  { name: 'contact edited', weight: 8, run: editContact },
  { name: 'contact created', weight: 5, run: createContact },
  { name: 'buying role set', weight: 5, run: setRoles },
  { name: 'counter raised', weight: 10, run: raiseCounter },
  { name: 'page viewed', weight: 4, run: viewPage },
  { name: 'deal edited', weight: 5, run: editDeal },
  { name: 'deal created', weight: 3, run: createDeal },
  { name: 'engagement created', weight: 12, run: createEngagement },
  { name: 'engagement edited', weight: 6, run: editEngagement },
];

function editCompany(storm: Storm): boolean | void {
  const company = pickRecord(storm, 'companies');
  if (company === undefined) return false;
  const values = Object.entries(changedCompanyValues(storm.random));
  const changed = Object.fromEntries(storm.random.sample(values, storm.random.int(1, 3)));
  keepUndo(storm, 'companies', company, Object.keys(changed));
  writeRecord(storm.store, 'companies', company, changed, BY_PEOPLE);
}

/** Somebody writes into the app's own properties, which it is to put right: nobody chose otherwise. */
function overwriteOurs({ store, random }: Storm): boolean | void {
  const published = [...store.records.companies.active()].filter(({ properties }) => properties['roundtable_stage']);
  const [company] = random.sample(published, 1);
  if (company === undefined) return false;
  const values = random.pick([
    { roundtable_fit: '3' },
    { roundtable_stage: 'customer' },
    { roundtable_coverage: '' },
    { roundtable_tier: random.pick(['tier_1', 'tier_3', '']) },
  ]);
  writeRecord(store, 'companies', company, values, BY_PEOPLE);
}

function createCompany(storm: Storm): void {
  const number = storm.random.int(1000, 99_999);
  const company = createRecord(storm.store, 'companies', companyValues(storm.random, number), BY_PEOPLE);
  for (const contact of pickRecords(storm, 'contacts', storm.random.int(0, 2))) {
    linkRecords(storm.store, ['contacts', contact.id], ['companies', company.id], {
      primary: storm.random.chance(0.5),
    });
  }
}

function editContact(storm: Storm): boolean | void {
  const contact = pickRecord(storm, 'contacts');
  if (contact === undefined) return false;
  writeRecord(storm.store, 'contacts', contact, changedContactValues(storm.random), BY_PEOPLE);
}

function createContact(storm: Storm): void {
  const { store, random } = storm;
  const contact = createRecord(store, 'contacts', contactValues(random, personToken(random)), BY_PEOPLE);
  for (const [index, company] of pickRecords(storm, 'companies', random.int(0, 2)).entries()) {
    linkRecords(store, ['contacts', contact.id], ['companies', company.id], { primary: index === 0 });
  }
}

function setRoles(storm: Storm): boolean | void {
  const contact = pickRecord(storm, 'contacts');
  if (contact === undefined) return false;
  const hs_buying_role = storm.random.chance(0.25) ? '' : pickRoles(storm.random);
  keepUndo(storm, 'contacts', contact, ['hs_buying_role']);
  writeRecord(storm.store, 'contacts', contact, { hs_buying_role }, BY_PEOPLE);
}

/**
 * A counter that was never set begins with 1: of a history that begins higher nobody can tell how much of it was a
 * starting point.
 */
function raiseCounter(storm: Storm): boolean | void {
  const { store, random, hasEvents } = storm;
  const contact = pickRecord(storm, 'contacts');
  if (contact === undefined) return false;
  const names = Object.keys(COUNTER_DATES).slice(0, hasEvents ? 2 : 4);
  const name = random.pick(names);
  const held = contact.properties[name];
  const value = held ? Number(held) + random.int(1, 3) : 1;
  const named = name === 'num_conversion_events' ? { recent_conversion_event_name: 'Newsletter' } : {};
  const at = new Date(store.now()).toISOString();
  const values = { [name]: String(value), [COUNTER_DATES[name] ?? '']: at, ...named };
  writeRecord(store, 'contacts', contact, values, BY_ANALYTICS);
}

function viewPage(storm: Storm): boolean | void {
  const { store, random, hasEvents } = storm;
  const contact = pickRecord(storm, 'contacts');
  if (!hasEvents || contact === undefined) return false;
  const event = {
    id: `s-${random.int(1, 1e9)}`,
    contactId: contact.id,
    occurredAt: new Date(store.now()).toISOString(),
  };
  store.events.add(createEvent(random, event));
}

function editDeal(storm: Storm): boolean | void {
  const { store, random } = storm;
  const deal = pickRecord(storm, 'deals');
  if (deal === undefined) return false;
  const values = random.chance(0.5) ? { dealstage: random.pick(STAGES) } : { amount: String(random.int(1, 90) * 1000) };
  keepUndo(storm, 'deals', deal, Object.keys(values));
  writeRecord(store, 'deals', deal, values, BY_PEOPLE);
}

function createDeal(storm: Storm): void {
  const { store, random } = storm;
  const deal = createRecord(store, 'deals', dealValues(random, random.int(100, 9999), store.now()), BY_PEOPLE);
  for (const [index, company] of pickRecords(storm, 'companies', random.int(0, 2)).entries()) {
    linkRecords(store, ['deals', deal.id], ['companies', company.id], { primary: index === 0 });
  }
  for (const contact of pickRecords(storm, 'contacts', random.int(0, 2))) {
    linkRecords(store, ['deals', deal.id], ['contacts', contact.id]);
  }
}

function createEngagement(storm: Storm): void {
  const { store, random } = storm;
  const kind = random.pick(ENGAGEMENTS);
  const time = store.now() - random.int(0, 20 * 86_400_000);
  const engagement = createRecord(store, kind, engagementValues(random, kind, time), BY_PEOPLE);
  for (const contact of pickRecords(storm, 'contacts', random.int(0, 3))) {
    linkRecords(store, [kind, engagement.id], ['contacts', contact.id]);
  }
}

function editEngagement(storm: Storm): boolean | void {
  const kind = storm.random.pick(ENGAGEMENTS);
  const engagement = pickRecord(storm, kind);
  if (engagement === undefined) return false;
  writeRecord(storm.store, kind, engagement, changedEngagementValues(storm.random, kind), BY_PEOPLE);
}
