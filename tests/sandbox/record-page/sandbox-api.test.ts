import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mountSandboxApi } from '../../../src/sandbox/record-page/sandbox-api.ts';
import type { CompanyListView, CompanyRecordView } from '../../../src/sandbox/record-page/record-page-data.ts';
import { createProject, install, REDIRECT, startTestPortal } from '../hubspot/portal-fixture.ts';
import type { Client, TestPortal } from '../hubspot/portal-fixture.ts';
import { publishScores } from './publish-scores.ts';

interface Received {
  method: string | undefined;
  url: string;
  body: string;
  signature: string | undefined;
}

let portal: TestPortal;
let client: Client;
let api: express.Express;
let appServer: Server;
let appUrl: string;
const received: Received[] = [];

beforeAll(async () => {
  appServer = createServer((incoming, response) => {
    let body = '';
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
    incoming.on('end', () => {
      const signature = incoming.headers['x-hubspot-signature-v3'] as string | undefined;
      received.push({ method: incoming.method, url: incoming.url ?? '', body, signature });
      response.writeHead(418, { 'content-type': 'application/json', 'x-kind': 'teapot' }).end('{"short":true}');
    });
  });
  await new Promise<void>((resolve) => appServer.listen(0, '127.0.0.1', resolve));
  appUrl = `http://127.0.0.1:${(appServer.address() as AddressInfo).port}`;
  const project = createProject({ appUrl });
  project.app.auth.redirectUrls.push(REDIRECT);
  portal = await startTestPortal({ project });
  const { standIn } = portal;
  client = await install(standIn);
  const companies = ['Cobalt', 'amber', 'Beryl'].map((name) => ({ properties: { name } }));
  await client.call('POST', '/crm/objects/2026-09/companies/batch/create', { inputs: companies });
  await publishScores(client, {
    '102': { roundtable_tier: 'tier_1', roundtable_stage: 'sales_ready', roundtable_fit: '71.5' },
    '103': {
      roundtable_tier: 'tier_2',
      roundtable_engagement: '12',
      roundtable_missing_roles: 'CHAMPION;BUDGET_HOLDER',
      roundtable_next_play: 'Find the budget holder',
      hubspot_owner_id: '9000',
    },
    '104': { roundtable_tier: 'tier_2' },
  });
  api = express();
  mountSandboxApi(api, {
    store: standIn.store,
    forwardFetch: standIn.forwardFetch,
    app: { appId: '4242', name: 'Roundtable' },
    variables: { APP_BASE_URL: appUrl },
    extensions: [],
  });
});
afterAll(async () => {
  await portal?.stop();
  await new Promise((resolve) => appServer.close(resolve));
});

const list = async (query = ''): Promise<CompanyListView> =>
  (await request(api).get(`/sandbox-api/companies${query}`).expect(200)).body as CompanyListView;
const show = async (id: string): Promise<CompanyRecordView> =>
  (await request(api).get(`/sandbox-api/companies/${id}`).expect(200)).body as CompanyRecordView;

const makeTask = (subject: string, status: string): Promise<unknown> =>
  client.call('POST', '/crm/objects/2026-09/tasks', {
    properties: { hs_task_subject: subject, hs_task_status: status, hs_timestamp: '2026-02-28T08:00:00.000Z' },
    associations: [
      { to: { id: '102' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 192 }] },
      { to: { id: '101' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 204 }] },
    ],
  });
const forward = (body: unknown): request.Test =>
  request(api)
    .post('/sandbox-api/hubspot-fetch')
    .send(body as object);

