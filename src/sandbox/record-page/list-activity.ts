import { FORM_SUBMISSION_EVENT, PAGE_VISIT_EVENT } from '../activity-properties.ts';
import type { PortalEvent } from '../portal-data.ts';
import type { PortalStore } from '../hubspot/store/portal-store.ts';
import type { StoredRecord } from '../hubspot/store/stored-record.ts';
import { readTime } from './format-value.ts';
import { personName } from './person-name.ts';
import type { ActivityView } from './record-page-data.ts';

type Properties = StoredRecord['properties'];

interface ActivityKind {
  type: 'meetings' | 'calls' | 'emails' | 'notes' | 'tasks' | 'communications';
  kind: ActivityView['kind'];
  title: (properties: Properties) => string;
  detail: (properties: Properties) => string | undefined;
  /** The activity is left out if it returns false. */
  happened?: (properties: Properties) => boolean;
}

const KINDS: readonly ActivityKind[] = [
  {
    type: 'meetings',
    kind: 'meeting',
    title: (values) => values['hs_meeting_title'] || 'Meeting',
    detail: (values) => values['hs_meeting_outcome']?.toLowerCase().replaceAll('_', ' '),
  },
  {
    type: 'calls',
    kind: 'call',
    title: (values) => values['hs_call_title'] || 'Call',
    detail: (values) => toText(values['hs_call_body']),
  },
  {
    type: 'emails',
    kind: 'email',
    title: (values) => values['hs_email_subject'] || 'Email',
    detail: (values) => (values['hs_email_direction'] === 'INCOMING_EMAIL' ? 'received' : 'sent'),
  },
  {
    type: 'notes',
    kind: 'note',
    title: () => 'Note',
    detail: (values) => toText(values['hs_note_body']),
  },
  {
    type: 'tasks',
    kind: 'task',
    title: (values) => values['hs_task_subject'] || 'Task',
    detail: () => 'done',
    happened: (values) => values['hs_task_status'] === 'COMPLETED',
  },
  {
    type: 'communications',
    kind: 'message',
    title: () => 'Message',
    detail: (values) => toText(values['hs_communication_body']),
  },
];

const SHOWN = 40;

/** HubSpot stores bodies as HTML; the feed shows their text. */
function toText(body: string | undefined): string | undefined {
  return body?.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

/** What happened at a company: its engagements and those of its contacts, their page visits and forms; newest first. */
export function listActivity(
  store: PortalStore,
  company: StoredRecord,
  contacts: readonly StoredRecord[],
): { shown: ActivityView[]; count: number } {
  const names = new Map(contacts.map((contact) => [contact.id, personName(contact)]));
  const engagements = KINDS.flatMap((kind) => engagementsOf(store, company, contacts, kind, names));
  const events = contacts.flatMap((contact) =>
    store.events.ofContact(contact.id).flatMap((event) => toEvent(event, names.get(contact.id) ?? null)),
  );
  const all = [...engagements, ...events].sort((left, right) => right.at.localeCompare(left.at));
  return { shown: all.slice(0, SHOWN), count: all.length };
}

function engagementsOf(
  store: PortalStore,
  company: StoredRecord,
  contacts: readonly StoredRecord[],
  { type, kind, title, detail, happened = () => true }: ActivityKind,
  names: ReadonlyMap<string, string>,
): ActivityView[] {
  const ids = new Set([
    ...store.associations.linked('companies', company.id, type).keys(),
    ...contacts.flatMap((contact) => [...store.associations.linked('contacts', contact.id, type).keys()]),
  ]);
  return [...ids].flatMap((id) => {
    const record = store.records[type].getActive(id);
    const atMs = readTime(record?.properties['hs_timestamp']);
    if (record === undefined || atMs === null || !happened(record.properties)) return [];
    const who = [...store.associations.linked(type, id, 'contacts').keys()].flatMap((each) => names.get(each) ?? []);
    return {
      id: `${type}-${id}`,
      kind,
      title: title(record.properties),
      detail: detail(record.properties) || null,
      who: who.length === 0 ? null : who.join(', '),
      at: new Date(atMs).toISOString(),
    };
  });
}

function toEvent({ id, eventType, occurredAt, properties }: PortalEvent, who: string | null): ActivityView[] {
  const path = properties['hs_url_path'] || null;
  const common = { id: `event-${id}`, who, at: new Date(occurredAt).toISOString() };
  if (eventType === PAGE_VISIT_EVENT) {
    const title = properties['hs_page_title'] || path || properties['hs_url'] || 'a page';
    return [{ ...common, kind: 'page visit', title: `Visited ${title}`, detail: path }];
  }
  if (eventType === FORM_SUBMISSION_EVENT) {
    return [{ ...common, kind: 'form', title: `Submitted ${properties['hs_form_name'] || 'a form'}`, detail: path }];
  }
  return [];
}
