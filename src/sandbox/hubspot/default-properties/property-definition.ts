/** A property's definition as `/crm/properties` answers it (shape of `Property` in crm-properties). */
export interface PropertyDefinition {
  name: string;
  label: string;
  type: PropertyType;
  fieldType: string;
  description: string;
  groupName: string;
  options: PropertyOption[];
  displayOrder: number;
  calculated: boolean;
  externalOptions: boolean;
  hasUniqueValue: boolean;
  hidden: boolean;
  hubspotDefined?: boolean;
  archived?: boolean;
  formField: boolean;
  dataSensitivity: string;
  createdAt: string;
  updatedAt: string;
  createdUserId?: string;
  updatedUserId?: string;
  modificationMetadata: {
    archivable: boolean;
    readOnlyDefinition: boolean;
    readOnlyOptions?: boolean;
    readOnlyValue: boolean;
  };
}

export const PROPERTY_TYPES = [
  'string',
  'number',
  'date',
  'datetime',
  'enumeration',
  'bool',
  'phone_number',
  'object_coordinates',
  'json',
] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

export interface PropertyOption {
  label: string;
  value: string;
  description?: string;
  displayOrder: number;
  hidden: boolean;
}

export interface PropertyGroup {
  name: string;
  label: string;
  displayOrder: number;
  archived: boolean;
}

/** One line of a table of HubSpot's own properties. `x`: options live elsewhere (owners, pipelines); `ro`: value is read-only. */
export interface DefaultProperty {
  name: string;
  label: string;
  type: PropertyType;
  fieldType: string;
  options?: readonly (readonly [value: string, label: string])[];
  flags?: readonly ('readOnly' | 'calculated' | 'unique' | 'externalOptions')[];
}

const DEFINED_AT = '2020-06-30T15:57:38.191Z';

/** Builds the wire form of one of HubSpot's own properties. */
export function defineDefaultProperty(
  line: DefaultProperty,
  groupName: string,
  displayOrder: number,
): PropertyDefinition {
  const flags = new Set(line.flags ?? []);
  const readOnlyValue = flags.has('readOnly') || flags.has('calculated');
  return {
    updatedAt: DEFINED_AT,
    createdAt: DEFINED_AT,
    name: line.name,
    label: line.label,
    type: line.type,
    fieldType: line.fieldType,
    description: '',
    groupName,
    options: (line.options ?? []).map(([value, label], index) => ({
      label,
      value,
      displayOrder: index,
      hidden: false,
    })),
    displayOrder,
    calculated: flags.has('calculated'),
    externalOptions: flags.has('externalOptions'),
    hasUniqueValue: flags.has('unique'),
    hidden: false,
    hubspotDefined: true,
    modificationMetadata: { archivable: true, readOnlyDefinition: true, readOnlyValue },
    formField: !readOnlyValue,
    dataSensitivity: 'non_sensitive',
  };
}

type Flag = NonNullable<DefaultProperty['flags']>[number];
type Options = readonly (readonly [string, string])[];

export const text = (name: string, label: string, ...flags: Flag[]): DefaultProperty => ({
  name,
  label,
  type: 'string',
  fieldType: 'text',
  flags,
});
export const longText = (name: string, label: string): DefaultProperty => ({
  name,
  label,
  type: 'string',
  fieldType: 'textarea',
});
export const number = (name: string, label: string, ...flags: Flag[]): DefaultProperty => ({
  name,
  label,
  type: 'number',
  fieldType: flags.includes('calculated') ? 'calculation_rollup' : 'number',
  flags,
});
export const dateTime = (name: string, label: string, ...flags: Flag[]): DefaultProperty => ({
  name,
  label,
  type: 'datetime',
  fieldType: flags.includes('calculated') ? 'calculation_rollup' : 'date',
  flags,
});
export const bool = (name: string, label: string, ...flags: Flag[]): DefaultProperty => ({
  name,
  label,
  type: 'bool',
  fieldType: 'booleancheckbox',
  options: [
    ['true', 'Yes'],
    ['false', 'No'],
  ],
  flags,
});
export const select = (name: string, label: string, options: Options, ...flags: Flag[]): DefaultProperty => ({
  name,
  label,
  type: 'enumeration',
  fieldType: 'select',
  options,
  flags,
});
export const checkboxes = (name: string, label: string, options: Options): DefaultProperty => ({
  name,
  label,
  type: 'enumeration',
  fieldType: 'checkbox',
  options,
});
/** An enumeration whose options HubSpot stores elsewhere: users, pipelines. */
export const external = (name: string, label: string, ...flags: Flag[]): DefaultProperty => ({
  name,
  label,
  type: 'enumeration',
  fieldType: 'select',
  flags: [...flags, 'externalOptions'],
});

/** Properties every object has. */
export const SYSTEM_PROPERTIES: readonly DefaultProperty[] = [
  number('hs_object_id', 'Record ID', 'readOnly', 'unique'),
  text('hs_object_source', 'Record creation source', 'readOnly'),
  text('hs_object_source_id', 'Record creation source ID', 'readOnly'),
  text('hs_object_source_label', 'Record source', 'readOnly'),
  text('hs_merged_object_ids', 'Merged record IDs', 'readOnly'),
  dateTime('hs_createdate', 'Object create date/time', 'readOnly'),
  external('hubspot_owner_id', 'Owner'),
  dateTime('hubspot_owner_assigneddate', 'Owner assigned date', 'readOnly'),
  external('hubspot_team_id', 'HubSpot team', 'readOnly'),
];