describe('the list of companies', () => {
  test('runs by published tier, in it by engagement, then by name, those without a tier last', async () => {
    const { rows, total, tierCounts } = await list();
    expect(rows.map(({ name }) => name)).toEqual(['Bolt', 'Cobalt', 'amber', 'Acme', 'Beryl']);
    expect(total).toBe(5);
    expect(tierCounts).toEqual({ all: 5, tier_1: 1, tier_2: 2, tier_3: 0, none: 2 });
  });

  test('shows labels, scores, who is missing, what is next and the owner by name, and nothing where nothing is published', async () => {
    const { rows } = await list();
    expect(rows[0]).toMatchObject({
      tier: { value: 'tier_1', label: 'Tier 1 · one-to-one' },
      stage: 'Sales-ready',
      fit: 71.5,
      engagement: null,
      owner: null,
    });
    expect(rows[1]).toMatchObject({
      name: 'Cobalt',
      missingRoles: 'Champion, Budget holder',
      nextPlay: 'Find the budget holder',
      owner: 'Ava Stone',
    });
    expect(rows[4]).toMatchObject({ name: 'Beryl', tier: null, stage: null, fit: null, nextPlay: null });
  });

  test('takes a part of a name or of a domain, together with a tier; counts go by the search alone', async () => {
    expect((await list('?search=BOLT.exa')).rows.map(({ id }) => id)).toEqual(['102']);
    const both = await list('?search=B&tier=tier_2');
    expect(both.rows.map(({ name }) => name)).toEqual(['Cobalt', 'amber']);
    expect(both.tierCounts.tier_1).toBe(1);
    expect((await list('?tier=none')).total).toBe(2);
    expect((await list('?search=nobody')).rows).toEqual([]);
  });

  test('a page beyond the last shows the last; a query that makes no sense is refused with its reason', async () => {
    expect(await list('?page=99')).toMatchObject({ page: 1, pageCount: 1 });
    const { body } = await request(api).get('/sandbox-api/companies?tier=gold').expect(400);
    expect(body.error).toContain('tier');
  });

  test('twenty-five rows a page, each company on one page', async () => {
    const inputs = Array.from({ length: 25 }, (_, index) => ({ properties: { name: `Zed ${index}` } }));
    await client.call('POST', '/crm/objects/2026-09/companies/batch/create', { inputs });
    const [first, second] = [await list('?page=1'), await list('?page=2')];
    expect([first.pageCount, first.rows.length, second.rows.length]).toEqual([2, 25, 5]);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(30);
  });
});

