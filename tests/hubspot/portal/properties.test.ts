import nock from 'nock';
import { expect, test } from 'vitest';
import { HubSpotRejectedError } from '../../../src/errors.ts';
import { listMarketingEvents, listParticipations } from '../../../src/hubspot/events/marketing-events.ts';
import {
  createGroup,
  createProperties,
  listGroups,
  listProperties,
  updateProperty,
} from '../../../src/hubspot/portal/properties.ts';
import { uninstallApp } from '../../../src/hubspot/access/uninstall.ts';
import { API_URL, createTestClient, isolateNetwork } from '../test-client.ts';

isolateNetwork();

const client = createTestClient();
const tier = {
  name: 'roundtable_tier',
  label: 'Tier',
  type: 'enumeration',
  fieldType: 'select',
  groupName: 'roundtable',
  options: [{ label: 'Tier 1', value: '1', displayOrder: 0, hidden: false }],
};

test('definitions are listed with their options, an empty list where they have none', async () => {
  nock(API_URL)
    .get('/crm/properties/2026-09/companies')
    .reply(200, { results: [tier, { name: 'name', label: 'Name', type: 'string', fieldType: 'text' }] });
  const properties = await listProperties(client, 'companies');
  expect(properties.map(({ name, options }) => [name, options.length])).toEqual([
    ['roundtable_tier', 1],
    ['name', 0],
  ]);
});

test('a group and definitions are created, a definition is changed', async () => {
  nock(API_URL)
    .get('/crm/properties/2026-09/companies/groups')
    .reply(200, { results: [] })
    .post('/crm/properties/2026-09/companies/groups', { name: 'roundtable', label: 'Roundtable', displayOrder: -1 })
    .reply(201, { name: 'roundtable', label: 'Roundtable', displayOrder: 9, archived: false })
    .post('/crm/properties/2026-09/companies/batch/create', { inputs: [tier] })
    .reply(201, { status: 'COMPLETE', results: [tier] })
    .patch('/crm/properties/2026-09/companies/roundtable_tier', { label: 'ABM tier' })
    .reply(200, { ...tier, label: 'ABM tier' });
  expect(await listGroups(client, 'companies')).toEqual([]);
  expect(await createGroup(client, 'companies', { name: 'roundtable', label: 'Roundtable' })).toMatchObject({
    name: 'roundtable',
  });
  expect(await createProperties(client, 'companies', [tier])).toHaveLength(1);
  expect(await updateProperty(client, 'companies', tier.name, { label: 'ABM tier' })).toMatchObject({
    label: 'ABM tier',
  });
});

test('a name that is taken is a refusal (409)', async () => {
  nock(API_URL)
    .post('/crm/properties/2026-09/companies/batch/create')
    .reply(409, { status: 'error', message: 'exists', category: 'CONFLICT' });
  await expect(createProperties(client, 'companies', [tier])).rejects.toMatchObject({
    constructor: HubSpotRejectedError,
    status: 409,
    category: 'CONFLICT',
  });
});

test('no definitions are no request', async () => {
  expect(await createProperties(client, 'companies', [])).toEqual([]);
});

test('marketing events and who took part in them', async () => {
  nock(API_URL)
    .get('/marketing/marketing-events/2026-09')
    .query({ limit: '100' })
    .reply(200, {
      results: [
        {
          objectId: '5',
          eventName: 'Dinner',
          startDateTime: '2026-05-01T18:00:00Z',
          updatedAt: '2026-05-02T00:00:00Z',
        },
      ],
    })
    .get('/marketing/marketing-events/2026-09/participations/5/breakdown')
    .query({ limit: '100', after: 'x' })
    .reply(200, {
      total: 2,
      results: [
        {
          id: '5',
          createdAt: '2026-05-02T00:00:00Z',
          associations: { contact: { contactId: '21', email: 'b@x.test' }, marketingEvent: { marketingEventId: '5' } },
          properties: { occurredAt: 1777658400000, attendanceState: 'REGISTERED' },
        },
        {
          id: '9',
          createdAt: '2026-05-02T00:00:00Z',
          associations: { contact: { contactId: '20', email: 'a@x.test' }, marketingEvent: { marketingEventId: '5' } },
          properties: { occurredAt: 1777658400000, attendanceState: 'ATTENDED' },
        },
      ],
    });
  expect((await listMarketingEvents(client)).results).toEqual([
    { id: '5', name: 'Dinner', startsAt: Date.parse('2026-05-01T18:00:00Z'), updatedAt: Date.parse('2026-05-02') },
  ]);
  expect(await listParticipations(client, '5', { after: 'x' })).toEqual({
    results: [
      // An id that is the event's own names no participation.
      { id: '5-21', contactId: '21', state: 'REGISTERED', occurredAt: 1777658400000 },
      { id: '9', contactId: '20', state: 'ATTENDED', occurredAt: 1777658400000 },
    ],
    after: null,
  });
});

test('the app takes itself out of the portal', async () => {
  const scope = nock(API_URL).delete('/appinstalls/2026-09/external-install').reply(204);
  await uninstallApp(client);
  expect(scope.isDone()).toBe(true);
});
