import { ApiError, validationError } from '../api-error.ts';
import type { ObjectType } from '../object-types.ts';
import type { PortalStore } from '../store/portal-store.ts';
import type { PropertyFault, RawValue } from '../store/property-value.ts';
import { checkValue } from '../store/property-value.ts';
import type { Call } from '../http/endpoint.ts';

type Values = Record<string, string>;
type AnyCall = Pick<Call<unknown, unknown>, 'store' | 'noteViolation'>;

/** Validates the values of all inputs at once: one invalid value rejects the whole batch (recorded). */
export function checkWrites(call: AnyCall, type: ObjectType, inputs: readonly Record<string, RawValue>[]): Values[] {
  const faults: PropertyFault[] = [];
  const checked = inputs.map((input) => {
    const values: Values = {};
    for (const [name, raw] of Object.entries(input)) {
      const definition = call.store.properties[type.name].definitions.get(name);
      if (!definition || definition.archived === true) {
        call.noteViolation('unknown_property', `${type.name}.${name} is written but is no property of the portal`);
        faults.push({
          isValid: false,
          message: `Property "${name}" does not exist`,
          error: 'PROPERTY_DOESNT_EXIST',
          name,
        });
        continue;
      }
      const result = checkValue(call.store, definition, raw);
      if ('fault' in result) faults.push(result.fault);
      else values[name] = result.value;
    }
    return values;
  });
  if (faults.length > 0) throw invalidProperties(faults);
  return checked;
}

function invalidProperties(faults: readonly PropertyFault[]): ApiError {
  return validationError(`Property values were not valid: ${JSON.stringify(faults)}`, {
    errors: faults.map(({ message, error, name }) => ({ message, code: error, context: { propertyName: [name] } })),
  });
}

/** Throws 400 if a record would lack a property that its type requires. */
export function checkRequired(type: ObjectType, values: Values): void {
  const missing = type.required.filter((name) => !values[name]);
  if (missing.length === 0) return;
  throw validationError(`Error creating ${type.singular.toUpperCase()}. Some required properties were not set.`, {
    context: { properties: missing },
  });
}

/** The record that already has one of these unique values, if any (a contact's email). */
export function findConflict(store: PortalStore, type: ObjectType, values: Values, ownId?: string): string | undefined {
  const table = store.records[type.name];
  for (const [name, value] of Object.entries(values)) {
    if (value === '' || !table.isUnique(name)) continue;
    const other = table.findByUnique(name, value);
    if (other && other.id !== ownId) return other.id;
  }
  return undefined;
}

const label = (type: ObjectType): string => type.singular.charAt(0).toUpperCase() + type.singular.slice(1);

export const conflictMessage = (type: ObjectType, existingId: string): string =>
  `${label(type)} already exists. Existing ID: ${existingId}`;

export function conflict(type: ObjectType, existingId?: string): ApiError {
  const message = existingId === undefined ? `${label(type)} already exists` : conflictMessage(type, existingId);
  return new ApiError(409, { message, category: 'CONFLICT' });
}

/** HubSpot checks the ids of a batch before anything else. */
export function checkUniqueIds(ids: readonly string[]): void {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const id of ids) (seen.has(id) ? twice : seen).add(id);
  if (twice.size === 0) return;
  throw validationError(`Duplicate IDs found in batch input: [${[...twice].join(', ')}]. IDs must be unique`, {
    context: { ids: [...twice] },
  });
}

export function checkBatchSize(size: number, most: number, what = 'request'): void {
  if (size <= most) return;
  throw validationError(
    `The maximum number of inputs supported in a batch ${what} is ${most}. Please reduce the number of items and try again`,
  );
}