describe('a company', () => {
  test('has its published properties with labels, unset ones too, and HubSpot’s own that are set', async () => {
    const { name, propertyGroups } = await show('102');
    expect(name).toBe('Bolt');
    const [ours, about] = propertyGroups;
    expect(ours?.label).toBe('Roundtable');
    expect(ours?.properties.slice(0, 3)).toEqual([
      { name: 'roundtable_tier', label: 'Account tier', value: 'Tier 1 · one-to-one' },
      { name: 'roundtable_stage', label: 'Account stage', value: 'Sales-ready' },
      { name: 'roundtable_fit', label: 'Account fit', value: '71.5' },
    ]);
    expect(ours?.properties.find(({ name }) => name === 'roundtable_intent')?.value).toBeNull();
    expect(about?.properties.map(({ name }) => name)).toEqual(['domain', 'numberofemployees', 'createdate']);
  });

  test('has its contacts with roles, its deals with stage and amount, and all activity of its contacts, newest first', async () => {
    const { contacts, deals, activity, activityCount } = await show('101');
    expect(contacts.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
    expect(contacts[0]?.roles).toBe('Champion, Decision Maker');
    expect(deals).toMatchObject([{ name: 'Acme platform', amount: '1,000 USD', isClosed: false }]);
    expect(activity.map(({ kind, at }) => `${kind} ${at.slice(0, 10)}`)).toEqual([
      'call 2026-01-25',
      'meeting 2026-01-20',
      'form 2026-01-12',
      'page visit 2026-01-11',
      'page visit 2026-01-10',
    ]);
    expect(activityCount).toBe(5);
    expect(activity[1]).toMatchObject({ title: 'Kick-off', who: 'Ann' });
  });

  test('shows a task made through HubSpot’s API at once, open ones first, and a done one as activity', async () => {
    await makeTask('Thank them', 'COMPLETED');
    await makeTask('Call them', 'NOT_STARTED');
    const { tasks, activity } = await show('102');
    expect(tasks.map(({ subject, isDone }) => [subject, isDone])).toEqual([
      ['Call them', false],
      ['Thank them', true],
    ]);
    expect(tasks[0]).toMatchObject({ dueAt: '2026-02-28T08:00:00.000Z', contacts: ['Cid'] });
    expect(activity.filter(({ kind }) => kind === 'task').map(({ title }) => title)).toEqual(['Thank them']);
  });

  test('shows properties by label and value in the order they are asked for, as HubSpot does', async () => {
    const path = '/sandbox-api/companies/103/properties?name=roundtable_tier&name=name&name=phone&name=nobody_made';
    const { body } = await request(api).get(path).expect(200);
    expect(body).toEqual([
      { name: 'roundtable_tier', label: 'Account tier', value: 'Tier 2 · one-to-few' },
      { name: 'name', label: 'Company name', value: 'Cobalt' },
      { name: 'phone', label: 'Phone Number', value: null },
      { name: 'nobody_made', label: 'nobody_made', value: null },
    ]);
    await request(api).get('/sandbox-api/companies/999/properties?name=name').expect(404);
  });

  test('gives raw values, null where unset', async () => {
    const { body } = await request(api).get('/sandbox-api/companies/101/values?name=name&name=phone').expect(200);
    expect(body).toEqual({ name: 'Acme', phone: null });
  });

  test('that is not there is refused with a sentence', async () => {
    const { body } = await request(api).get('/sandbox-api/companies/999999').expect(404);
    expect(body.error).toContain('999999');
  });
});

describe('hubspot.fetch', () => {
  test('reaches the app signed, with who asks, and the answer comes back as it is', async () => {
    received.length = 0;
    const url = `${appUrl}/api/cards/account?companyId=101`;
    const { body } = await forward({ url, method: 'POST', body: { playId: 'p' } }).expect(200);
    expect(body).toMatchObject({ status: 418, body: '{"short":true}', headers: { 'x-kind': 'teapot' } });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: 'POST', body: '{"playId":"p"}' });
    expect(received[0]?.signature).toMatch(/^[\w+/]{43}=$/);
    const query = new URL(received[0]?.url ?? '', appUrl).searchParams;
    expect([...query.keys()]).toEqual(['companyId', 'userId', 'portalId', 'userEmail', 'appId']);
  });

  test('refuses a URL that is not permitted, a header but Authorization, and what is no request', async () => {
    received.length = 0;
    const elsewhere = await forward({ url: 'https://elsewhere.example/' }).expect(502);
    expect(elsewhere.body.error).toContain('permitted');
    const header = await forward({ url: `${appUrl}/api/x`, headers: { 'X-Own': '1' } }).expect(502);
    expect(header.body.error).toContain('X-Own');
    await forward({ url: 'not a url' }).expect(400);
    await request(api).post('/sandbox-api/hubspot-fetch').type('text').send(`{"url":"${appUrl}/api/x"}`).expect(400);
    expect(received).toEqual([]);
  });
});

test('the portal says who the user is and whether the app is installed', async () => {
  const { body } = await request(api).get('/sandbox-api/portal').expect(200);
  expect(body).toMatchObject({
    portalId: 12_345_678,
    isInstalled: true,
    user: { id: 77, email: 'ava@vendor.example', firstName: 'Ava' },
    variables: { APP_BASE_URL: appUrl },
  });
});

describe('properties that lie in the archive', () => {
  test('are shown nowhere, though the records keep their values, as after the app has left', async () => {
    for (const name of ['roundtable_tier', 'roundtable_fit']) {
      expect((await client.call('DELETE', `/crm/properties/2026-09/companies/${name}`)).status).toBe(204);
    }
    const { rows, tierCounts } = await list();
    expect(tierCounts).toMatchObject({ tier_1: 0, tier_2: 0, tier_3: 0 });
    expect(rows.every(({ tier, fit }) => tier === null && fit === null)).toBe(true);
    expect((await show('102')).tier).toBeNull();
  });
});
