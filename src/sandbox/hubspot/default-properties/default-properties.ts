import type { ObjectTypeName } from '../object-types.ts';
import { COMPANY_PROPERTIES } from './company-properties.ts';
import { CONTACT_PROPERTIES } from './contact-properties.ts';
import { DEAL_PROPERTIES } from './deal-properties.ts';
import {
  CALL_PROPERTIES,
  COMMUNICATION_PROPERTIES,
  EMAIL_PROPERTIES,
  MEETING_PROPERTIES,
  NOTE_PROPERTIES,
  TASK_PROPERTIES,
} from './engagement-properties.ts';
import { TICKET_PROPERTIES } from './ticket-properties.ts';
import type { DefaultProperty, PropertyDefinition, PropertyGroup } from './property-definition.ts';
import { SYSTEM_PROPERTIES, defineDefaultProperty } from './property-definition.ts';

const LINES: Readonly<Record<ObjectTypeName, readonly DefaultProperty[]>> = {
  companies: COMPANY_PROPERTIES,
  contacts: CONTACT_PROPERTIES,
  deals: DEAL_PROPERTIES,
  meetings: MEETING_PROPERTIES,
  calls: CALL_PROPERTIES,
  emails: EMAIL_PROPERTIES,
  notes: NOTE_PROPERTIES,
  tasks: TASK_PROPERTIES,
  communications: COMMUNICATION_PROPERTIES,
  tickets: TICKET_PROPERTIES,
};

const GROUPS: Readonly<Record<ObjectTypeName, readonly [name: string, label: string]>> = {
  companies: ['companyinformation', 'Company information'],
  contacts: ['contactinformation', 'Contact information'],
  deals: ['dealinformation', 'Deal information'],
  meetings: ['meeting', 'Meeting information'],
  calls: ['call', 'Call information'],
  emails: ['email', 'Email information'],
  notes: ['note', 'Note information'],
  tasks: ['task', 'Task information'],
  communications: ['communication', 'Communication information'],
  tickets: ['ticketinformation', 'Ticket information'],
};

/** HubSpot's own property definitions of an object type. */
export function defaultProperties(type: ObjectTypeName): PropertyDefinition[] {
  const [group] = GROUPS[type];
  return [...LINES[type], ...SYSTEM_PROPERTIES].map((line, index) => defineDefaultProperty(line, group, index));
}

export function defaultPropertyGroups(type: ObjectTypeName): PropertyGroup[] {
  const [name, label] = GROUPS[type];
  return [{ name, label, displayOrder: 0, archived: false }];
}
