import type { StandIn } from '../../../src/sandbox/hubspot/stand-in.ts';
import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import type { StoredRecord } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import { writeRecord } from '../../../src/sandbox/hubspot/store/write-record.ts';
import type { InStandIn } from '../support/stand-in-process.ts';
import type { PortalCounts } from './least-requests.ts';

/** This module runs inside the stand-in's process: `StandInProcess.run` calls its exports by name. */
export const IN_STAND_IN = import.meta.url;

const PERSON = { sourceType: 'CRM_UI', sourceId: '77' } as const;
/** Counters and roles whose values are dated by their history. */
const DATED = ['hs_email_open', 'hs_email_click', 'hs_analytics_num_page_views', 'num_conversion_events'];

/** What there is to read, for the formula of the fewest requests. */
export const countPortal: InStandIn<undefined, PortalCounts> = ({ store }) => {
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
