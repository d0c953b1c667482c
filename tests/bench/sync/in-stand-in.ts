import type { StandIn } from '../../../src/sandbox/hubspot/stand-in.ts';
import { atOneMoment } from '../../../src/sandbox/hubspot/store/at-one-moment.ts';
import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import type { StoredRecord } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import { mergeRecords } from '../../../src/sandbox/hubspot/store/merge-records.ts';
import { archiveRecord, createRecord, writeRecord } from '../../../src/sandbox/hubspot/store/write-record.ts';
import type { InStandIn } from '../support/stand-in-process.ts';
import { HELD_PROPERTIES, type Held, type HeldType } from './held-rows.ts';
import type { PortalCounts } from './least-requests.ts';

/** This module runs inside the stand-in's process: `StandInProcess.run` calls its exports by name. */
export const IN_STAND_IN = import.meta.url;

const PERSON = { sourceType: 'CRM_UI', sourceId: '77' } as const;
/** Counters and roles whose values are dated by their history. */
const DATED = ['hs_email_open', 'hs_email_click', 'hs_analytics_num_page_views', 'num_conversion_events'];

/** What there is to read, for the formula of the fewest requests. */
export const countPortal: InStandIn<undefined, PortalCounts> = ({ store }) => {
  const stages = store.ticketPipelines.flatMap((pipeline) => pipeline.stages);
  const open = new Set(stages.flatMap(({ id, isClosed }) => (isClosed ? [] : [id])));
  const tickets = [...store.records.tickets.active()];
  const count = (type: keyof PortalStore['records']): number => store.records[type].activeCount;
  const dated = [...store.records.contacts.active()].filter(
    ({ properties }) => DATED.some((name) => Number(properties[name] ?? 0) > 0) || properties['hs_buying_role'],
  );
  return {
    companies: count('companies'),
    contacts: count('contacts'),
    deals: count('deals'),
    meetings: count('meetings'),
    calls: count('calls'),
    emails: count('emails'),
    openTickets: tickets.filter(({ properties }) => open.has(properties['hs_pipeline_stage'] ?? '')).length,
    contactsWithHistory: dated.length,
  };
};

export const listViolations: InStandIn<undefined, string[]> = ({ violations }) =>
  violations.map(({ kind, method, path, detail }) => `${kind}: ${method} ${path}: ${detail}`);

export const settleWebhooks: InStandIn<undefined, null> = async ({ webhooksSettled }) => {
  await webhooksSettled();
  return null;
};

/**
 * A person changes `count` accounts, all at once: the first half in a property of the company, the others in the title
 * of their first contact.
 */
export const changeAccounts: InStandIn<number, number> = ({ store }, count) => {
  let changed = 0;
  for (const company of [...store.records.companies.active()].slice(0, count)) {
    if (changed < count / 2) write(store, 'companies', company, { numberofemployees: '2500', industry: 'INSURANCE' });
    else changeFirstContact(store, company);
    changed += 1;
  }
  return changed;
};

function changeFirstContact(store: PortalStore, company: StoredRecord): void {
  const [contactId] = [...store.associations.linked('companies', company.id, 'contacts').keys()];
  const contact = contactId === undefined ? undefined : store.records.contacts.getActive(contactId);
  if (contact === undefined) write(store, 'companies', company, { numberofemployees: '2500' });
  else write(store, 'contacts', contact, { jobtitle: 'Chief Executive Officer', hs_buying_role: 'DECISION_MAKER' });
}

function write(
  store: StandIn['store'],
  type: 'companies' | 'contacts',
  record: StoredRecord,
  values: Record<string, string>,
): void {
  writeRecord(store, type, record, values, PERSON);
}

/** Switches the faults on or off; gives how often each was met so far. */
export const switchFaults: InStandIn<boolean, Record<string, number>> = ({ faults }, enabled) => {
  faults.enabled = enabled;
  return Object.fromEntries(Object.entries(faults.counts).filter(([, count]) => count > 0));
};

/** An access token of its own for the official client, of the grant the app was given. */
export const giveToken: InStandIn<undefined, string> = ({ store }) => {
  store.tokens.access['official-client'] = store.now() + 3_600_000;
  return 'official-client';
};

/** What HubSpot holds: the truth of part (c). */
export const listTruth: InStandIn<undefined, Held> = ({ store }) => {
  const rows = (type: HeldType): Held[HeldType] =>
    new Map(
      [...store.records[type].active()].map(({ id, properties }) => [
        id,
        Object.fromEntries(HELD_PROPERTIES[type].map((name) => [name, properties[name] ?? null])),
      ]),
    );
  return { companies: rows('companies'), contacts: rows('contacts'), deals: rows('deals') };
};

/** A day's work in a CRM: records changed, made, archived and merged. */
export const disturb: InStandIn<undefined, null> = ({ store }) => {
  const companies = [...store.records.companies.active()];
  const contacts = [...store.records.contacts.active()];
  const deals = [...store.records.deals.active()];
  for (const company of companies.slice(0, 200)) write(store, 'companies', company, { industry: 'INSURANCE' });
  for (const contact of contacts.slice(0, 400))
    write(store, 'contacts', contact, { jobtitle: 'Chief Executive Officer' });
  for (const deal of deals.slice(0, 60)) writeRecord(store, 'deals', deal, { dealstage: 'closedwon' }, PERSON);
  for (let index = 1; index <= 100; index += 1) {
    const values = { email: `new-${index}@made.example`, firstname: 'New', jobtitle: 'Head of IT' };
    createRecord(store, 'contacts', values, PERSON);
  }
  for (const contact of contacts.slice(500, 540)) archiveRecord(store, 'contacts', contact, PERSON);
  for (const company of companies.slice(500, 510)) archiveRecord(store, 'companies', company, PERSON);
  for (let index = 600; index < 620; index += 2) {
    const [primary, merged] = [contacts[index], contacts[index + 1]];
    if (primary && merged) mergeRecords(store, 'contacts', { primary, merged }, PERSON);
  }
  return null;
};

/** A bulk edit stamps so many contacts with one millisecond. */
export const editInBulk: InStandIn<number, number> = ({ store }, count) => {
  const contacts = [...store.records.contacts.active()].slice(0, count);
  atOneMoment(store, () => {
    for (const contact of contacts) write(store, 'contacts', contact, { jobtitle: 'VP Finance' });
  });
  return contacts.length;
};
