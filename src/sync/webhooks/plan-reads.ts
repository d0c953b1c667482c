import type { WebhookEvent } from './webhook-event.ts';

/** Kinds of records that webhooks tell of, by HubSpot's object type id and by the names it uses in events. */
const TYPES = {
  companies: { typeId: '0-2', names: ['company'] },
  contacts: { typeId: '0-1', names: ['contact'] },
  deals: { typeId: '0-3', names: ['deal'] },
  meetings: { typeId: '0-47', names: ['meeting_event', 'meeting'] },
  calls: { typeId: '0-48', names: ['call'] },
  emails: { typeId: '0-49', names: ['email'] },
} as const;
export type WatchedType = keyof typeof TYPES;
const WATCHED = Object.keys(TYPES) as WatchedType[];

export interface Merge {
  type: WatchedType;
  newId: string;
  oldIds: string[];
}

/** What a batch of events asks for. Whether a record exists is found by reading it, whatever the order of events. */
export interface ReadPlan {
  read: Record<WatchedType, Set<string>>;
  /** Records whose links to others have to be read as well: new, restored and merged ones. */
  relink: Record<'companies' | 'contacts', Set<string>>;
  merges: Merge[];
  /** Contacts whose data must be erased for good. */
  erase: Set<string>;
}

/** Sorts events into records to be read again, merges, and erasures. */
export function planReads(events: readonly WebhookEvent[]): ReadPlan {
  const plan: ReadPlan = {
    read: {
      companies: new Set(),
      contacts: new Set(),
      deals: new Set(),
      meetings: new Set(),
      calls: new Set(),
      emails: new Set(),
    },
    relink: { companies: new Set(), contacts: new Set() },
    merges: [],
    erase: new Set(),
  };
  for (const event of events) planEvent(event, plan);
  return plan;
}

/** After these a record may have links that no other event tells of. */
const BRINGS_LINKS = /\.(creation|restore|merge)$/;

function planEvent(event: WebhookEvent, plan: ReadPlan): void {
  const type = typeOf(event);
  const linked = event.newObjectId ?? event.objectId;
  if (
    (type === 'companies' || type === 'contacts') &&
    linked !== undefined &&
    BRINGS_LINKS.test(event.subscriptionType)
  ) {
    plan.relink[type].add(linked);
  }
  if (event.subscriptionType === 'contact.privacyDeletion') {
    if (event.objectId !== undefined) plan.erase.add(event.objectId);
  } else if (event.subscriptionType.endsWith('associationChange')) {
    planAssociation(event, plan);
  } else if (event.subscriptionType.endsWith('merge') && type !== null && event.newObjectId !== undefined) {
    const oldIds = [event.primaryObjectId, ...(event.mergedObjectIds ?? [])].filter((id) => id !== undefined);
    plan.merges.push({ type, newId: event.newObjectId, oldIds: oldIds.filter((id) => id !== event.newObjectId) });
    plan.read[type].add(event.newObjectId);
    for (const oldId of oldIds) plan.read[type].add(oldId);
  } else if (type !== null && event.objectId !== undefined) {
    plan.read[type].add(event.objectId);
  }
}

/**
 * An association is read from the side that owns it here: contact → company, deal → company and contact, activity →
 * contact. HubSpot fires one event for each direction, so that skipping one side loses nothing.
 */
function planAssociation(event: WebhookEvent, plan: ReadPlan): void {
  const [fromName = '', toName = ''] = (event.associationType ?? '').toLowerCase().split('_to_');
  const from = typeByName(fromName);
  const to = typeByName(toName);
  if (from !== null && from !== 'companies' && event.fromObjectId !== undefined)
    plan.read[from].add(event.fromObjectId);
  if (to !== null && to !== 'companies' && event.toObjectId !== undefined) plan.read[to].add(event.toObjectId);
}

function typeOf(event: WebhookEvent): WatchedType | null {
  const [prefix = ''] = event.subscriptionType.split('.');
  if (prefix !== 'object') return typeByName(prefix.toLowerCase());
  return WATCHED.find((type) => TYPES[type].typeId === event.objectTypeId) ?? null;
}

function typeByName(name: string): WatchedType | null {
  return WATCHED.find((type) => TYPES[type].names.some((known) => known === name)) ?? null;
}
