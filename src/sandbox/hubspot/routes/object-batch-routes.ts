import { z } from 'zod';
import { validationError } from '../api-error.ts';
import type { Answer, Call, Endpoint } from '../http/endpoint.ts';
import { endpoint } from '../http/endpoint.ts';
import type { ObjectType } from '../object-types.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { archiveRecord, createRecord, writeRecord } from '../store/write-record.ts';
import type { BatchError } from './batch-answer.ts';
import { batchAnswer } from './batch-answer.ts';
import {
  checkBatchSize,
  checkRequired,
  checkUniqueIds,
  checkWrites,
  conflict,
  conflictMessage,
  findConflict,
} from './check-write.ts';
import { associateNew, checkNewAssociations } from './new-associations.ts';
import { originOf } from './object-routes.ts';
import { archivedQuery, batchReadBody, createInput, idInputs, updateInput } from './object-schemas.ts';
import { objectTypeOf, readScopes, writeScopes } from './object-type-param.ts';
import { presentChanged, presentRecord, presentWhole } from './present-record.ts';
import { selectionOf } from './selection.ts';

const BASE = '/crm/objects/2026-09/:objectType/batch';
const MOST = 100;

const createBody = z.strictObject({ inputs: z.array(createInput) });
const updateBody = z.strictObject({ inputs: z.array(updateInput) });

/** The one error HubSpot gives for all the ids it did not find (recorded). */
function notFoundError(type: ObjectType, ids: string[]): BatchError[] {
  if (ids.length === 0) return [];
  const message = `Could not get some ${type.singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`;
  return [{ status: 'error', category: 'OBJECT_NOT_FOUND', message, context: { ids } }];
}

function finder(
  call: Call<unknown, unknown>,
  type: ObjectType,
  idProperty: string | undefined,
): (id: string) => StoredRecord | undefined {
  const table = call.store.records[type.name];
  if (idProperty === undefined || idProperty === 'hs_object_id') return (id) => table.getActive(id);
  if (!table.isUnique(idProperty)) throw nonUnique(call, type, idProperty);
  return (id) => table.findByUnique(idProperty, id);
}

const nonUnique = (call: Call<unknown, unknown>, type: ObjectType, property: string): Error =>
  validationError(
    `Unable to perform update/upsert by non-unique ${type.typeId} property ${property} in portal ID ${call.store.portal.portalId}`,
  );

function batchRead(call: Call<z.infer<typeof archivedQuery>, z.infer<typeof batchReadBody>>): Answer {
  const startedAtMs = call.store.now();
  const type = objectTypeOf(call.params['objectType']);
  const { inputs, propertiesWithHistory, idProperty } = call.body;
  if (propertiesWithHistory.length > 0) checkBatchSize(inputs.length, 50, 'request for property histories');
  checkBatchSize(inputs.length, MOST);
  const ids = inputs.map((input) => input.id);
  checkUniqueIds(ids);
  const selection = selectionOf(call, type, call.body);
  const table = call.store.records[type.name];
  const live = finder(call, type, idProperty);
  const find = call.query.archived ? (id: string) => archivedOnly(table.get(id)) : live;
  const found = ids.map((id) => ({ id, record: find(id) }));
  const results = found.flatMap(({ record }) => (record ? [presentRecord(call.store, type, record, selection)] : []));
  const errors = notFoundError(
    type,
    found.filter(({ record }) => !record).map(({ id }) => id),
  );
  return batchAnswer(call.store, { okStatus: 200, startedAtMs, results, errors });
}

const archivedOnly = (record: StoredRecord | undefined): StoredRecord | undefined =>
  record?.archivedAt === undefined ? undefined : record;

/** Without trace ids a conflict rejects the whole batch; with them only the input concerned (both recorded). */
function batchCreate(call: Call<unknown, z.infer<typeof createBody>>): Answer {
  const startedAtMs = call.store.now();
  const type = objectTypeOf(call.params['objectType']);
  const { inputs } = call.body;
  checkBatchSize(inputs.length, MOST);
  const writes = checkWrites(
    call,
    type,
    inputs.map((input) => input.properties),
  );
  for (const values of writes) checkRequired(type, values);
  const links = inputs.map((input) => checkNewAssociations(call.store, type, input.associations));
  const traced = inputs.every((input) => input.objectWriteTraceId !== undefined);
  if (!traced && conflicts(call, type, writes)) throw conflict(type);
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const [index, values] of writes.entries()) {
    const traceId = inputs[index]?.objectWriteTraceId;
    const existing = findConflict(call.store, type, values);
    if (existing !== undefined) {
      errors.push(conflictError(type, existing, traceId));
      continue;
    }
    const record = createRecord(call.store, type.name, values, originOf(call));
    associateNew(call.store, type, record.id, links[index] ?? [], originOf(call));
    results.push({ ...presentWhole(call.store, type, record), ...trace(traceId) });
  }
  return batchAnswer(call.store, { okStatus: 201, startedAtMs, results, errors });
}

