import { z } from 'zod';
import { ApiError, validationError } from '../api-error.ts';
import type { Answer, Call, Endpoint } from '../http/endpoint.ts';
import { csv, endpoint, flag } from '../http/endpoint.ts';
import { OBJECT_TYPES } from '../object-types.ts';
import type { StoredList } from '../store/lists.ts';
import { compileListFilter, listMembers } from './list-members.ts';
import { filterBranch } from './match-list-filter.ts';
import { objectTypeOf } from './object-type-param.ts';

const BASE = '/crm/lists/2026-09';
const read = { scopes: (): string[][] => [['crm.lists.read']] } as const;
const create = { scopes: (): string[][] => [['crm.lists.write']] } as const;
/** Changing an existing list needs the read scope too (described, decision 411). */
const change = { scopes: (): string[][] => [['crm.lists.read'], ['crm.lists.write']] } as const;

const filtersQuery = z.strictObject({ includeFilters: flag.default(false) });
type FiltersQuery = z.infer<typeof filtersQuery>;

/** A list as the API returns it; its filters only if requested. */
export function presentList(list: StoredList, includeFilters: boolean, size?: number): Record<string, unknown> {
  return {
    listId: list.listId,
    listVersion: list.listVersion,
    createdAt: list.createdAt,
    updatedAt: list.updatedAt,
    filtersUpdatedAt: list.filtersUpdatedAt,
    ...(list.deletedAt === null ? {} : { deletedAt: list.deletedAt }),
    processingStatus: 'COMPLETE',
    createdById: '1',
    updatedById: '1',
    processingType: list.processingType,
    objectTypeId: OBJECT_TYPES[list.objectType].typeId,
    name: list.name,
    ...(size === undefined ? {} : { size }),
    ...(includeFilters && list.processingType !== 'MANUAL' ? { filterBranch: list.filterBranch } : {}),
  };
}

/** The list named in the path; throws 404. */
export function findList({ store, params }: Pick<Call<unknown, unknown>, 'store' | 'params'>): StoredList {
  const list = store.lists.find((each) => each.listId === params['listId'] && each.deletedAt === null);
  if (list) return list;
  throw new ApiError(404, {
    message: `List does not exist with ID ${params['listId'] ?? ''}.`,
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'ILS.LIST_NOT_FOUND',
  });
}

const createBody = z.strictObject({
  name: z.string().min(1),
  objectTypeId: z.string(),
  processingType: z.enum(['MANUAL', 'DYNAMIC', 'SNAPSHOT']),
  filterBranch: filterBranch.optional(),
  listFolderId: z.number().int().optional(),
  listPermissions: z.unknown().optional(),
  membershipSettings: z.unknown().optional(),
  customProperties: z.record(z.string(), z.string()).optional(),
});

function createList({ store, body }: Call<unknown, z.infer<typeof createBody>>): Answer {
  const { name, objectTypeId, processingType } = body;
  checkName(store.lists, name);
  if (processingType === 'DYNAMIC' && body.filterBranch === undefined)
    throw validationError('A dynamic list needs a filterBranch');
  const now = new Date(store.now()).toISOString();
  const list: StoredList = {
    listId: String(store.lists.length + 1),
    name,
    objectType: objectTypeOf(objectTypeId).name,
    processingType,
    filterBranch: body.filterBranch ?? null,
    createdAt: now,
    updatedAt: now,
    filtersUpdatedAt: now,
    deletedAt: null,
    listVersion: 1,
    members: {},
  };
  if (list.filterBranch !== null) compileListFilter(store, list);
  if (processingType === 'SNAPSHOT' && list.filterBranch !== null) {
    const members = listMembers(store, { ...list, processingType: 'DYNAMIC' });
    list.members = Object.fromEntries(members.map((member) => [member.recordId, member.membershipTimestamp]));
  }
  store.lists.push(list);
  store.touch();
  return { status: 200, body: { list: presentList(list, true) } };
}

function checkName(lists: readonly StoredList[], name: string): void {
  if (!lists.some((list) => list.name === name && list.deletedAt === null)) return;
  throw new ApiError(400, {
    message: `List name '${name}' is already in use.`,
    category: 'VALIDATION_ERROR',
    subCategory: 'ILS.DUPLICATE_LIST_NAMES',
  });
}

const manyQuery = z.strictObject({ includeFilters: flag.default(false), listIds: csv.default([]) });

function getLists({ store, query }: Call<z.infer<typeof manyQuery>, unknown>): Answer {
  const wanted = new Set(query.listIds);
  const lists = store.lists.filter((list) => wanted.has(list.listId) && list.deletedAt === null);
  return { status: 200, body: { lists: lists.map((list) => presentList(list, query.includeFilters)) } };
}

