import { defaultProperties } from '../hubspot/default-properties/default-properties.ts';
import type { PropertyDefinition } from '../hubspot/default-properties/property-definition.ts';
import type { CellType } from './parse-cell.ts';

/**
 * What a known column holds: a simple cell, one or several options of an enumeration, an owner by name or e-mail, ids of
 * other records joined by `;`, a repetition of what another
 * column says better, or a value HubSpot computes.
 */
type ColumnType = CellType | 'option' | 'options' | 'owner' | 'ids' | 'repeated' | 'calculated';

export interface ColumnSpec {
  /** HubSpot's internal name of the property, or our own name if it is not a property (`Type` of an activity). */
  name: string;
  /** Header labels used in HubSpot's exports, compared case-insensitively. */
  labels: readonly string[];
  type: ColumnType;
}

/** One file of the export. A column that is not listed becomes a custom property. */
export interface TableSpec {
  file: string;
  columns: readonly ColumnSpec[];
  /** Names of the columns that the file must have. */
  required: readonly string[];
}

const OWNER_LABELS = ['Company owner', 'Contact owner', 'Deal owner', 'Activity assigned to', 'Owner'];
const OWNER: ColumnSpec = { name: 'hubspot_owner_id', labels: OWNER_LABELS, type: 'owner' };
const RECORD_ID: ColumnSpec = { name: 'hs_object_id', labels: ['Record ID', 'id'], type: 'id' };
const ASSOCIATIONS: readonly ColumnSpec[] = [
  { name: 'company_ids', labels: ['Associated Company IDs'], type: 'ids' },
  { name: 'contact_ids', labels: ['Associated Contact IDs'], type: 'ids' },
  { name: 'company_names', labels: ['Associated Company'], type: 'repeated' },
  { name: 'contact_names', labels: ['Associated Contact'], type: 'repeated' },
];

/** The columns of an object's export: HubSpot's own properties of it, and the associations. */
function objectColumns(objectType: 'companies' | 'contacts' | 'deals'): ColumnSpec[] {
  const own = defaultProperties(objectType).map((property): ColumnSpec => {
    if (property.name === OWNER.name) return OWNER;
    if (property.name === RECORD_ID.name) return RECORD_ID;
    return { name: property.name, labels: [property.label], type: columnType(property) };
  });
  return [...own, ...ASSOCIATIONS];
}

function columnType(property: PropertyDefinition): ColumnType {
  if (property.calculated) return 'calculated';
  if (property.name === 'email') return 'email';
  switch (property.type) {
    case 'number':
    case 'datetime':
    case 'bool':
      return property.type;
    case 'enumeration':
      if (property.externalOptions) return 'text';
      return property.fieldType === 'checkbox' ? 'options' : 'option';
    default:
      return 'text';
  }
}

export const OWNERS: TableSpec = {
  file: 'owners.csv',
  columns: [
    { name: 'id', labels: ['Record ID', 'Owner ID', 'hubspot_owner_id'], type: 'id' },
    { name: 'name', labels: ['Name', 'Owner name'], type: 'text' },
    { name: 'firstName', labels: ['First Name', 'firstname'], type: 'text' },
    { name: 'lastName', labels: ['Last Name', 'lastname'], type: 'text' },
    { name: 'email', labels: ['Email', 'Owner email'], type: 'email' },
    { name: 'userId', labels: ['User ID'], type: 'id' },
  ],
  required: ['id', 'email'],
};

export const COMPANIES: TableSpec = {
  file: 'companies.csv',
  columns: objectColumns('companies'),
  required: ['hs_object_id', 'name'],
};

export const CONTACTS: TableSpec = {
  file: 'contacts.csv',
  columns: objectColumns('contacts'),
  required: ['hs_object_id', 'company_ids'],
};

export const DEALS: TableSpec = {
  file: 'deals.csv',
  columns: objectColumns('deals'),
  required: ['hs_object_id', 'dealstage', 'company_ids'],
};

export const ACTIVITIES: TableSpec = {
  file: 'activities.csv',
  columns: [
    RECORD_ID,
    { name: 'activity_type', labels: ['Type', 'Activity type'], type: 'text' },
    { name: 'hs_timestamp', labels: ['Timestamp', 'Activity date'], type: 'datetime' },
    { name: 'subject', labels: ['Subject', 'Title', 'hs_email_subject', 'hs_meeting_title'], type: 'text' },
    { name: 'body', labels: ['Body', 'Notes', 'hs_note_body'], type: 'text' },
    { name: 'page_path', labels: ['Page', 'Page path', 'hs_url_path'], type: 'text' },
    OWNER,
    ...ASSOCIATIONS,
  ],
  required: ['hs_object_id', 'activity_type', 'hs_timestamp', 'contact_ids', 'company_ids'],
};