/** Whether a record of the batch exists already, or two inputs are the same. */
function conflicts(call: Call<unknown, unknown>, type: ObjectType, writes: readonly Record<string, string>[]): boolean {
  const table = call.store.records[type.name];
  const seen = new Set<string>();
  return writes.some((values) =>
    Object.entries(values).some(([name, value]) => {
      if (value === '' || !table.isUnique(name)) return false;
      const key = `${name} ${value.toLowerCase()}`;
      const twice = seen.has(key);
      seen.add(key);
      return twice || table.findByUnique(name, value) !== undefined;
    }),
  );
}

function conflictError(type: ObjectType, existingId: string, traceId: string | undefined): BatchError {
  const context = { ...(traceId === undefined ? {} : { objectWriteTraceId: [traceId] }), existingId: [existingId] };
  return { status: 'error', category: 'CONFLICT', message: conflictMessage(type, existingId), context };
}

const trace = (objectWriteTraceId: string | undefined): { objectWriteTraceId?: string } =>
  objectWriteTraceId === undefined ? {} : { objectWriteTraceId };

function batchUpdate(call: Call<unknown, z.infer<typeof updateBody>>): Answer {
  const startedAtMs = call.store.now();
  const type = objectTypeOf(call.params['objectType']);
  const { inputs } = call.body;
  checkBatchSize(inputs.length, MOST);
  checkUniqueIds(inputs.map((input) => input.id));
  const writes = checkWrites(
    call,
    type,
    inputs.map((input) => input.properties),
  );
  const results: unknown[] = [];
  const missing: string[] = [];
  const errors: BatchError[] = [];
  for (const [index, input] of inputs.entries()) {
    const values = writes[index] ?? {};
    const record = finder(call, type, input.idProperty)(input.id);
    if (!record) {
      missing.push(input.id);
      continue;
    }
    const existing = findConflict(call.store, type, values, record.id);
    if (existing !== undefined) {
      errors.push(conflictError(type, existing, input.objectWriteTraceId));
      continue;
    }
    writeRecord(call.store, type.name, record, values, originOf(call));
    const shown = presentChanged(call.store, type, record, Object.keys(values));
    results.push({ ...shown, ...trace(input.objectWriteTraceId) });
  }
  return batchAnswer(call.store, {
    okStatus: 200,
    startedAtMs,
    results,
    errors: [...errors, ...notFoundError(type, missing)],
  });
}

function batchUpsert(call: Call<unknown, z.infer<typeof updateBody>>): Answer {
  const startedAtMs = call.store.now();
  const type = objectTypeOf(call.params['objectType']);
  const { inputs } = call.body;
  checkBatchSize(inputs.length, MOST);
  checkUniqueIds(inputs.map((input) => input.id));
  for (const { idProperty = 'hs_object_id' } of inputs) {
    if (!call.store.records[type.name].isUnique(idProperty)) throw nonUnique(call, type, idProperty);
  }
  const writes = checkWrites(call, type, inputs.map(withIdProperty));
  const results = inputs.map((input, index) => upsert(call, type, input, writes[index] ?? {}));
  return batchAnswer(call.store, { okStatus: 200, startedAtMs, results });
}

/** A record created by an upsert gets the value it was looked up by. */
function withIdProperty({ id, idProperty, properties }: z.infer<typeof updateInput>): typeof properties {
  return idProperty === undefined ? properties : { ...properties, [idProperty]: id };
}

function upsert(
  call: Call<unknown, unknown>,
  type: ObjectType,
  input: z.infer<typeof updateInput>,
  values: Record<string, string>,
): Record<string, unknown> {
  const record = finder(call, type, input.idProperty)(input.id);
  if (!record) {
    checkRequired(type, values);
    const created = createRecord(call.store, type.name, values, originOf(call));
    return { ...presentWhole(call.store, type, created), new: true, ...trace(input.objectWriteTraceId) };
  }
  writeRecord(call.store, type.name, record, values, originOf(call));
  const shown = presentChanged(call.store, type, record, Object.keys(values));
  return { ...shown, new: false, ...trace(input.objectWriteTraceId) };
}

function batchArchive(call: Call<unknown, z.infer<typeof idInputs>>): Answer {
  const type = objectTypeOf(call.params['objectType']);
  checkBatchSize(call.body.inputs.length, MOST);
  for (const { id } of call.body.inputs) {
    const record = call.store.records[type.name].getActive(id);
    if (record) archiveRecord(call.store, type.name, record, originOf(call));
  }
  return { status: 204 };
}

/** Up to a hundred records at once. */
export const OBJECT_BATCH_ROUTES: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: `${BASE}/read`,
    scopes: readScopes,
    query: archivedQuery,
    body: batchReadBody,
    answer: batchRead,
  }),
  endpoint({ method: 'post', path: `${BASE}/create`, scopes: writeScopes, body: createBody, answer: batchCreate }),
  endpoint({ method: 'post', path: `${BASE}/update`, scopes: writeScopes, body: updateBody, answer: batchUpdate }),
  endpoint({ method: 'post', path: `${BASE}/upsert`, scopes: writeScopes, body: updateBody, answer: batchUpsert }),
  endpoint({ method: 'post', path: `${BASE}/archive`, scopes: writeScopes, body: idInputs, answer: batchArchive }),
];
