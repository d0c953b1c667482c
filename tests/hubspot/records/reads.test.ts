import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { HubSpotRejectedError } from '../../../src/errors.ts';
import { readAssociations } from '../../../src/hubspot/records/associations.ts';
import { listEventOccurrences } from '../../../src/hubspot/events/events.ts';
import { listPage, searchPage } from '../../../src/hubspot/records/objects.ts';
import { listOwners } from '../../../src/hubspot/portal/owners.ts';
import { listPipelines } from '../../../src/hubspot/portal/pipelines.ts';
import { readBatch } from '../../../src/hubspot/records/read-batch.ts';
import { API_URL, createTestClient, isolateNetwork } from '../test-client.ts';

isolateNetwork();

const client = createTestClient();
const times = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-02T00:00:00.500Z', archived: false };
const record = (id: string, properties: Record<string, string | null> = {}) => ({ id, properties, ...times });
const numbered = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

interface BatchBody {
  inputs: { id: string; after?: string }[];
}

const stage = (id: string, metadata: unknown) => ({ id, label: id, displayOrder: 0, metadata });
const sized = (size: number) => (body: BatchBody) => body.inputs.length === size;

const to = (toObjectId: number) => ({
  toObjectId,
  associationTypes: [
    { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
    { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
  ],
});
const none = (id: string) => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
  message: `No company is associated with contact ${id}.`,
  context: { fromObjectId: [id], fromObjectType: ['contact'], toObjectType: ['company'] },
});

describe('pages', () => {
  test('a page gives records with times in ms and the cursor of the next one', async () => {
    nock(API_URL)
      .get('/crm/objects/2026-09/companies')
      .query({ limit: '100', after: '7', archived: 'false', properties: 'name,domain' })
      .reply(200, {
        results: [record('8', { name: 'Ännä', domain: null })],
        paging: { next: { after: '9', link: 'https://api.hubapi.com/crm/objects/2026-09/companies?after=9' } },
      });
    expect(await listPage(client, 'companies', { properties: ['name', 'domain'], after: '7' })).toEqual({
      results: [
        {
          id: '8',
          properties: { name: 'Ännä', domain: null },
          history: {},
          createdAt: Date.parse(times.createdAt),
          updatedAt: Date.parse(times.updatedAt),
          archived: false,
        },
      ],
      after: '9',
    });
  });

  test('the last page has no cursor', async () => {
    nock(API_URL).get('/crm/objects/2026-09/contacts').query(true).reply(200, { results: [] });
    expect(await listPage(client, 'contacts', { properties: [] })).toEqual({ results: [], after: null });
  });

  test('the already encoded cursor of event occurrences is not encoded twice', async () => {
    const link = 'https://api.hubapi.com/events/event-occurrences/2026-03/?eventType=e_x&after=MTc0fA%3D%3D';
    nock(API_URL)
      .get('/events/event-occurrences/2026-09')
      .query(({ after }) => after === undefined)
      .reply(200, { results: [], paging: { next: { after: 'MTc0fA%3D%3D', link } } });
    nock(API_URL)
      .get('/events/event-occurrences/2026-09')
      .query({
        eventType: 'e_x',
        objectType: 'contact',
        occurredAfter: '2026-01-01T00:00:00.000Z',
        after: 'MTc0fA==',
        limit: '1000',
      })
      .reply(200, { results: [] });
    const options = { eventType: 'e_x', objectType: 'contact', occurredAfter: Date.parse('2026-01-01') };
    const { after } = await listEventOccurrences(client, options);
    expect((await listEventOccurrences(client, { ...options, after })).after).toBeNull();
  });

  test('a search takes its place among searches and has a cursor without a link', async () => {
    const buckets: string[] = [];
    const searcher = createTestClient({ limiter: { take: async (_, bucket) => void buckets.push(bucket) } });
    nock(API_URL)
      .post('/crm/objects/2026-09/companies/search', { filterGroups: [], properties: ['name'], limit: 200 })
      .reply(200, { total: 300, results: [record('1')], paging: { next: { after: '200' } } });
    const page = await searchPage(searcher, 'companies', { filterGroups: [], properties: ['name'] });
    expect([page.total, page.after, buckets]).toEqual([300, '200', ['search']]);
  });

  test('owners are read to the last page', async () => {
    const owner = { id: '1', email: 'a@x.test', firstName: 'A', lastName: 'B', userId: 5, archived: false };
    nock(API_URL)
      .get('/crm/owners/2026-09')
      .query({ limit: '100', archived: 'false' })
      .reply(200, { results: [owner], paging: { next: { after: '1' } } })
      .get('/crm/owners/2026-09')
      .query({ limit: '100', archived: 'false', after: '1' })
      .reply(200, { results: [{ ...owner, id: '2' }] });
    expect((await listOwners(client)).map(({ id }) => id)).toEqual(['1', '2']);
  });

  test('stages have numbers and booleans where HubSpot sends strings, and null where it is silent', async () => {
    nock(API_URL)
      .get('/crm/pipelines/2026-09/deals')
      .reply(200, {
        results: [
          {
            id: 'default',
            label: 'Sales',
            stages: [
              stage('open', { isClosed: 'false', probability: '0.2' }),
              stage('won', { isClosed: 'true', probability: '1.0' }),
              stage('lost', { probability: '0.0' }),
              stage('odd', {}),
            ],
          },
        ],
      });
    const [pipeline] = await listPipelines(client, 'deals');
    expect(pipeline?.stages.map(({ id, probability, isClosed }) => [id, probability, isClosed])).toEqual([
      ['open', 0.2, false],
      ['won', 1, true],
      ['lost', 0, true],
      ['odd', null, false],
    ]);
  });
});

