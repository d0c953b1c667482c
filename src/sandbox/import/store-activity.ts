import type { EmailCounter } from '../email-counters.ts';
import type { PortalMarketingEvent, PortalRecord } from '../portal-data.ts';
import type { ActivityKind, ActivityText } from './activity-kinds.ts';
import { addCustomProperties, type ImportContext } from './import-context.ts';
import type { FileTally } from './import-summary.ts';
import type { Column } from './resolve-header.ts';

/** A valid row of activities.csv, with verified associations. */
export interface ActivityRow {
  line: number;
  id: string;
  at: string;
  type: string;
  kind: ActivityKind;
  text: ActivityText;
  ownerId: string | null;
  /** Cells of custom columns. */
  extra: { column: Column; value: string }[];
  contactIds: string[];
  companyIds: string[];
}

/** Kinds for which several rows form one record; they are added to the portal once the file is read. */
export interface ActivityStores {
  emails: Map<string, { counter: EmailCounter; contactId: string; times: string[] }>;
  /** By day and name: participations on one day belong to one event. */
  marketingEvents: Map<string, PortalMarketingEvent>;
  /** How often a contact took part in the event of a day and name, by state. */
  participations: Map<string, number>;
}

type RowOf<Store extends ActivityKind['store']> = ActivityRow & { kind: Extract<ActivityKind, { store: Store }> };

export function createActivityStores(): ActivityStores {
  return { emails: new Map(), marketingEvents: new Map(), participations: new Map() };
}

/** Stores a row where an Enterprise portal keeps its kind, and counts it; a row without participants is skipped. */
export function storeActivity(
  context: ImportContext,
  stores: ActivityStores,
  row: ActivityRow,
  tally: FileTally,
): void {
  if (row.kind.store === 'object') {
    storeObject(context, row as RowOf<'object'>, tally);
    return;
  }
  if (row.contactIds.length === 0) {
    tally.skipRow('no imported contact, and this kind is recorded on a contact', row.line, row.type);
    return;
  }
  leaveOutWhatHasNoPlace(context, row, tally);
  switch (row.kind.store) {
    case 'event':
      storeEvent(context, row as RowOf<'event'>);
      return tally.countImported(row.type, `events ${row.kind.eventType}`);
    case 'counter':
      storeEmail(stores, row as RowOf<'counter'>);
      return tally.countImported(row.type, `contacts.${row.kind.counter}`);
    case 'marketing_event':
      storeParticipation(stores, row as RowOf<'marketing_event'>);
      return tally.countImported(row.type, 'marketing event participations');
    case 'ad':
      return storeAd(context, row as RowOf<'ad'>, tally);
  }
}

function storeObject(context: ImportContext, row: RowOf<'object'>, tally: FileTally): void {
  if (row.contactIds.length + row.companyIds.length === 0) {
    tally.skipRow('associated with no imported contact or company', row.line, row.type);
    return;
  }
  const { kind, text, ownerId } = row;
  const properties: Record<string, string> = { hs_timestamp: row.at, ...kind.properties(row.at) };
  if (text.subject !== null && kind.subject !== null) properties[kind.subject] = text.subject;
  if (text.subject !== null && kind.subject === null) leaveOut(row, 'Subject', text.subject, tally);
  if (text.body !== null) properties[kind.body] = text.body;
  if (text.pagePath !== null) leaveOut(row, 'Page', text.pagePath, tally);
  if (ownerId !== null) properties['hubspot_owner_id'] = ownerId;
  for (const { column, value } of row.extra) properties[column.name] = value;
  addCustomProperties(
    context.data,
    kind.objectType,
    row.extra.map(({ column }) => column),
  );
  const record: PortalRecord = { id: row.id, properties, createdAt: row.at, updatedAt: row.at };
  context.data.objects[kind.objectType].push(record);
  const from = { fromType: kind.objectType, fromId: row.id, primary: false, label: null };
  for (const toId of row.contactIds) context.data.associations.push({ ...from, toType: 'contacts', toId });
  for (const toId of row.companyIds) context.data.associations.push({ ...from, toType: 'companies', toId });
  tally.countImported(row.type, kind.objectType);
}

