import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Client, Json, TestPortal } from './portal-fixture.ts';
import { install, startTestPortal } from './portal-fixture.ts';

const PATH = '/crm/properties/2026-09/companies';
const tier = {
  name: 'abm_tier',
  label: 'Tier',
  groupName: 'abm',
  type: 'enumeration',
  fieldType: 'select',
  options: [
    { label: 'None', value: 'none' },
    { label: 'One', value: '1', displayOrder: 1, hidden: false },
    { label: 'Two', value: '2', displayOrder: 2, hidden: false },
  ],
};
let portal: TestPortal;
let call: Client['call'];

beforeEach(async () => {
  portal = await startTestPortal();
  ({ call } = await install(portal.standIn));
  await call('POST', `${PATH}/groups`, { name: 'abm', label: 'ABM' });
});
afterEach(() => portal.stop());

test("HubSpot's own properties have their types, options and read-only marks", async () => {
  const { body } = await call('GET', '/crm/properties/2026-09/contacts');
  const byName = new Map<string, Json>(body.results.map((each: Json) => [each.name, each]));
  expect(byName.get('hs_buying_role')).toMatchObject({ type: 'enumeration', fieldType: 'checkbox' });
  expect(byName.get('hs_buying_role').options.map((each: Json) => each.value)).toEqual([
    'BLOCKER',
    'BUDGET_HOLDER',
    'CHAMPION',
    'DECISION_MAKER',
    'END_USER',
    'EXECUTIVE_SPONSOR',
    'INFLUENCER',
    'LEGAL_AND_COMPLIANCE',
    'OTHER',
  ]);
  expect(byName.get('email').hasUniqueValue).toBe(true);
  expect(byName.get('hs_analytics_num_page_views').modificationMetadata.readOnlyValue).toBe(true);
  const company = await call('GET', `${PATH}/hs_ideal_customer_profile`);
  expect(company.body.options.map((each: Json) => each.value)).toEqual(['tier_1', 'tier_2', 'tier_3']);
});

test('a group that exists is refused, a new one takes the next place', async () => {
  const again = await call('POST', `${PATH}/groups`, { name: 'abm', label: 'ABM' });
  expect([again.status, again.body.category]).toEqual([409, 'OBJECT_ALREADY_EXISTS']);
  const { body } = await call('GET', `${PATH}/groups`);
  expect(body.results.map((each: Json) => [each.name, each.displayOrder])).toEqual([
    ['companyinformation', 0],
    ['abm', 1],
  ]);
});

test('a new property takes values at once; an option without a place comes last', async () => {
  const { status, body } = await call('POST', PATH, tier);
  expect([status, body.options.map((each: Json) => each.displayOrder)]).toEqual([201, [3, 1, 2]]);
  const written = await call('PATCH', '/crm/objects/2026-09/companies/101', { properties: { abm_tier: '1' } });
  expect(written.body.properties.abm_tier).toBe('1');
  const wrong = await call('PATCH', '/crm/objects/2026-09/companies/101', { properties: { abm_tier: '3' } });
  expect(wrong.body.errors[0].message).toBe('3 was not one of the allowed options: [none, 1, 2]');
});

test('of a batch the names that are taken fail alone', async () => {
  await call('POST', PATH, tier);
  const score = { name: 'abm_score', label: 'Score', groupName: 'abm', type: 'number', fieldType: 'number' };
  const { status, body } = await call('POST', `${PATH}/batch/create`, { inputs: [tier, score] });
  expect([status, body.results.map((each: Json) => each.name)]).toEqual([207, ['abm_score']]);
  expect(body.errors).toEqual([
    {
      status: 'error',
      category: 'OBJECT_ALREADY_EXISTS',
      subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
      message: "A property named 'abm_tier' already exists.",
      context: { name: ['abm_tier'] },
    },
  ]);
});

test.each([
  [{ groupName: 'nowhere' }],
  [{ name: 'Abm Tier' }],
  [{ fieldType: 'number' }],
  [
    {
      options: [
        { label: 'A', value: '1' },
        { label: 'A', value: '2' },
      ],
    },
  ],
  [{ options: [] }],
])('a definition with %j is refused', async (fault) => {
  expect((await call('POST', PATH, { ...tier, ...fault })).status).toBe(400);
});

test('changing a property replaces its options; of a HubSpot property only the options may change', async () => {
  await call('POST', PATH, tier);
  const { body } = await call('PATCH', `${PATH}/abm_tier`, { options: [{ label: 'Only', value: 'only' }] });
  expect(body.options.map((each: Json) => each.value)).toEqual(['only']);
  expect((await call('PATCH', `${PATH}/industry`, { label: 'Sector' })).status).toBe(400);
  expect((await call('PATCH', `${PATH}/industry`, { options: [{ label: 'Space', value: 'SPACE' }] })).status).toBe(200);
});

test('an archived property takes no values and is listed as archived', async () => {
  await call('POST', PATH, tier);
  expect((await call('DELETE', `${PATH}/abm_tier`)).status).toBe(204);
  expect((await call('GET', `${PATH}/abm_tier`)).status).toBe(404);
  const archived = await call('GET', `${PATH}?archived=true`);
  expect(archived.body.results.map((each: Json) => each.name)).toEqual(['abm_tier']);
  expect((await call('PATCH', '/crm/objects/2026-09/companies/101', { properties: { abm_tier: '1' } })).status).toBe(
    400,
  );
});

test('a field the API does not have is refused and noted', async () => {
  const { status } = await call('POST', PATH, { ...tier, colour: 'red' });
  expect([status, portal.standIn.violations.map((each) => [each.kind, each.detail])]).toEqual([
    400,
    [['unknown_body_field', 'colour']],
  ]);
});

test('the custom properties used are counted against the limit', async () => {
  await call('POST', PATH, tier);
  const { body } = await call('GET', '/crm/limits/2026-09/custom-properties');
  expect(body.byObjectType.find((each: Json) => each.objectTypeId === '0-2')).toMatchObject({ usage: 1, limit: 1000 });
});
