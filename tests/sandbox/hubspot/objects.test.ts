import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Client, Json, TestPortal } from './portal-fixture.ts';
import { install, startTestPortal } from './portal-fixture.ts';

const OBJECTS = '/crm/objects/2026-09';
let portal: TestPortal;
let call: Client['call'];

beforeEach(async () => {
  portal = await startTestPortal({ behaviour: { limits: { tenSecondly: 100_000, searchSecondly: 100_000 } } });
  ({ call } = await install(portal.standIn));
});
afterEach(() => portal.stop());

const ids = (body: Json): string[] => body.results.map((each: Json) => each.id);

describe('reading', () => {
  test('values are strings, unset requested ones null, id and dates always there', async () => {
    const { body } = await call('GET', `${OBJECTS}/companies/101?properties=name,numberofemployees,city`);
    expect(body).toMatchObject({ id: '101', archived: false, createdAt: '2026-01-02T03:04:05.678Z' });
    expect(body.properties).toEqual({
      name: 'Acme',
      numberofemployees: '500',
      city: null,
      createdate: '2026-01-02T03:04:05.678Z',
      hs_lastmodifieddate: '2026-02-02T03:04:05.678Z',
      hs_object_id: '101',
    });
  });

  test('a property the portal does not have is left out and noted', async () => {
    const { body } = await call('GET', `${OBJECTS}/companies/101?properties=name,nmae`);
    expect(body.properties).not.toHaveProperty('nmae');
    expect(portal.standIn.violations).toMatchObject([{ kind: 'unknown_property', method: 'GET' }]);
  });

  test('pages go by id and end without paging; the link is absolute and repeats the request', async () => {
    const first = await call('GET', `${OBJECTS}/contacts?limit=2&properties=email`);
    expect(ids(first.body)).toEqual(['1', '51']);
    const { after, link } = first.body.paging.next;
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/crm\/objects\/2026-09\/contacts\?/);
    const second = await call('GET', link.slice(portal.standIn.url.length));
    expect([ids(second.body), second.body.paging, after]).toEqual([['101'], undefined, '101']);
  });

  test('associations are named as the objects API names them, a primary one twice', async () => {
    const { body } = await call('GET', `${OBJECTS}/contacts/1?associations=companies`);
    expect(body.associations.companies.results).toEqual([
      { id: '101', type: 'contact_to_company' },
      { id: '101', type: 'contact_to_company_unlabeled' },
    ]);
  });

  test('histories are newest first, at most fifty records a request', async () => {
    const inputs = [{ id: '51' }];
    const { body } = await call('POST', `${OBJECTS}/contacts/batch/read`, {
      inputs,
      properties: [],
      propertiesWithHistory: ['firstname'],
    });
    expect(body.results[0].propertiesWithHistory.firstname.map((each: Json) => each.value)).toEqual(['Bob', 'Robert']);
    const many = Array.from({ length: 51 }, (_, index) => ({ id: String(index) }));
    const refused = await call('POST', `${OBJECTS}/contacts/batch/read`, {
      inputs: many,
      propertiesWithHistory: ['firstname'],
    });
    expect([refused.status, refused.body.message]).toEqual([
      400,
      'The maximum number of inputs supported in a batch request for property histories is 50. Please reduce the number of items and try again',
    ]);
  });

  test('unknown ids of a batch are listed in one error, 207', async () => {
    const { status, body } = await call('POST', `${OBJECTS}/companies/batch/read`, {
      inputs: [{ id: '101' }, { id: 'x' }, { id: '9' }],
    });
    expect([status, ids(body), body.numErrors]).toEqual([207, ['101'], 1]);
    expect(body.errors[0]).toMatchObject({ category: 'OBJECT_NOT_FOUND', context: { ids: ['x', '9'] } });
  });

  test('an unknown type, an unknown record and an over-long URL have their own answers', async () => {
    expect((await call('GET', `${OBJECTS}/butterflies`)).body.message).toBe(
      'Unable to infer object type from: butterflies',
    );
    expect((await call('GET', `${OBJECTS}/companies/999`)).status).toBe(404);
    expect((await call('GET', `${OBJECTS}/companies?properties=${'x'.repeat(16_000)}`)).status).toBe(414);
    expect((await call('GET', `${OBJECTS}/companies?limit=101`)).status).toBe(400);
  });
});

