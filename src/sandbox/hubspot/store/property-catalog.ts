import { defaultProperties, defaultPropertyGroups } from '../default-properties/default-properties.ts';
import type { PropertyDefinition, PropertyGroup } from '../default-properties/property-definition.ts';
import type { ObjectTypeName } from '../object-types.ts';
import { OBJECT_TYPE_NAMES } from '../object-types.ts';

/** The property definitions and groups of one object type. */
export interface TypeProperties {
  definitions: Map<string, PropertyDefinition>;
  groups: Map<string, PropertyGroup>;
}

export type PropertyCatalog = Record<ObjectTypeName, TypeProperties>;

export type SavedProperties = Partial<
  Record<ObjectTypeName, { definitions: PropertyDefinition[]; groups: PropertyGroup[] }>
>;

/** HubSpot's defaults, overlaid with what was saved for a portal. */
export function createPropertyCatalog(saved: SavedProperties = {}): PropertyCatalog {
  const entries = OBJECT_TYPE_NAMES.map((type) => {
    const definitions = [...defaultProperties(type), ...(saved[type]?.definitions ?? [])];
    const groups = [...defaultPropertyGroups(type), ...(saved[type]?.groups ?? [])];
    return [
      type,
      {
        definitions: new Map(definitions.map((definition) => [definition.name, definition])),
        groups: new Map(groups.map((group) => [group.name, group])),
      },
    ];
  });
  return Object.fromEntries(entries) as PropertyCatalog;
}

/** Everything that differs from the defaults; a default property is saved only if it was changed (its options, for example). */
export function saveProperties(catalog: PropertyCatalog): SavedProperties {
  return Object.fromEntries(
    OBJECT_TYPE_NAMES.map((type) => {
      const untouched = new Map(defaultProperties(type).map((definition) => [definition.name, definition.updatedAt]));
      const { definitions, groups } = catalog[type];
      return [
        type,
        {
          definitions: [...definitions.values()].filter(({ name, updatedAt }) => untouched.get(name) !== updatedAt),
          groups: [...groups.values()],
        },
      ];
    }),
  );
}

/** A property created by users of the portal or by an app. */
export function customProperty(
  input: Pick<PropertyDefinition, 'name' | 'label' | 'type' | 'fieldType' | 'groupName'> & Partial<PropertyDefinition>,
  nowIso: string,
): PropertyDefinition {
  return {
    updatedAt: nowIso,
    createdAt: nowIso,
    description: '',
    options: [],
    createdUserId: '1',
    updatedUserId: '1',
    displayOrder: -1,
    calculated: false,
    externalOptions: false,
    archived: false,
    hasUniqueValue: false,
    hidden: false,
    modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyValue: false },
    formField: false,
    dataSensitivity: 'non_sensitive',
    ...input,
  };
}