function storeEvent(context: ImportContext, row: RowOf<'event'>): void {
  for (const contactId of row.contactIds) {
    context.data.events.push({
      id: row.contactIds.length === 1 ? row.id : `${row.id}-${contactId}`,
      eventType: row.kind.eventType,
      contactId,
      occurredAt: row.at,
      properties: row.kind.properties(row.text),
    });
  }
}

function storeEmail(stores: ActivityStores, row: RowOf<'counter'>): void {
  const { counter } = row.kind;
  for (const contactId of row.contactIds) {
    const key = `${counter} ${contactId}`;
    const email = stores.emails.get(key) ?? { counter, contactId, times: [] };
    email.times.push(row.at);
    stores.emails.set(key, email);
  }
}

/** A contact is in an event only once per state: attending twice on one day means two events. */
function storeParticipation(stores: ActivityStores, row: RowOf<'marketing_event'>): void {
  const day = row.at.slice(0, 10);
  const name = row.text.subject ?? `Event of ${day}`;
  for (const contactId of row.contactIds) {
    const key = `${day} ${name} ${contactId} ${row.kind.state}`;
    const nth = (stores.participations.get(key) ?? 0) + 1;
    stores.participations.set(key, nth);
    const event = findEvent(stores, day, nth === 1 ? name : `${name} (${nth})`, row.at);
    event.participations.push({ contactId, state: row.kind.state, occurredAt: row.at });
  }
}

function findEvent(stores: ActivityStores, day: string, name: string, at: string): PortalMarketingEvent {
  const key = `${day} ${name}`;
  const number = String(stores.marketingEvents.size + 1).padStart(4, '0');
  const event = stores.marketingEvents.get(key) ?? {
    id: `${day.replaceAll('-', '')}${number}`,
    name,
    startsAt: at,
    participations: [],
  };
  if (at < event.startsAt) event.startsAt = at;
  stores.marketingEvents.set(key, event);
  return event;
}

/** An ad activity belongs to a company: the contact's own, else the first of the row. */
function storeAd(context: ImportContext, row: RowOf<'ad'>, tally: FileTally): void {
  const ads = row.contactIds.flatMap((contactId) => {
    const companyId = primaryCompany(context, contactId) ?? row.companyIds[0];
    const id = row.contactIds.length === 1 ? row.id : `${row.id}-${contactId}`;
    return companyId === undefined ? [] : [{ id, type: row.kind.type, contactId, companyId, occurredAt: row.at }];
  });
  if (ads.length === 0) {
    tally.skipRow('an ad activity of a contact without a company', row.line, row.type);
    return;
  }
  context.data.adActivities.push(...ads);
  tally.countImported(row.type, 'ad activities');
}

/** Activities stored on a contact have no owner, body or properties, and their company is the contact's. */
function leaveOutWhatHasNoPlace(context: ImportContext, row: ActivityRow, tally: FileTally): void {
  const { kind, text } = row;
  if (row.ownerId !== null) leaveOut(row, 'owner', row.ownerId, tally);
  if (text.body !== null) leaveOut(row, 'Body', text.body, tally);
  for (const { column, value } of row.extra) leaveOut(row, column.header, value, tally);
  if (kind.store !== 'event' && text.pagePath !== null) leaveOut(row, 'Page', text.pagePath, tally);
  if ((kind.store === 'counter' || kind.store === 'ad') && text.subject !== null) {
    leaveOut(row, 'Subject', text.subject, tally);
  }
  const own = new Set(row.contactIds.map((contactId) => primaryCompany(context, contactId)));
  for (const companyId of row.companyIds) {
    if (!own.has(companyId) && !(kind.store === 'ad' && own.has(undefined))) {
      tally.leaveOutCell("company is not the contact's: this kind is recorded on the contact", row.line, companyId);
    }
  }
}

function leaveOut(row: ActivityRow, column: string, value: string, tally: FileTally): void {
  tally.leaveOutCell(`"${column}": activities of type ${row.type} have no such property in HubSpot`, row.line, value);
}

function primaryCompany(context: ImportContext, contactId: string): string | undefined {
  return context.contactsById.get(contactId)?.properties['associatedcompanyid'];
}
