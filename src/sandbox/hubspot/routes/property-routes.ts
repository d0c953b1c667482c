import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import type { PropertyDefinition } from '../default-properties/property-definition.ts';
import type { Answer, Call, Endpoint } from '../http/endpoint.ts';
import { endpoint } from '../http/endpoint.ts';
import type { BatchError } from './batch-answer.ts';
import { batchAnswer } from './batch-answer.ts';
import { checkBatchSize } from './check-write.ts';
import { defineProperty, nameTaken, propertyNotFound, redefineProperty } from './define-property.ts';
import { objectTypeOf, schemaReadScopes, schemaWriteScopes } from './object-type-param.ts';
import type { PropertyUpdate } from './property-schemas.ts';
import {
  localeQuery,
  nameInputs,
  namesToRead,
  propertiesQuery,
  propertyCreate,
  propertyUpdate,
} from './property-schemas.ts';

const BASE = '/crm/properties/2026-09/:objectType';
const MOST = 100;

function definitionsOf({ store, params }: Call<unknown, unknown>): Map<string, PropertyDefinition> {
  return store.properties[objectTypeOf(params['objectType']).name].definitions;
}

function listProperties(call: Call<z.infer<typeof propertiesQuery>, unknown>): Answer {
  const { archived, properties } = call.query;
  const wanted = properties && new Set(properties);
  const results = [...definitionsOf(call).values()].filter(
    (each) => (each.archived ?? false) === archived && (wanted?.has(each.name) ?? true),
  );
  return { status: 200, body: { results } };
}

function find(call: Call<unknown, unknown>, name: string, archived = false): PropertyDefinition {
  const definition = definitionsOf(call).get(name);
  if (!definition || (definition.archived ?? false) !== archived) throw propertyNotFound(name);
  return definition;
}

function getProperty(call: Call<z.infer<typeof propertiesQuery>, unknown>): Answer {
  return { status: 200, body: find(call, call.params['propertyName'] ?? '', call.query.archived) };
}

function createProperty(call: Call<unknown, z.infer<typeof propertyCreate>>): Answer {
  if (definitionsOf(call).has(call.body.name)) throw new ApiError(409, { ...nameTaken(call.body.name) });
  return { status: 201, body: defineProperty(call.store, objectTypeOf(call.params['objectType']), call.body) };
}

const createBody = z.strictObject({ inputs: z.array(propertyCreate) });

/** A name that is taken fails on its own (recorded). */
function batchCreate(call: Call<unknown, z.infer<typeof createBody>>): Answer {
  const startedAtMs = call.store.now();
  const type = objectTypeOf(call.params['objectType']);
  checkBatchSize(call.body.inputs.length, MOST);
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const input of call.body.inputs) {
    if (definitionsOf(call).has(input.name)) errors.push(nameTaken(input.name));
    else results.push(withoutStamps(defineProperty(call.store, type, input)));
  }
  return batchAnswer(call.store, { okStatus: 201, startedAtMs, results, errors });
}

/** Batch creation omits who created the property and when (recorded). */
function withoutStamps(definition: PropertyDefinition): Partial<PropertyDefinition> {
  const { createdAt: _1, updatedAt: _2, createdUserId: _3, updatedUserId: _4, archived: _5, ...shown } = definition;
  return shown;
}

function batchRead(call: Call<unknown, z.infer<typeof namesToRead>>): Answer {
  const startedAtMs = call.store.now();
  checkBatchSize(call.body.inputs.length, MOST);
  const definitions = definitionsOf(call);
  const names = call.body.inputs.map((input) => input.name);
  const found = names.flatMap((name) => definitions.get(name) ?? []);
  const results = found.filter((each) => (each.archived ?? false) === call.body.archived);
  const errors = names
    .filter((name) => !results.some((each) => each.name === name))
    .map((name): BatchError => {
      const message = `Property named '${name}' does not exist.`;
      return { status: 'error', category: 'OBJECT_NOT_FOUND', message, context: { name: [name] } };
    });
  return batchAnswer(call.store, { okStatus: 200, startedAtMs, results, errors });
}

function patchProperty(call: Call<unknown, PropertyUpdate>): Answer {
  const current = find(call, call.params['propertyName'] ?? '');
  return {
    status: 200,
    body: redefineProperty(call.store, objectTypeOf(call.params['objectType']), current, call.body),
  };
}

function archive(call: Call<unknown, unknown>, name: string): void {
  const definition = definitionsOf(call).get(name);
  if (!definition || definition.archived === true) return;
  definition.archived = true;
  definition.updatedAt = new Date(call.store.now()).toISOString();
  call.store.touch();
}

function deleteProperty(call: Call<unknown, unknown>): Answer {
  archive(call, find(call, call.params['propertyName'] ?? '').name);
  return { status: 204 };
}

function batchArchive(call: Call<unknown, z.infer<typeof nameInputs>>): Answer {
  for (const { name } of call.body.inputs) archive(call, name);
  return { status: 204 };
}

const read = { scopes: schemaReadScopes } as const;
const write = { scopes: schemaWriteScopes } as const;

export const PROPERTY_ROUTES: readonly Endpoint[] = [
  endpoint({ method: 'get', path: BASE, ...read, query: propertiesQuery, answer: listProperties }),
  endpoint({ method: 'post', path: BASE, ...write, body: propertyCreate, answer: createProperty }),
  endpoint({ method: 'post', path: `${BASE}/batch/create`, ...write, body: createBody, answer: batchCreate }),
  endpoint({
    method: 'post',
    path: `${BASE}/batch/read`,
    ...read,
    query: localeQuery,
    body: namesToRead,
    answer: batchRead,
  }),
  endpoint({ method: 'post', path: `${BASE}/batch/archive`, ...write, body: nameInputs, answer: batchArchive }),
  endpoint({ method: 'get', path: `${BASE}/:propertyName`, ...read, query: propertiesQuery, answer: getProperty }),
  endpoint({ method: 'patch', path: `${BASE}/:propertyName`, ...write, body: propertyUpdate, answer: patchProperty }),
  endpoint({ method: 'delete', path: `${BASE}/:propertyName`, ...write, answer: deleteProperty }),
];
