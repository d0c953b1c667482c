import type { PortalAssociation, PortalData, PortalRecord } from '../../portal-data.ts';
import { PORTAL_OBJECT_TYPES } from '../../portal-data.ts';
import type { PropertyDefinition } from '../default-properties/property-definition.ts';
import type { ObjectTypeName } from '../object-types.ts';
import { findObjectType } from '../object-types.ts';
import { creationProperties, derivedProperties } from './derived-properties.ts';
import type { PortalStore } from './portal-store.ts';
import { createPortalStore } from './portal-store.ts';
import type { PropertyCatalog } from './property-catalog.ts';
import { createPropertyCatalog, customProperty } from './property-catalog.ts';
import { rollupValues } from './rollups.ts';
import type { StoredRecord } from './stored-record.ts';

interface StoreOptions {
  now: () => number;
  searchIndexLagMs: number;
}

/**
 * Fills a portal from plain data. Throws an Error naming what is wrong if the data does not fit the portal:
 * an unknown object type or property, an id that is not a positive number, an association between types that HubSpot does not associate.
 */
export function loadPortalData(data: PortalData, options: StoreOptions): PortalStore {
  const properties = portalProperties(data, options.now());
  const store = createPortalStore({ ...data, properties }, options);
  for (const type of PORTAL_OBJECT_TYPES) {
    for (const record of data.objects[type]) store.records[type].add(toStoredRecord(store, type, record));
  }
  for (const association of data.associations) addAssociation(store, association);
  for (const type of ['contacts', 'deals', 'companies'] as const) {
    for (const record of store.records[type].active())
      Object.assign(record.properties, rollupValues(store, type, record));
  }
  return store;
}

function typeNamed(name: string): ObjectTypeName {
  const type = findObjectType(name);
  if (!type) throw new Error(`Portal data names the object type "${name}", which HubSpot does not have.`);
  return type.name;
}

function portalProperties(data: PortalData, nowMs: number): PropertyCatalog {
  const catalog = createPropertyCatalog();
  const nowIso = new Date(nowMs).toISOString();
  for (const [alias, properties] of Object.entries(data.customProperties)) {
    const type = catalog[typeNamed(alias)];
    const [groupName = ''] = type.groups.keys();
    for (const property of properties) {
      const definition = customProperty({ ...property, groupName }, nowIso);
      type.definitions.set(property.name, definition);
    }
  }
  for (const [alias, byProperty] of Object.entries(data.addedOptions)) {
    for (const [name, options] of Object.entries(byProperty)) {
      const definition = catalog[typeNamed(alias)].definitions.get(name);
      if (!definition)
        throw new Error(`Portal data adds options to ${alias}.${name}, which is no property of the portal.`);
      addOptions(definition, options, nowIso);
    }
  }
  return catalog;
}

function addOptions(definition: PropertyDefinition, options: { label: string; value: string }[], nowIso: string): void {
  const known = new Set(definition.options.map((option) => option.value));
  const added = options.filter((option) => !known.has(option.value));
  const first = definition.options.length;
  for (const [index, { label, value }] of added.entries()) {
    definition.options.push({ label, value, displayOrder: first + index, hidden: false });
  }
  definition.updatedAt = nowIso;
}

function toStoredRecord(store: PortalStore, type: ObjectTypeName, data: PortalRecord): StoredRecord {
  if (!/^[1-9]\d*$/.test(data.id))
    throw new Error(`Portal data: ${type} has the id "${data.id}"; HubSpot's ids are positive numbers.`);
  const { definitions } = store.properties[type];
  const unknown = Object.keys(data.properties).filter((name) => !definitions.has(name));
  if (unknown.length > 0) {
    throw new Error(
      `Portal data: ${type} ${data.id} has ${unknown.join(', ')}; declare them as custom properties of the portal.`,
    );
  }
  const record: StoredRecord = {
    id: data.id,
    properties: {
      ...creationProperties(type, data.id, data.createdAt),
      ...data.properties,
    },
    createdAt: data.createdAt,
    updatedAt: data.updatedAt,
    history: Object.fromEntries(
      Object.entries(data.history ?? {}).map(([name, entries]) => [
        name,
        entries.map((entry) => ({ ...entry, sourceType: 'ANALYTICS' })),
      ]),
    ),
    ...(data.archived ? { archivedAt: data.updatedAt } : {}),
  };
  record.properties[store.records[type].type.modifiedProperty] = data.updatedAt;
  Object.assign(record.properties, derivedProperties(store, type, record));
  return record;
}

function addAssociation(
  store: PortalStore,
  { fromType, fromId, toType, toId, primary, label }: PortalAssociation,
): void {
  const { associations } = store;
  const unlabelled = associations.unlabelled(fromType, toType);
  if (!unlabelled) throw new Error(`Portal data associates ${fromType} with ${toType}, which HubSpot does not.`);
  for (const [type, id] of [
    [fromType, fromId],
    [toType, toId],
  ] as const) {
    if (!store.records[type].get(id))
      throw new Error(`Portal data associates ${type} ${id}, which is not in the data.`);
  }
  const typeIds: number[] = [];
  if (primary)
    typeIds.push(
      ...associations
        .types(fromType, toType)
        .filter((each) => each.primary)
        .map((each) => each.typeId),
    );
  if (label !== null) {
    const known = associations.types(fromType, toType).find((each) => each.label === label && !each.primary);
    typeIds.push(
      known?.typeId ??
        associations.defineLabel(fromType, toType, label.toLowerCase().replaceAll(/\W+/g, '_'), label).typeId,
    );
  }
  associations.add(fromType, fromId, toType, toId, typeIds);
}
