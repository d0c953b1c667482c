import { FORM_SUBMISSION_EVENT, PAGE_VISIT_EVENT } from './activity-properties.ts';
import type { PortalData, PortalEvent, PortalRecord } from './portal-data.ts';

/**
 * Sets on the contacts what HubSpot's analytics stores there in addition to the events: how many pages and forms, and the last
 * of each. A counter a contact already has is kept if it is higher. Changes `data`.
 */
export function applyWebCounters(data: PortalData): void {
  const contacts = new Map(data.objects.contacts.map((contact) => [contact.id, contact]));
  for (const [contactId, events] of Map.groupBy(data.events, (event) => event.contactId)) {
    const contact = contacts.get(contactId);
    if (contact === undefined) continue;
    const oldestFirst = events.toSorted((left, right) => (left.occurredAt < right.occurredAt ? -1 : 1));
    countVisits(
      contact,
      oldestFirst.filter(({ eventType }) => eventType === PAGE_VISIT_EVENT),
    );
    countForms(
      contact,
      oldestFirst.filter(({ eventType }) => eventType === FORM_SUBMISSION_EVENT),
    );
    const last = oldestFirst.at(-1)?.occurredAt ?? '';
    if (last > contact.updatedAt) contact.updatedAt = last;
  }
}

function countVisits(contact: PortalRecord, visits: readonly PortalEvent[]): void {
  const [first, last] = [visits[0], visits.at(-1)];
  if (first === undefined || last === undefined) return;
  raiseCounter(contact, 'hs_analytics_num_page_views', visits.length);
  contact.properties['hs_analytics_first_timestamp'] ??= first.occurredAt;
  contact.properties['hs_analytics_last_timestamp'] = last.occurredAt;
  const url = last.properties['hs_url'] ?? '';
  if (url !== '') contact.properties['hs_analytics_last_url'] = url;
}

function countForms(contact: PortalRecord, forms: readonly PortalEvent[]): void {
  const last = forms.at(-1);
  if (last === undefined) return;
  raiseCounter(contact, 'num_conversion_events', forms.length);
  contact.properties['recent_conversion_date'] = last.occurredAt;
  const name = last.properties['hs_form_name'] ?? '';
  if (name !== '') contact.properties['recent_conversion_event_name'] = name;
}

function raiseCounter(contact: PortalRecord, name: string, count: number): void {
  contact.properties[name] = String(Math.max(Number(contact.properties[name] ?? 0), count));
}
