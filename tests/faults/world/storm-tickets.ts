import { TICKET_SCOPE } from '../../../src/sync/pull/steps/open-tickets.ts';
import { mergeRecords } from '../../../src/sandbox/hubspot/store/merge-records.ts';
import { createRecord, writeRecord } from '../../../src/sandbox/hubspot/store/write-record.ts';
import { linkRecords } from './link-records.ts';
import { BY_PEOPLE, pickRecord, pickRecords } from './pick-record.ts';
import { changedTicketValues, ticketValues } from './record-values.ts';
import { join, part } from './storm-links.ts';
import { archive, restore } from './storm-removals.ts';
import type { Storm, StormEdit } from './storm-types.ts';

/** What people ask support for, and what becomes of it. */
export const STORM_TICKETS: readonly StormEdit[] = [
  { name: 'ticket made', weight: 5, run: createTicket },
  { name: 'ticket moved', weight: 5, run: moveTicket },
  { name: 'tickets merged', weight: 1, run: mergeTickets },
  { name: 'ticket deleted', weight: 1, run: (storm) => archive(storm, 'tickets') },
  { name: 'ticket restored', weight: 1, run: (storm) => restore(storm, 'tickets') },
  { name: 'ticket joined a company', weight: 2, run: (storm) => join(storm, 'tickets', 'companies') },
  { name: 'ticket left a company', weight: 1, run: (storm) => part(storm, 'tickets', 'companies') },
];

function createTicket(storm: Storm): void {
  const { store, random } = storm;
  const contact = pickRecord(storm, 'contacts');
  const who = contact?.properties['lastname'] ?? '';
  const ticket = createRecord(store, 'tickets', ticketValues(random, who), BY_PEOPLE);
  if (contact !== undefined) linkRecords(store, ['tickets', ticket.id], ['contacts', contact.id]);
  for (const [index, company] of pickRecords(storm, 'companies', random.int(0, 2)).entries()) {
    linkRecords(store, ['tickets', ticket.id], ['companies', company.id], { primary: index === 0 });
  }
}

function moveTicket(storm: Storm): boolean | void {
  const ticket = pickRecord(storm, 'tickets');
  if (ticket === undefined) return false;
  writeRecord(storm.store, 'tickets', ticket, changedTicketValues(storm.random), BY_PEOPLE);
}

function mergeTickets(storm: Storm): boolean | void {
  const [primary, merged] = pickRecords(storm, 'tickets', 2);
  if (primary === undefined || merged === undefined) return false;
  mergeRecords(storm.store, 'tickets', { primary, merged }, BY_PEOPLE);
}

/** An admin takes back that the app may read tickets: HubSpot refuses from now on. */
export function withholdTickets({ store }: Pick<Storm, 'store'>): void {
  if (store.grant !== null) store.grant.scopes = store.grant.scopes.filter((scope) => scope !== TICKET_SCOPE);
}
