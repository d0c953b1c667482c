import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signV2, signV3 } from '../../../src/sandbox/hubspot/signature.ts';
import type { Client, Json, TestPortal } from './portal-fixture.ts';
import { APP, createCaller, createProject, startTestPortal } from './portal-fixture.ts';

interface Received {
  url: string;
  method: string;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

let server: Server;
let appUrl: string;
let received: Received[];
/** Statuses the app answers with, one a request; 200 when used up. */
let statuses: number[];
let portal: TestPortal;
let client: Client;

beforeEach(async () => {
  received = [];
  statuses = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        url: request.url ?? '',
        method: request.method ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(statuses.shift() ?? 200, { 'content-type': 'text/plain' }).end('ok');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const project = createProject({
    appUrl,
    crmObjects: [
      { subscriptionType: 'object.propertyChange', objectType: 'company', propertyName: 'industry', active: true },
      { subscriptionType: 'object.propertyChange', objectType: 'company', propertyName: 'name', active: false },
      { subscriptionType: 'object.creation', objectType: 'company', active: true },
      { subscriptionType: 'object.deletion', objectType: 'company', active: true },
      { subscriptionType: 'object.merge', objectType: 'company', active: true },
      { subscriptionType: 'object.associationChange', objectType: 'contact', active: true },
      { subscriptionType: 'object.creation', objectType: 'meeting_event', active: true },
    ],
    hubEvents: [{ subscriptionType: 'contact.privacyDeletion', active: true }],
  });
  portal = await startTestPortal({
    project,
    behaviour: {
      webhookBatchDelayMs: 5,
      webhookRetryDelaysMs: [10, 20],
      limits: { tenSecondly: 10_000, searchSecondly: 100 },
    },
  });
  // The app's address differs from the fixture's: the grant is made directly.
  portal.standIn.store.grant = {
    scopes: project.app.auth.requiredScopes,
    userId: 77,
    userEmail: 'ava@vendor.example',
    installedAtMs: 0,
  };
  portal.standIn.store.tokens.access['token'] = portal.now() + 1e9;
  client = {
    tokens: { access_token: 'token', refresh_token: '', expires_in: 0 },
    call: createCaller(portal.standIn.url, 'token'),
  };
});
afterEach(async () => {
  await portal.stop();
  await new Promise((resolve) => void server.close(resolve));
});

async function eventsAfter(...requests: [string, string, unknown?][]): Promise<Json[]> {
  for (const request of requests) await client.call(...request);
  await portal.standIn.webhooksSettled();
  return received.flatMap((each) => JSON.parse(each.body) as Json[]);
}
const COMPANY = '/crm/objects/2026-09/companies/101';

test('a change of a subscribed property is sent, signed over the very bytes', async () => {
  const events = await eventsAfter([
    'PATCH',
    COMPANY,
    { properties: { industry: 'INSURANCE', name: 'Not subscribed' } },
  ]);
  expect(events).toEqual([
    {
      eventId: expect.any(Number),
      subscriptionId: expect.any(Number),
      portalId: 12_345_678,
      appId: 4242,
      occurredAt: portal.now(),
      subscriptionType: 'object.propertyChange',
      objectTypeId: '0-2',
      attemptNumber: 0,
      objectId: 101,
      propertyName: 'industry',
      propertyValue: 'INSURANCE',
      changeSource: 'INTEGRATION',
      sourceId: '4242',
    },
  ]);
  const { headers, body } = received[0] as Received;
  const timestamp = String(headers['x-hubspot-request-timestamp']);
  const expected = createHmac('sha256', APP.clientSecret)
    .update(`POST${appUrl}/webhooks${body}${timestamp}`)
    .digest('base64');
  expect(headers['x-hubspot-signature-v3']).toBe(expected);
});

test('writing the value that is there already sends nothing', async () => {
  expect(await eventsAfter(['PATCH', COMPANY, { properties: { industry: 'BANKING' } }])).toEqual([]);
});

test('many changes go in batches of at most a hundred, none lost', async () => {
  const inputs = Array.from({ length: 100 }, (_, index) => ({ properties: { name: `C${index}` } }));
  const create: [string, string, unknown] = ['POST', '/crm/objects/2026-09/companies/batch/create', { inputs }];
  const events = await eventsAfter(create, create, create);
  expect(events).toHaveLength(300);
  expect(new Set(events.map((event) => event.objectId)).size).toBe(300);
  expect(Math.max(...received.map((each) => (JSON.parse(each.body) as Json[]).length))).toBeLessThanOrEqual(100);
});

test('a refused delivery is tried again with its attempt number, and given up after the last retry', async () => {
  statuses = [500, 503];
  const events = await eventsAfter(['PATCH', COMPANY, { properties: { industry: 'INSURANCE' } }]);
  expect(events.map((event) => event.attemptNumber)).toEqual([0, 1, 2]);
  expect(new Set(events.map((event) => event.eventId)).size).toBe(1);
  received = [];
  statuses = [500, 500, 500, 500];
  await eventsAfter(['PATCH', COMPANY, { properties: { industry: 'BANKING' } }]);
  expect(received).toHaveLength(3);
});

test('a merge is one event with the ids, then the deletion of the record merged away, and no property changes', async () => {
  const events = await eventsAfter([
    'POST',
    '/crm/objects/2026-09/companies/merge',
    { primaryObjectId: '102', objectIdToMerge: '101' },
  ]);
  expect(events.map((event) => event.subscriptionType)).toEqual(['object.merge', 'object.deletion']);
  expect(events[0]).toMatchObject({ primaryObjectId: 102, mergedObjectIds: [101], newObjectId: 103 });
  expect(events[1]).toMatchObject({ objectId: 101 });
});

test('an association change is told from both sides, without an objectId', async () => {
  const events = await eventsAfter(['PUT', '/crm/objects/2026-09/contacts/1/associations/default/companies/102']);
  expect(
    events.map((event) => [event.associationType, event.fromObjectId, event.toObjectId, event.associationRemoved]),
  ).toEqual([
    ['CONTACT_TO_COMPANY', 1, 102, false],
    ['COMPANY_TO_CONTACT', 102, 1, false],
  ]);
  for (const event of events) expect(event).not.toHaveProperty('objectId');
});

test('a privacy deletion and a meeting (MEETING_EVENT) are told', async () => {
  const events = await eventsAfter(
    ['POST', '/crm/objects/2026-09/contacts/gdpr-delete', { objectId: '101' }],
    ['POST', '/crm/objects/2026-09/meetings', { properties: { hs_timestamp: '2026-02-01T00:00:00Z' } }],
  );
  const deletions = events.filter((event) => event.subscriptionType === 'contact.privacyDeletion');
  expect(deletions).toMatchObject([{ objectId: 101 }]);
  expect(events.at(-1)).toMatchObject({ subscriptionType: 'object.creation', objectTypeId: '0-47' });
});

test('nothing is sent while the app is not installed', async () => {
  await client.call('DELETE', '/appinstalls/2026-09/external-install');
  portal.standIn.store.records.companies.get('101');
  portal.standIn.store.report({
    kind: 'creation',
    objectType: 'companies',
    objectId: '5',
    occurredAtMs: 0,
    origin: { sourceType: 'CRM_UI', sourceId: '' },
  });
  await portal.standIn.webhooksSettled();
  expect(received).toEqual([]);
});

describe('signatures', () => {
  const parts = {
    method: 'POST',
    uri: 'https://www.example.com/webhook_uri',
    body: "{'example_field':'example_value'}",
  };

  const sign = (uri: string): string => signV3('secret', { ...parts, uri }, 1);

  test("v3 agrees with HubSpot's test vector", () => {
    expect(signV3('yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy', parts, 1_693_657_560_000)).toBe(
      'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=',
    );
  });

  test('v3 decodes only the listed escapes of the URI', () => {
    expect(sign('https://a.example/?e=a%40b.example')).toBe(sign('https://a.example/?e=a@b.example'));
    expect(sign('https://a.example/?e=a%20b')).not.toBe(sign('https://a.example/?e=a b'));
  });

  test('v2 is the hex digest of secret, method, URI and body', () => {
    expect(signV2('secret', parts)).toMatch(/^[0-9a-f]{64}$/);
    expect(signV2('secret', parts)).not.toBe(signV2('other', parts));
  });
});

const fetching = (url: string, headers: Record<string, string> = {}) => portal.standIn.forwardFetch({ url, headers });

describe("a card's request", () => {
  test('is sent on with who asks in the query, signed', async () => {
    const answer = await portal.standIn.forwardFetch({
      url: `${appUrl}/api/cards?companyId=101`,
      method: 'POST',
      body: { play: 'p' },
    });
    expect([answer.status, answer.body]).toEqual([200, 'ok']);
    const { url, body, headers } = received[0] as Received;
    const query = new URL(url, appUrl).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      companyId: '101',
      userId: '77',
      portalId: '12345678',
      userEmail: 'ava@vendor.example',
      appId: '4242',
    });
    const decoded = `${appUrl}${url}`.replace('%40', '@');
    const timestamp = String(headers['x-hubspot-request-timestamp']);
    const expected = createHmac('sha256', APP.clientSecret)
      .update(`POST${decoded}${body}${timestamp}`)
      .digest('base64');
    expect(headers['x-hubspot-signature-v3']).toBe(expected);
  });

  test('is repeated once after a 5xx and not after a 4xx', async () => {
    statuses = [502, 200];
    expect((await portal.standIn.forwardFetch({ url: `${appUrl}/api/x` })).status).toBe(200);
    statuses = [404];
    expect((await portal.standIn.forwardFetch({ url: `${appUrl}/api/x` })).status).toBe(404);
    expect(received).toHaveLength(3);
  });

  test('goes to permitted URLs only, and carries no header but Authorization', async () => {
    await expect(fetching(`${appUrl}/apix`)).rejects.toThrow('permitted');
    await expect(fetching('https://elsewhere.example/api')).rejects.toThrow('permitted');
    await expect(fetching('http://elsewhere.example/api')).rejects.toThrow('https');
    await expect(fetching(`${appUrl}/api/x`, { 'X-Own': '1' })).rejects.toThrow('X-Own');
  });

  test('is refused over a megabyte', async () => {
    const body = 'x'.repeat(1024 * 1024);
    await expect(portal.standIn.forwardFetch({ url: `${appUrl}/api/x`, method: 'POST', body })).rejects.toThrow('1 MB');
  });
});
