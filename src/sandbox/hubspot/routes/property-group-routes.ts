import type { z } from 'zod';
import { ApiError, resourceNotFound, validationError } from '../api-error.ts';
import type { PropertyGroup } from '../default-properties/property-definition.ts';
import type { Answer, Call, Endpoint } from '../http/endpoint.ts';
import { endpoint } from '../http/endpoint.ts';
import { objectTypeOf, schemaReadScopes, schemaWriteScopes } from './object-type-param.ts';
import { groupCreate, groupUpdate, localeQuery } from './property-schemas.ts';

const BASE = '/crm/properties/2026-09/:objectType/groups';

function groupsOf({ store, params }: Call<unknown, unknown>): Map<string, PropertyGroup> {
  return store.properties[objectTypeOf(params['objectType']).name].groups;
}

function find(call: Call<unknown, unknown>): PropertyGroup {
  const group = groupsOf(call).get(call.params['groupName'] ?? '');
  if (!group) throw resourceNotFound();
  return group;
}

function createGroup(call: Call<unknown, z.infer<typeof groupCreate>>): Answer {
  const { name, label, displayOrder = -1 } = call.body;
  const groups = groupsOf(call);
  if (groups.has(name)) {
    throw new ApiError(409, {
      message: `A property group named '${name}' already exists.`,
      category: 'OBJECT_ALREADY_EXISTS',
      subCategory: 'Properties.GROUP_WITH_NAME_EXISTS',
      context: { name: [name] },
    });
  }
  const group = { name, label, displayOrder: displayOrder < 0 ? groups.size : displayOrder, archived: false };
  groups.set(name, group);
  call.store.touch();
  return { status: 201, body: group };
}

function patchGroup(call: Call<unknown, z.infer<typeof groupUpdate>>): Answer {
  const group = find(call);
  group.label = call.body.label ?? group.label;
  group.displayOrder = call.body.displayOrder ?? group.displayOrder;
  call.store.touch();
  return { status: 200, body: group };
}

/** A group that still has properties cannot be deleted. */
function deleteGroup(call: Call<unknown, unknown>): Answer {
  const { name } = find(call);
  const { definitions } = call.store.properties[objectTypeOf(call.params['objectType']).name];
  if ([...definitions.values()].some((each) => each.groupName === name && each.archived !== true)) {
    throw validationError(`Property group ${name} still has properties`);
  }
  groupsOf(call).delete(name);
  call.store.touch();
  return { status: 204 };
}

const read = { scopes: schemaReadScopes } as const;
const write = { scopes: schemaWriteScopes } as const;

/** These come before the property routes, which would take `groups` for a property name. */
export const PROPERTY_GROUP_ROUTES: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: BASE,
    ...read,
    query: localeQuery,
    answer: (call) => ({ status: 200, body: { results: [...groupsOf(call).values()] } }),
  }),
  endpoint({ method: 'post', path: BASE, ...write, body: groupCreate, answer: createGroup }),
  endpoint({
    method: 'get',
    path: `${BASE}/:groupName`,
    ...read,
    query: localeQuery,
    answer: (call) => ({ status: 200, body: find(call) }),
  }),
  endpoint({ method: 'patch', path: `${BASE}/:groupName`, ...write, body: groupUpdate, answer: patchGroup }),
  endpoint({ method: 'delete', path: `${BASE}/:groupName`, ...write, answer: deleteGroup }),
];