describe('writing', () => {
  test('a new record answers with all it has, and says what created it', async () => {
    const { status, body } = await call('POST', `${OBJECTS}/companies`, {
      properties: { name: 'New', domain: 'new.example' },
    });
    expect(status).toBe(201);
    expect(body.properties).toMatchObject({
      name: 'New',
      website: 'new.example',
      hs_object_source: 'INTEGRATION',
      hs_object_source_id: '4242',
    });
    expect(Number(body.id)).toBeGreaterThan(102);
  });

  test('one unknown property refuses the whole batch and is noted', async () => {
    const inputs = [
      { id: '101', properties: { name: 'Changed' } },
      { id: '102', properties: { nmae: 'x' } },
    ];
    const { status, body } = await call('POST', `${OBJECTS}/companies/batch/update`, { inputs });
    expect([status, body.category]).toEqual([400, 'VALIDATION_ERROR']);
    expect(body.errors).toEqual([
      { message: 'Property "nmae" does not exist', code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['nmae'] } },
    ]);
    expect((await call('GET', `${OBJECTS}/companies/101`)).body.properties.name).toBe('Acme');
    expect(portal.standIn.violations).toHaveLength(1);
  });

  test.each([
    [{ numberofemployees: 'many' }, 'INVALID_NUMBER'],
    [{ industry: 'Banking' }, 'INVALID_OPTION'],
    [{ hs_is_target_account: 'yes' }, 'INVALID_OPTION'],
    [{ closedate: 'asd000' }, 'INVALID_LONG'],
    [{ num_associated_contacts: '3' }, 'READ_ONLY_VALUE'],
    [{ hubspot_owner_id: '1' }, 'INVALID_OPTION'],
  ])('%j is refused with %s', async (properties, code) => {
    const { status, body } = await call('PATCH', `${OBJECTS}/companies/101`, { properties });
    expect([status, body.errors[0].code]).toEqual([400, code]);
    expect(body.message).toMatch(/^Property values were not valid: \[\{"isValid":false/);
  });

  test('a cleared value reads as empty text and counts as unset', async () => {
    await call('PATCH', `${OBJECTS}/companies/101`, { properties: { industry: '' } });
    portal.advance(5000);
    const { body } = await call('POST', `${OBJECTS}/companies/search`, {
      filterGroups: [{ filters: [{ propertyName: 'industry', operator: 'NOT_HAS_PROPERTY' }] }],
      properties: ['industry'],
    });
    expect(body.results[0]).toMatchObject({ id: '101', properties: { industry: '' } });
  });

  test('a history holds the last values only: 20 of a company', async () => {
    for (let index = 0; index < 25; index += 1) {
      await call('PATCH', `${OBJECTS}/companies/101`, { properties: { name: `Name ${index}` } });
    }
    const { body } = await call('GET', `${OBJECTS}/companies/101?propertiesWithHistory=name`);
    const values = body.propertiesWithHistory.name.map((each: Json) => each.value);
    expect([values.length, values[0], values.at(-1)]).toEqual([20, 'Name 24', 'Name 5']);
  });

  test('duplicate ids refuse a batch, more than a hundred inputs too', async () => {
    const input = { id: '101', properties: { name: 'x' } };
    const twice = await call('POST', `${OBJECTS}/companies/batch/update`, { inputs: [input, input] });
    expect([twice.status, twice.body.message, twice.body.context]).toEqual([
      400,
      'Duplicate IDs found in batch input: [101]. IDs must be unique',
      { ids: ['101'] },
    ]);
    const many = Array.from({ length: 101 }, (_, index) => ({ id: String(index), properties: {} }));
    expect((await call('POST', `${OBJECTS}/companies/batch/update`, { inputs: many })).status).toBe(400);
  });

  test('an email that exists is a conflict: alone with the id, in a batch for all, with trace ids for its own input', async () => {
    const taken = { properties: { email: 'Ann@acme.example' } };
    const fresh = { properties: { email: 'dee@acme.example' } };
    const single = await call('POST', `${OBJECTS}/contacts`, taken);
    expect([single.status, single.body.message]).toEqual([409, 'Contact already exists. Existing ID: 1']);
    const batch = await call('POST', `${OBJECTS}/contacts/batch/create`, { inputs: [fresh, taken] });
    expect([batch.status, batch.body.message]).toEqual([409, 'Contact already exists']);
    const inputs = [fresh, taken].map((each, index) => Object.assign(each, { objectWriteTraceId: String(index) }));
    const traced = await call('POST', `${OBJECTS}/contacts/batch/create`, { inputs });
    expect([traced.status, traced.body.results.length]).toEqual([207, 1]);
    expect(traced.body.errors[0].context).toEqual({ objectWriteTraceId: ['1'], existingId: ['1'] });
  });

  test('an upsert by email creates or updates and says which; by a property that is not unique it is refused', async () => {
    const inputs = [
      { idProperty: 'email', id: 'ann@acme.example', properties: { firstname: 'Anna' } },
      { idProperty: 'email', id: 'eve@acme.example', properties: { firstname: 'Eve' } },
    ];
    const { status, body } = await call('POST', `${OBJECTS}/contacts/batch/upsert`, { inputs });
    expect([status, body.results.map((each: Json) => each.new)]).toEqual([200, [false, true]]);
    expect(body.results[1].properties.email).toBe('eve@acme.example');
    const refused = await call('POST', `${OBJECTS}/companies/batch/upsert`, {
      inputs: [{ id: 'x', idProperty: 'domain', properties: {} }],
    });
    expect(refused.body.message).toBe(
      'Unable to perform update/upsert by non-unique 0-2 property domain in portal ID 12345678',
    );
  });

  test('a task needs its date, and comes with the associations it was created with', async () => {
    const properties = { hs_task_subject: 'Call Ann', hs_task_status: 'NOT_STARTED', hubspot_owner_id: '9000' };
    const missing = await call('POST', `${OBJECTS}/tasks`, { properties });
    expect([missing.status, missing.body.context]).toEqual([400, { properties: ['hs_timestamp'] }]);
    const associations = [
      { to: { id: '101' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 192 }] },
      { to: { id: '1' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 204 }] },
    ];
    const made = await call('POST', `${OBJECTS}/tasks`, {
      properties: { ...properties, hs_timestamp: '1772400000000' },
      associations,
    });
    expect(made.body.properties.hs_timestamp).toBe('2026-03-01T21:20:00.000Z');
    const read = await call('GET', `${OBJECTS}/tasks/${made.body.id}?associations=companies,contacts`);
    expect(read.body.associations).toMatchObject({
      companies: { results: [{ id: '101' }] },
      contacts: { results: [{ id: '1' }] },
    });
  });

  test('an archived record leaves the pages, is listed as archived and cannot be read', async () => {
    expect((await call('POST', `${OBJECTS}/companies/batch/archive`, { inputs: [{ id: '102' }] })).status).toBe(204);
    expect(ids((await call('GET', `${OBJECTS}/companies`)).body)).toEqual(['101']);
    expect((await call('GET', `${OBJECTS}/companies/102`)).status).toBe(404);
    const archived = await call('GET', `${OBJECTS}/companies?archived=true`);
    expect(archived.body.results).toMatchObject([
      { id: '102', archived: true, archivedAt: new Date(portal.now()).toISOString() },
    ]);
    expect((await call('GET', `${OBJECTS}/contacts/101?associations=companies`)).body.associations).toBeUndefined();
  });

  test('a merge mints an id; both old ids answer with the survivor, filled up and with the associations of both', async () => {
    const { body } = await call('POST', `${OBJECTS}/companies/merge`, {
      primaryObjectId: '102',
      objectIdToMerge: '101',
    });
    expect(['101', '102']).not.toContain(body.id);
    for (const old of ['101', '102']) {
      const read = await call('GET', `${OBJECTS}/companies/${old}?properties=name,industry,num_associated_contacts`);
      expect([read.body.id, read.body.properties.name, read.body.properties.industry]).toEqual([
        body.id,
        'Bolt',
        'BANKING',
      ]);
      expect(read.body.properties.num_associated_contacts).toBe('3');
    }
    expect(ids((await call('GET', `${OBJECTS}/companies`)).body)).toEqual([body.id]);
  });

  test('a privacy deletion leaves nothing behind', async () => {
    expect(
      (await call('POST', `${OBJECTS}/contacts/gdpr-delete`, { objectId: 'ann@acme.example', idProperty: 'email' }))
        .status,
    ).toBe(204);
    expect((await call('GET', `${OBJECTS}/contacts/1?archived=true`)).status).toBe(404);
    expect((await call('GET', `${OBJECTS}/contacts/1`)).status).toBe(404);
  });
});