function getList(call: Call<FiltersQuery, unknown>): Answer {
  const list = findList(call);
  return {
    status: 200,
    body: { list: presentList(list, call.query.includeFilters, listMembers(call.store, list).length) },
  };
}

function getListByName({ store, params, query }: Call<FiltersQuery, unknown>): Answer {
  const type = objectTypeOf(params['objectTypeId']).name;
  const named = store.lists.find(
    (list) => list.name === params['listName'] && list.objectType === type && list.deletedAt === null,
  );
  const list = findList({ store, params: { listId: named?.listId ?? params['listName'] ?? '' } });
  return { status: 200, body: { list: presentList(list, query.includeFilters) } };
}

function deleteList(call: Call<unknown, unknown>): Answer {
  findList(call).deletedAt = new Date(call.store.now()).toISOString();
  call.store.touch();
  return { status: 204 };
}

/** The required fields are described (decision 411); that an empty list filters nothing is assumed. */
const searchBody = z.strictObject({
  query: z.string().optional(),
  count: z.number().int().min(1).max(500).default(20),
  offset: z.number().int().min(0),
  listIds: z.array(z.string()),
  processingTypes: z.array(z.string()),
  objectTypeId: z.string().optional(),
  additionalProperties: z.array(z.string()),
  sort: z.string().optional(),
});

const isAmong = (wanted: readonly string[], each: string): boolean => wanted.length === 0 || wanted.includes(each);

function searchLists({ store, body }: Call<unknown, z.infer<typeof searchBody>>): Answer {
  const text = (body.query ?? '').toLowerCase();
  const found = store.lists.filter(
    (list) =>
      list.deletedAt === null &&
      list.name.toLowerCase().includes(text) &&
      isAmong(body.listIds, list.listId) &&
      isAmong(body.processingTypes, list.processingType) &&
      (body.objectTypeId === undefined || OBJECT_TYPES[list.objectType].typeId === body.objectTypeId),
  );
  const end = Math.min(body.offset + body.count, found.length);
  const lists = found.slice(body.offset, end).map((list) =>
    Object.assign(presentList(list, false), {
      additionalProperties: { hs_list_size: String(listMembers(store, list).length), hs_list_reference_count: '0' },
    }),
  );
  return { status: 200, body: { offset: end, hasMore: end < found.length, lists, total: found.length } };
}

const filtersBody = z.strictObject({ filterBranch });
const enrollQuery = z.strictObject({ enrollObjectsInWorkflows: flag.optional() });

function updateFilters(call: Call<unknown, z.infer<typeof filtersBody>>): Answer {
  const list = findList(call);
  if (list.processingType !== 'DYNAMIC') throw validationError('Only a dynamic list has filters to change');
  compileListFilter(call.store, { ...list, filterBranch: call.body.filterBranch });
  list.filterBranch = call.body.filterBranch;
  stamp(call, list);
  list.filtersUpdatedAt = list.updatedAt;
  return { status: 200, body: { updatedList: presentList(list, true) } };
}

const nameQuery = z.strictObject({ listName: z.string().min(1), includeFilters: flag.default(false) });

function updateName(call: Call<z.infer<typeof nameQuery>, unknown>): Answer {
  const list = findList(call);
  if (list.name !== call.query.listName) checkName(call.store.lists, call.query.listName);
  list.name = call.query.listName;
  stamp(call, list);
  return { status: 200, body: { updatedList: presentList(list, call.query.includeFilters) } };
}

function stamp({ store }: Call<unknown, unknown>, list: StoredList): void {
  list.updatedAt = new Date(store.now()).toISOString();
  list.listVersion += 1;
  store.touch();
}

export const LIST_ROUTES: readonly Endpoint[] = [
  endpoint({ method: 'get', path: BASE, ...read, query: manyQuery, answer: getLists }),
  endpoint({ method: 'post', path: BASE, ...create, body: createBody, answer: createList }),
  endpoint({ method: 'post', path: `${BASE}/search`, ...read, body: searchBody, answer: searchLists }),
  endpoint({
    method: 'get',
    path: `${BASE}/object-type-id/:objectTypeId/name/:listName`,
    ...read,
    query: filtersQuery,
    answer: getListByName,
  }),
  endpoint({ method: 'get', path: `${BASE}/:listId`, ...read, query: filtersQuery, answer: getList }),
  endpoint({ method: 'delete', path: `${BASE}/:listId`, ...change, answer: deleteList }),
  endpoint({
    method: 'put',
    path: `${BASE}/:listId/update-list-filters`,
    ...change,
    query: enrollQuery,
    body: filtersBody,
    answer: updateFilters,
  }),
  endpoint({
    method: 'put',
    path: `${BASE}/:listId/update-list-name`,
    ...change,
    query: nameQuery,
    answer: updateName,
  }),
];
