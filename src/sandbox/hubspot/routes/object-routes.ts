import { z } from 'zod';
import type { Answer, Call, Endpoint } from '../http/endpoint.ts';
import { endpoint } from '../http/endpoint.ts';
import { objectNotFound } from '../api-error.ts';
import type { ObjectType } from '../object-types.ts';
import type { ChangeOrigin } from '../store/portal-changes.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { archiveRecord, createRecord, deleteForPrivacy, writeRecord } from '../store/write-record.ts';
import { mergeRecords } from '../store/merge-records.ts';
import { associateNew, checkNewAssociations } from './new-associations.ts';
import { checkRequired, checkWrites, conflict, findConflict } from './check-write.ts';
import { createInput, gdprBody, getQuery, listQuery, mergeBody, patchQuery, propertyValues } from './object-schemas.ts';
import { objectTypeOf, readScopes, writeScopes } from './object-type-param.ts';
import { presentChanged, presentRecord, presentWhole } from './present-record.ts';
import { checkPageSize, selectionOf } from './selection.ts';

const BASE = '/crm/objects/2026-09/:objectType';

export const originOf = (call: Pick<Call<unknown, unknown>, 'app'>): ChangeOrigin => ({
  sourceType: 'INTEGRATION',
  sourceId: call.app.appId,
});

/** Finds a record by id, or by a property with unique values; throws 404. */
function findRecord(
  { store }: Pick<Call<unknown, unknown>, 'store'>,
  type: ObjectType,
  id: string,
  { idProperty, archived }: { idProperty?: string | undefined; archived?: boolean },
): StoredRecord {
  const table = store.records[type.name];
  const record = idProperty === undefined ? table.get(id) : table.findByUnique(idProperty, id);
  if (!record || (record.archivedAt !== undefined) !== (archived ?? false)) throw objectNotFound(id);
  return record;
}

function listObjects(call: Call<z.infer<typeof listQuery>, unknown>): Answer {
  const type = objectTypeOf(call.params['objectType']);
  const { limit, after, archived } = call.query;
  const selection = selectionOf(call, type, call.query);
  checkPageSize(limit, (selection.propertiesWithHistory?.length ?? 0) > 0);
  const records = call.store.records[type.name].page(Number(after ?? 0), limit + 1, archived);
  const results = records.slice(0, limit).map((record) => presentRecord(call.store, type, record, selection));
  const next = records[limit];
  return { status: 200, body: { results, ...(next ? { paging: pagingAfter(call, next.id) } : {}) } };
}

/** The absolute link to the next page; it repeats the request's query. */
function pagingAfter(call: Call<z.infer<typeof listQuery>, unknown>, after: string): unknown {
  const { query, params } = call;
  const link = new URL(`/crm/objects/2026-09/${params['objectType']}`, call.baseUrl);
  link.searchParams.set('limit', String(query.limit));
  for (const name of ['properties', 'propertiesWithHistory', 'associations'] as const) {
    if (query[name]?.length) link.searchParams.set(name, query[name].join(','));
  }
  if (query.archived) link.searchParams.set('archived', 'true');
  link.searchParams.set('after', after);
  return { next: { after, link: link.href } };
}

function getObject(call: Call<z.infer<typeof getQuery>, unknown>): Answer {
  const type = objectTypeOf(call.params['objectType']);
  const record = findRecord(call, type, call.params['objectId'] ?? '', call.query);
  return { status: 200, body: presentRecord(call.store, type, record, selectionOf(call, type, call.query)) };
}

function createObject(call: Call<unknown, z.infer<typeof createInput>>): Answer {
  const type = objectTypeOf(call.params['objectType']);
  const [values = {}] = checkWrites(call, type, [call.body.properties]);
  checkRequired(type, values);
  const existing = findConflict(call.store, type, values);
  if (existing !== undefined) throw conflict(type, existing);
  const links = checkNewAssociations(call.store, type, call.body.associations);
  const record = createRecord(call.store, type.name, values, originOf(call));
  associateNew(call.store, type, record.id, links, originOf(call));
  return { status: 201, body: presentWhole(call.store, type, record) };
}

const patchBody = z.strictObject({ properties: propertyValues, objectWriteTraceId: z.string().optional() });

function patchObject(call: Call<z.infer<typeof patchQuery>, z.infer<typeof patchBody>>): Answer {
  const type = objectTypeOf(call.params['objectType']);
  const record = findRecord(call, type, call.params['objectId'] ?? '', call.query);
  const [values = {}] = checkWrites(call, type, [call.body.properties]);
  const existing = findConflict(call.store, type, values, record.id);
  if (existing !== undefined) throw conflict(type, existing);
  writeRecord(call.store, type.name, record, values, originOf(call));
  return { status: 200, body: presentChanged(call.store, type, record, Object.keys(values)) };
}

function deleteObject(call: Call<unknown, unknown>): Answer {
  const type = objectTypeOf(call.params['objectType']);
  const record = call.store.records[type.name].getActive(call.params['objectId'] ?? '');
  // Deleting a record that does not exist is no error.
  if (record) archiveRecord(call.store, type.name, record, originOf(call));
  return { status: 204 };
}

function mergeObjects(call: Call<unknown, z.infer<typeof mergeBody>>): Answer {
  const type = objectTypeOf(call.params['objectType']);
  const primary = findRecord(call, type, call.body.primaryObjectId, {});
  const merged = findRecord(call, type, call.body.objectIdToMerge, {});
  if (primary === merged) throw objectNotFound(call.body.objectIdToMerge);
  const survivor = mergeRecords(call.store, type.name, { primary, merged }, originOf(call));
  return { status: 200, body: presentRecord(call.store, type, survivor, { properties: null }) };
}

function deleteContactForPrivacy(call: Call<unknown, z.infer<typeof gdprBody>>): Answer {
  const type = objectTypeOf('contacts');
  const table = call.store.records.contacts;
  const { objectId, idProperty } = call.body;
  const record = idProperty === undefined ? table.get(objectId) : table.findByUnique(idProperty, objectId);
  if (record) deleteForPrivacy(call.store, type.name, record, originOf(call));
  return { status: 204 };
}

/** Reading and writing records one at a time, and pages of them. */
export const OBJECT_ROUTES: readonly Endpoint[] = [
  endpoint({ method: 'get', path: BASE, scopes: readScopes, query: listQuery, answer: listObjects }),
  endpoint({ method: 'post', path: BASE, scopes: writeScopes, body: createInput, answer: createObject }),
  endpoint({ method: 'post', path: `${BASE}/merge`, scopes: writeScopes, body: mergeBody, answer: mergeObjects }),
  endpoint({
    method: 'post',
    path: '/crm/objects/2026-09/contacts/gdpr-delete',
    scopes: () => [['crm.objects.contacts.write']],
    body: gdprBody,
    answer: deleteContactForPrivacy,
  }),
  endpoint({ method: 'get', path: `${BASE}/:objectId`, scopes: readScopes, query: getQuery, answer: getObject }),
  endpoint({
    method: 'patch',
    path: `${BASE}/:objectId`,
    scopes: writeScopes,
    query: patchQuery,
    body: patchBody,
    answer: patchObject,
  }),
  endpoint({ method: 'delete', path: `${BASE}/:objectId`, scopes: writeScopes, answer: deleteObject }),
];
