import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Client, Json, TestPortal } from './portal-fixture.ts';
import { createPortal, install, record, startTestPortal } from './portal-fixture.ts';

const SEARCH = '/crm/objects/2026-09/companies/search';
const ANY_SPEED = { limits: { tenSecondly: 100_000, searchSecondly: 100_000 } };
let portal: TestPortal;
let call: Client['call'];

beforeEach(async () => {
  const data = createPortal();
  for (let index = 0; index < 300; index += 1) {
    data.objects.companies.push(
      record(String(1000 + index), { name: `Company ${index}`, numberofemployees: String(index) }),
    );
  }
  portal = await startTestPortal({ data, behaviour: ANY_SPEED });
  ({ call } = await install(portal.standIn));
});
afterEach(() => portal.stop());

const find = async (filters: Json[], more: Json = {}): Promise<Json> =>
  (await call('POST', SEARCH, { filterGroups: [{ filters }], limit: 200, ...more })).body;
const count = async (filter: Json): Promise<number> => (await find([filter])).total;

test.each([
  [{ propertyName: 'domain', operator: 'EQ', value: 'ACME.example' }, 1],
  [{ propertyName: 'domain', operator: 'HAS_PROPERTY' }, 2],
  [{ propertyName: 'domain', operator: 'NOT_HAS_PROPERTY' }, 300],
  [{ propertyName: 'domain', operator: 'NEQ', value: 'acme.example' }, 1],
  [{ propertyName: 'numberofemployees', operator: 'LT', value: '10' }, 10],
  [{ propertyName: 'numberofemployees', operator: 'LTE', value: '10' }, 11],
  [{ propertyName: 'numberofemployees', operator: 'GT', value: '298' }, 2],
  [{ propertyName: 'numberofemployees', operator: 'GTE', value: '298' }, 3],
  [{ propertyName: 'numberofemployees', operator: 'BETWEEN', value: '10', highValue: '19' }, 10],
  [{ propertyName: 'domain', operator: 'IN', values: ['acme.example', 'bolt.example', 'x'] }, 2],
  [{ propertyName: 'domain', operator: 'NOT_IN', values: ['acme.example'] }, 1],
  [{ propertyName: 'name', operator: 'CONTAINS_TOKEN', value: 'company' }, 300],
  [{ propertyName: 'name', operator: 'CONTAINS_TOKEN', value: 'compa*' }, 300],
  [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: '2026-02-02T04:04:05.678+01:00' }, 302],
  [{ propertyName: 'hs_lastmodifieddate', operator: 'GT', value: String(Date.parse('2026-02-02T03:04:05.678Z')) }, 0],
  [{ propertyName: 'associations.contact', operator: 'EQ', value: '51' }, 1],
])('%j finds %i', async (filter, expected) => {
  expect(await count(filter)).toBe(expected);
});

test('filters of a group must all hold, of groups any one', async () => {
  const small = { propertyName: 'numberofemployees', operator: 'LT', value: '100' };
  const named = { propertyName: 'name', operator: 'EQ', value: 'Bolt' };
  const { body } = await call('POST', SEARCH, {
    filterGroups: [{ filters: [small, named] }, { filters: [{ propertyName: 'name', operator: 'EQ', value: 'Acme' }] }],
  });
  expect(body.results.map((each: Json) => each.id)).toEqual(['101', '102']);
});

test('sorts, and pages by a string without a link', async () => {
  const sorts = [{ propertyName: 'numberofemployees', direction: 'DESCENDING' }];
  const first = await find([{ propertyName: 'numberofemployees', operator: 'HAS_PROPERTY' }], { sorts, limit: 2 });
  expect(first.results.map((each: Json) => each.id)).toEqual(['101', '1299']);
  expect(first.paging).toEqual({ next: { after: '2' } });
  const second = await find([{ propertyName: 'numberofemployees', operator: 'HAS_PROPERTY' }], {
    sorts,
    limit: 2,
    after: '2',
  });
  expect(second.results[0].id).toBe('1298');
});

test('pages past 10,000 results and of more than 200 are refused', async () => {
  expect((await call('POST', SEARCH, { limit: 201 })).status).toBe(400);
  expect((await call('POST', SEARCH, { limit: 200, after: '9800' })).status).toBe(200);
  expect((await call('POST', SEARCH, { limit: 200, after: '9801' })).status).toBe(400);
});

test('a new record is not found in the same second and found two seconds later', async () => {
  const byName = { propertyName: 'name', operator: 'EQ', value: 'Fresh' };
  await call('POST', '/crm/objects/2026-09/companies', { properties: { name: 'Fresh' } });
  expect(await count(byName)).toBe(0);
  portal.advance(999);
  expect(await count(byName)).toBe(0);
  portal.advance(1001);
  expect(await count(byName)).toBe(1);
});

test('a changed record is matched by its old value but shown with its new one until the index catches up', async () => {
  await call('PATCH', '/crm/objects/2026-09/companies/101', { properties: { name: 'Acme 2' } });
  const byOldName = { propertyName: 'name', operator: 'EQ', value: 'Acme' };
  const stale = await find([byOldName], { properties: ['name'] });
  expect([stale.total, stale.results[0].properties.name]).toEqual([1, 'Acme 2']);
  portal.advance(2000);
  expect(await count(byOldName)).toBe(0);
});

test('a record archived just now is counted but not shown', async () => {
  await call('DELETE', '/crm/objects/2026-09/companies/101');
  const byName = { propertyName: 'name', operator: 'EQ', value: 'Acme' };
  expect(await find([byName])).toMatchObject({ total: 1, results: [] });
  portal.advance(2000);
  expect(await count(byName)).toBe(0);
});

test('an unknown property or operator is refused', async () => {
  const unknown = await call('POST', SEARCH, {
    filterGroups: [{ filters: [{ propertyName: 'nmae', operator: 'EQ', value: '1' }] }],
  });
  expect([unknown.status, unknown.body.errors[0].code]).toEqual([400, 'PROPERTY_DOESNT_EXIST']);
  expect(portal.standIn.violations.map((each) => each.kind)).toEqual(['unknown_property']);
  const operator = await call('POST', SEARCH, {
    filterGroups: [{ filters: [{ propertyName: 'name', operator: 'LIKE', value: '1' }] }],
  });
  expect(operator.status).toBe(400);
});
