import { ApiError, validationError } from '../api-error.ts';
import type { PropertyDefinition, PropertyOption } from '../default-properties/property-definition.ts';
import type { ObjectType } from '../object-types.ts';
import type { PortalStore } from '../store/portal-store.ts';
import { customProperty } from '../store/property-catalog.ts';
import type { BatchError } from './batch-answer.ts';
import type { OptionInput, PropertyCreate, PropertyUpdate } from './property-schemas.ts';

/** The field types allowed for each type (doc). */
const FIELD_TYPES: Readonly<Record<PropertyCreate['type'], readonly string[]>> = {
  string: ['text', 'textarea', 'file', 'html', 'phonenumber', 'calculation_equation'],
  number: ['number', 'calculation_equation'],
  date: ['date'],
  datetime: ['date', 'calculation_equation'],
  enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox', 'calculation_equation'],
  bool: ['booleancheckbox', 'calculation_equation'],
};

/** The error for a name that is taken, as batch creation lists it (recorded). */
export function nameTaken(name: string): BatchError {
  return {
    status: 'error',
    category: 'OBJECT_ALREADY_EXISTS',
    subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
    message: `A property named '${name}' already exists.`,
    context: { name: [name] },
  };
}

export function propertyNotFound(name: string): ApiError {
  return new ApiError(404, {
    message: `Property named '${name}' does not exist.`,
    context: { name: [name] },
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'Properties.PROPERTY_NOT_FOUND',
  });
}

/** Validates a new definition and adds it to the portal. Throws 400; the caller has checked that the name is free. */
export function defineProperty(store: PortalStore, type: ObjectType, input: PropertyCreate): PropertyDefinition {
  const { options = [], ...rest } = input;
  checkDefinition(store, type, input);
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as typeof rest;
  const definition = customProperty(
    {
      ...(given as Pick<PropertyDefinition, 'name' | 'label' | 'type' | 'fieldType' | 'groupName'>),
      options: orderOptions(options),
    },
    new Date(store.now()).toISOString(),
  );
  store.properties[type.name].definitions.set(input.name, definition);
  if (definition.hasUniqueValue) store.records[type.name].addUniqueProperty(input.name);
  store.touch();
  return definition;
}

function checkDefinition(store: PortalStore, type: ObjectType, input: PropertyCreate): void {
  if (!/^[a-z][a-z0-9_]*$/.test(input.name)) {
    throw validationError(
      `Property name ${input.name} is not valid: lower-case letters, digits and underscores, a letter first`,
    );
  }
  if (!store.properties[type.name].groups.has(input.groupName)) {
    throw validationError(`Property group ${input.groupName} does not exist`, {
      context: { groupName: [input.groupName] },
    });
  }
  checkFieldType(input.type, input.fieldType);
  checkOptions(input.options ?? []);
  if (input.type === 'enumeration' && (input.options ?? []).length === 0 && input.externalOptions !== true) {
    throw validationError(`Property ${input.name} is an enumeration and needs options`);
  }
}

function checkFieldType(type: PropertyCreate['type'], fieldType: string): void {
  if (!FIELD_TYPES[type].includes(fieldType))
    throw validationError(`Field type ${fieldType} is not valid for type ${type}`);
}

function checkOptions(options: readonly OptionInput[]): void {
  const values = new Set(options.map((option) => option.value));
  const labels = new Set(options.map((option) => option.label));
  if (values.size < options.length || labels.size < options.length) {
    throw validationError('Property options must have unique labels and values');
  }
}

/** An option without a display order comes after those that have one (recorded). */
function orderOptions(options: readonly OptionInput[]): PropertyOption[] {
  let last = Math.max(0, ...options.map((option) => option.displayOrder ?? 0));
  return options.map(({ label, value, description, displayOrder, hidden }) => ({
    label,
    value,
    ...(description === undefined ? {} : { description }),
    displayOrder: displayOrder ?? ++last,
    hidden,
  }));
}

/** Changes a definition; for HubSpot's own properties only the options. */
export function redefineProperty(
  store: PortalStore,
  type: ObjectType,
  current: PropertyDefinition,
  update: PropertyUpdate,
): PropertyDefinition {
  const { options, ...rest } = update;
  const given = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined),
  ) as Partial<PropertyDefinition>;
  if (current.modificationMetadata.readOnlyDefinition && Object.keys(given).length > 0) {
    throw validationError(`The definition of ${current.name} is read only`, {
      context: { propertyName: [current.name] },
    });
  }
  if (given.groupName !== undefined && !store.properties[type.name].groups.has(given.groupName)) {
    throw validationError(`Property group ${given.groupName} does not exist`, {
      context: { groupName: [given.groupName] },
    });
  }
  checkFieldType((update.type ?? current.type) as PropertyCreate['type'], update.fieldType ?? current.fieldType);
  if (options) checkOptions(options);
  const changed: PropertyDefinition = {
    ...current,
    ...given,
    ...(options ? { options: orderOptions(options) } : {}),
    updatedAt: new Date(store.now()).toISOString(),
  };
  store.properties[type.name].definitions.set(current.name, changed);
  store.touch();
  return changed;
}
