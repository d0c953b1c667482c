import { z } from 'zod';
import { validationError } from '../api-error.ts';
import type { Answer, Call, Endpoint } from '../http/endpoint.ts';
import { endpoint } from '../http/endpoint.ts';
import type { StoredList } from '../store/lists.ts';
import { listMembers } from './list-members.ts';
import { findList } from './list-routes.ts';
import { objectTypeOf } from './object-type-param.ts';

const BASE = '/crm/lists/2026-09/:listId/memberships';
const read = { scopes: (): string[][] => [['crm.lists.read']] } as const;
const write = { scopes: (): string[][] => [['crm.lists.read'], ['crm.lists.write']] } as const;

const membersQuery = z.strictObject({
  after: z.string().regex(/^\d+$/).optional(),
  before: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(250).default(100),
});

/** By record id; the cursor is the last id seen. */
function getMembers(call: Call<z.infer<typeof membersQuery>, unknown>): Answer {
  const { after, before, limit } = call.query;
  if (before !== undefined) throw validationError('Paging backwards is not supported: use after');
  const members = listMembers(call.store, findList(call)).sort(
    (left, right) => Number(left.recordId) - Number(right.recordId),
  );
  const rest = members.filter((member) => Number(member.recordId) > Number(after ?? 0));
  const results = rest.slice(0, limit);
  const last = results.at(-1);
  if (!last || rest.length <= limit) return { status: 200, body: { total: members.length, results } };
  const link = `${call.baseUrl}/crm/lists/2026-09/${call.params['listId']}/memberships?limit=${limit}&after=${last.recordId}`;
  return { status: 200, body: { total: members.length, results, paging: { next: { after: last.recordId, link } } } };
}

const ids = z.array(z.coerce.string());
const changeBody = z.strictObject({ recordIdsToAdd: ids.default([]), recordIdsToRemove: ids.default([]) });

function change(call: Call<unknown, unknown>, add: readonly string[], remove: readonly string[]): Answer {
  const list = manualList(call);
  const table = call.store.records[list.objectType];
  const now = new Date(call.store.now()).toISOString();
  const missing = add.filter((id) => !table.getActive(id));
  const added = add.filter((id) => !missing.includes(id) && !(id in list.members));
  const removed = remove.filter((id) => id in list.members);
  for (const id of added) list.members[id] = now;
  for (const id of removed) delete list.members[id];
  call.store.touch();
  return {
    status: 200,
    body: { recordIdsRemoved: removed, recordsIdsAdded: added, recordIdsMissing: missing },
  };
}

function manualList(call: Call<unknown, unknown>): StoredList {
  const list = findList(call);
  if (list.processingType === 'DYNAMIC') throw validationError('The members of a dynamic list follow from its filters');
  return list;
}

function clear(call: Call<unknown, unknown>): Answer {
  manualList(call).members = {};
  call.store.touch();
  return { status: 204 };
}

function listsOfRecord({ store, params }: Call<unknown, unknown>): Answer {
  const type = objectTypeOf(params['objectTypeId']).name;
  const results = store.lists
    .filter((list) => list.objectType === type && list.deletedAt === null)
    .flatMap((list) => {
      const member = listMembers(store, list).find((each) => each.recordId === params['recordId']);
      if (!member) return [];
      const { membershipTimestamp } = member;
      const times = { firstAddedTimestamp: membershipTimestamp, lastAddedTimestamp: membershipTimestamp };
      return [{ listId: list.listId, listVersion: list.listVersion, ...times }];
    });
  return { status: 200, body: { total: results.length, results } };
}

export const LIST_MEMBERSHIP_ROUTES: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/crm/lists/2026-09/records/:objectTypeId/:recordId/memberships',
    ...read,
    answer: listsOfRecord,
  }),
  endpoint({ method: 'get', path: BASE, ...read, query: membersQuery, answer: getMembers }),
  endpoint({ method: 'delete', path: BASE, ...write, answer: clear }),
  endpoint({ method: 'put', path: `${BASE}/add`, ...write, body: ids, answer: (call) => change(call, call.body, []) }),
  endpoint({
    method: 'put',
    path: `${BASE}/remove`,
    ...write,
    body: ids,
    answer: (call) => change(call, [], call.body),
  }),
  endpoint({
    method: 'put',
    path: `${BASE}/add-and-remove`,
    ...write,
    body: changeBody,
    answer: (call) => change(call, call.body.recordIdsToAdd, call.body.recordIdsToRemove),
  }),
];