describe('batch reads', () => {
  const PATH = '/crm/objects/2026-09/contacts/batch/read';

  test('ids that are unknown (207) or merged away are missing, the survivor is found once', async () => {
    const message = 'Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.';
    nock(API_URL)
      .post(PATH, { properties: ['email'], propertiesWithHistory: [], inputs: [{ id: '1' }, { id: '2' }, { id: '3' }] })
      .reply(207, {
        status: 'COMPLETE',
        results: [record('1'), record('900'), record('900')],
        errors: [{ status: 'error', category: 'OBJECT_NOT_FOUND', message, context: { ids: ['3'] } }],
      });
    const { found, missing } = await readBatch(client, 'contacts', ['1', '2', '3', '1'], { properties: ['email'] });
    expect([found.map(({ id }) => id), missing]).toEqual([
      ['1', '900'],
      ['2', '3'],
    ]);
  });

  test('100 a request, 50 with histories', async () => {
    nock(API_URL).post(PATH, sized(100)).reply(200, { results: [] }).post(PATH, sized(20)).reply(200, { results: [] });
    expect((await readBatch(client, 'contacts', numbered(120), { properties: [] })).missing).toHaveLength(120);
    nock(API_URL).post(PATH, sized(50)).reply(200, { results: [] }).post(PATH, sized(1)).reply(200, { results: [] });
    await readBatch(client, 'contacts', numbered(51), { properties: [], propertiesWithHistory: ['hs_email_open'] });
  });

  test('histories come with their times', async () => {
    const history = [
      { value: '4', timestamp: '2026-03-01T00:00:00.000Z', sourceType: 'ANALYTICS' },
      { value: '3', timestamp: '2026-02-01T00:00:00.000Z', sourceType: 'ANALYTICS' },
    ];
    nock(API_URL)
      .post(PATH)
      .reply(200, { results: [{ ...record('1'), propertiesWithHistory: { hs_email_open: history } }] });
    const options = { properties: [], propertiesWithHistory: ['hs_email_open'] };
    const [contact] = (await readBatch(client, 'contacts', ['1'], options)).found;
    expect(contact?.history['hs_email_open']?.map(({ value, timestamp }) => [value, timestamp])).toEqual([
      ['4', Date.parse('2026-03-01')],
      ['3', Date.parse('2026-02-01')],
    ]);
  });
});

describe('associations', () => {
  const PATH = '/crm/associations/2026-09/contacts/companies/batch/read';
  test('a record without any has an empty list; ids are strings', async () => {
    nock(API_URL)
      .post(PATH, { inputs: [{ id: '1' }, { id: '2' }] })
      .reply(207, { status: 'COMPLETE', results: [{ from: { id: '1' }, to: [to(29022297485)] }], errors: [none('2')] });
    expect(await readAssociations(client, 'contacts', 'companies', ['1', '2'])).toEqual(
      new Map([
        ['1', [{ toId: '29022297485', types: to(0).associationTypes }]],
        ['2', []],
      ]),
    );
  });

  test('a record with more than one answer holds is read on, alone', async () => {
    nock(API_URL)
      .post(PATH, { inputs: [{ id: '1' }, { id: '2' }] })
      .reply(200, {
        results: [
          { from: { id: '1' }, to: [to(10)], paging: { next: { after: 'x', link: '?after=x' } } },
          { from: { id: '2' }, to: [to(20)] },
        ],
      })
      .post(PATH, { inputs: [{ id: '1', after: 'x' }] })
      .reply(200, { results: [{ from: { id: '1' }, to: [to(11)] }] });
    const found = await readAssociations(client, 'contacts', 'companies', ['1', '2']);
    expect(found.get('1')?.map(({ toId }) => toId)).toEqual(['10', '11']);
    expect(found.get('2')?.map(({ toId }) => toId)).toEqual(['20']);
  });

  test('1,000 records a request, none for no records', async () => {
    nock(API_URL).post(PATH, sized(1000)).reply(200, { results: [] }).post(PATH, sized(5)).reply(200, { results: [] });
    expect((await readAssociations(client, 'contacts', 'companies', numbered(1005))).size).toBe(1005);
    expect((await readAssociations(client, 'contacts', 'companies', [])).size).toBe(0);
  });

  test('any other error among them is not swallowed', async () => {
    const error = { status: 'error', category: 'VALIDATION_ERROR', message: 'x is not a valid ID' };
    nock(API_URL)
      .post(PATH)
      .reply(207, { results: [], errors: [error] });
    await expect(readAssociations(client, 'contacts', 'companies', ['x'])).rejects.toBeInstanceOf(HubSpotRejectedError);
  });
});