const readCalculated = async (): Promise<Json> => {
  const names =
    'num_associated_contacts,hs_num_open_deals,hs_num_decision_makers,hs_num_contacts_with_buying_roles,hs_num_blockers,notes_last_contacted,hs_analytics_num_page_views';
  return (await call('GET', `${OBJECTS}/companies/101?properties=${names}`)).body.properties;
};

describe('calculated company properties', () => {
  test('follow from the associated contacts, deals and engagements at the start', async () => {
    expect(await readCalculated()).toMatchObject({
      num_associated_contacts: '2',
      hs_num_open_deals: '1',
      hs_num_decision_makers: '1',
      hs_num_contacts_with_buying_roles: '1',
      hs_num_blockers: '0',
      notes_last_contacted: '2026-01-20T10:00:00.000Z',
      hs_analytics_num_page_views: '4',
    });
  });

  test('move with a closed deal, a role and an association, and bump the last-modified date', async () => {
    await call('PATCH', `${OBJECTS}/deals/201`, { properties: { dealstage: 'closedwon' } });
    await call('PATCH', `${OBJECTS}/contacts/51`, { properties: { hs_buying_role: ';BLOCKER' } });
    await call('DELETE', `${OBJECTS}/contacts/1/associations/companies/101`);
    const values = await readCalculated();
    expect(values).toMatchObject({
      hs_num_open_deals: '0',
      hs_num_blockers: '1',
      hs_num_decision_makers: '0',
      num_associated_contacts: '1',
    });
    expect(values.hs_lastmodifieddate).toBe(new Date(portal.now()).toISOString());
  });
});
