import { validationError } from '../api-error.ts';
import type { Call } from '../http/endpoint.ts';
import type { ObjectType, ObjectTypeName } from '../object-types.ts';
import { objectTypeOf } from './object-type-param.ts';
import type { Selection } from './present-record.ts';

interface Asked {
  properties?: readonly string[] | undefined;
  propertiesWithHistory?: readonly string[] | undefined;
  associations?: readonly string[] | undefined;
}

/** What a request asked for. HubSpot silently ignores unknown names; here they are recorded as violations. */
export function selectionOf(
  call: Pick<Call<unknown, unknown>, 'store' | 'noteViolation'>,
  type: ObjectType,
  asked: Asked,
): Selection {
  const { definitions } = call.store.properties[type.name];
  for (const name of [...(asked.properties ?? []), ...(asked.propertiesWithHistory ?? [])]) {
    if (!definitions.has(name)) {
      call.noteViolation('unknown_property', `${type.name}.${name} is asked for but is no property of the portal`);
    }
  }
  return {
    properties: asked.properties ?? null,
    propertiesWithHistory: asked.propertiesWithHistory ?? [],
    associations: (asked.associations ?? []).map((name): ObjectTypeName => objectTypeOf(name).name),
  };
}

/** HubSpot returns at most 100 records per page, 50 with histories. */
export function checkPageSize(limit: number, withHistory: boolean): void {
  const most = withHistory ? 50 : 100;
  if (limit > most) throw validationError(`Page size must be no more than ${most}`);
}
