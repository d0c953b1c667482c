/**
 * The CRM object types of the stand-in: names, numeric type ids and required scopes (HubSpot's object type table).
 * Engagements (calls, tasks …) are read and written with the contacts scopes.
 */
export interface ObjectType {
  name: ObjectTypeName;
  singular: string;
  typeId: string;
  /** Contacts keep the old name of the last-modified property. */
  modifiedProperty: 'lastmodifieddate' | 'hs_lastmodifieddate';
  readScope: string;
  writeScope: string;
  schemaReadScope: string;
  schemaWriteScope: string;
  /** How many values of a property's history HubSpot returns: 45 for contacts, 20 for other objects (doc). */
  historyLimit: number;
  /** Properties a record cannot be created without. */
  required: readonly string[];
}

export const OBJECT_TYPE_NAMES = [
  'contacts',
  'companies',
  'deals',
  'meetings',
  'calls',
  'emails',
  'notes',
  'tasks',
  'communications',
  'tickets',
] as const;
export type ObjectTypeName = (typeof OBJECT_TYPE_NAMES)[number];

export const ENGAGEMENT_TYPES = ['meetings', 'calls', 'emails', 'notes', 'tasks', 'communications'] as const;

const crmType = (name: 'contacts' | 'companies' | 'deals', singular: string, typeId: string): ObjectType => ({
  name,
  singular,
  typeId,
  modifiedProperty: name === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate',
  readScope: `crm.objects.${name}.read`,
  writeScope: `crm.objects.${name}.write`,
  schemaReadScope: `crm.schemas.${name}.read`,
  schemaWriteScope: `crm.schemas.${name}.write`,
  historyLimit: name === 'contacts' ? 45 : 20,
  required: [],
});

const engagementType = (name: ObjectTypeName, singular: string, typeId: string): ObjectType => ({
  ...crmType('contacts', singular, typeId),
  name,
  modifiedProperty: 'hs_lastmodifieddate',
  historyLimit: 20,
  required: ['hs_timestamp'],
});

/** One scope covers reading and writing tickets, their properties and their pipelines (doc). */
const ticketType: ObjectType = {
  ...crmType('deals', 'ticket', '0-5'),
  name: 'tickets',
  readScope: 'tickets',
  writeScope: 'tickets',
  schemaReadScope: 'tickets',
  schemaWriteScope: 'tickets',
};

export const OBJECT_TYPES: Readonly<Record<ObjectTypeName, ObjectType>> = {
  contacts: crmType('contacts', 'contact', '0-1'),
  companies: crmType('companies', 'company', '0-2'),
  deals: crmType('deals', 'deal', '0-3'),
  meetings: engagementType('meetings', 'meeting', '0-47'),
  calls: engagementType('calls', 'call', '0-48'),
  emails: engagementType('emails', 'email', '0-49'),
  notes: engagementType('notes', 'note', '0-46'),
  tasks: engagementType('tasks', 'task', '0-27'),
  communications: engagementType('communications', 'communication', '0-18'),
  tickets: ticketType,
};

const byAlias = new Map<string, ObjectType>(
  Object.values(OBJECT_TYPES).flatMap((type) => [
    [type.name, type],
    [type.singular, type],
    [type.typeId, type],
  ]),
);
// HubSpot's own name for the meeting object, used by webhooks.
byAlias.set('meeting_event', OBJECT_TYPES.meetings);

/** The type named `companies`, `company`, `COMPANY` or `0-2`; undefined for one this portal does not have. */
export function findObjectType(alias: string): ObjectType | undefined {
  return byAlias.get(alias.toLowerCase());
}
