import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/http/create-app.ts';
import { signV3 } from '../../src/sandbox/hubspot/signature.ts';
import { CREDENTIALS, startTestApp, type TestApp } from '../fixtures/running-app.ts';

let app: TestApp;
let server: Server;
let url: string;

beforeAll(async () => {
  app = await startTestApp();
  const limits = { perAddress: { perSecond: 0.001, burst: 3 }, perPortal: { perSecond: 0.001, burst: 5 } };
  server = createApp(app.context, { limits }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await app.stop();
});

/** As HubSpot calls: what is signed is the public address, whatever port it arrives at. */
async function callAs(portalId: number): Promise<Response> {
  const path = `/api/settings/sync?userId=77&portalId=${portalId}&userEmail=a%40vendor.example&appId=${CREDENTIALS.appId}`;
  const now = Date.now();
  const signature = signV3(CREDENTIALS.clientSecret, { method: 'GET', uri: app.url + path, body: '' }, now);
  const headers = { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': String(now) };
  return fetch(url + path, { headers });
}

test('who begins installs without end is told to wait, and asks the database for nothing more', async () => {
  const statuses: number[] = [];
  for (let index = 0; index < 5; index += 1) {
    statuses.push((await fetch(`${url}/oauth/install`, { redirect: 'manual' })).status);
  }
  expect(statuses).toEqual([302, 302, 302, 429, 429]);
  const refused = await fetch(`${url}/oauth/callback?code=a&state=b`);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  const { rows } = await app.context.db.executeSql('select count(*)::int as states from oauth_states');
  expect(rows).toEqual([{ states: 3 }]);
});

/** Installs begun through a proxy on this machine, which says for whom; `trusted` or not. */
async function beginThroughProxy(trusted: string[], addresses: string[]): Promise<number[]> {
  const limits = { perAddress: { perSecond: 0.001, burst: 1 }, perPortal: { perSecond: 1, burst: 1 } };
  const behind = createApp(app.context, { limits, trustedProxies: trusted }).listen(0, '127.0.0.1');
  await new Promise((resolve) => behind.once('listening', resolve));
  const { port } = behind.address() as AddressInfo;
  const statuses: number[] = [];
  for (const address of addresses) {
    const headers = { 'X-Forwarded-For': address };
    const answer = await fetch(`http://127.0.0.1:${port}/oauth/install`, { redirect: 'manual', headers });
    statuses.push(answer.status);
  }
  behind.close();
  return statuses;
}

test('behind a proxy that is named, each address has its own cell; a made-up one before it counts for nothing', async () => {
  const addresses = ['192.0.2.1', '192.0.2.2', '192.0.2.1', '198.51.100.9, 192.0.2.2'];
  expect(await beginThroughProxy(['loopback'], addresses)).toEqual([302, 302, 429, 429]);
});

test('of whoever is not named as a proxy the header is not believed', async () => {
  expect(await beginThroughProxy([], ['192.0.2.1', '192.0.2.2'])).toEqual([302, 429]);
  expect(await beginThroughProxy(['10.0.0.0/8'], ['192.0.2.1', '192.0.2.2'])).toEqual([302, 429]);
});

test('a portal that asks without end does not take the turn of another', async () => {
  const statuses: number[] = [];
  for (let index = 0; index < 7; index += 1) statuses.push((await callAs(app.portalId)).status);
  expect(statuses.slice(0, 5)).not.toContain(429);
  expect(statuses.slice(5)).toEqual([429, 429]);
  expect((await callAs(app.portalId + 1)).status).not.toBe(429);
});

test('what HubSpot does not sign counts for no portal', async () => {
  const path = `/api/settings/sync?portalId=5&userId=1&userEmail=a%40b.example&appId=${CREDENTIALS.appId}`;
  for (let index = 0; index < 8; index += 1) expect((await fetch(url + path)).status).toBe(401);
  expect((await callAs(5)).status).not.toBe(429);
});

test('every answer carries the headers that keep a browser safe, and says nothing of what serves it', async () => {
  for (const path of ['/livez', '/oauth/callback?error=x', '/nowhere']) {
    const { headers } = await fetch(url + path);
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'self'");
    expect(headers.get('Strict-Transport-Security')).toContain('max-age=');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
    expect(headers.get('X-Powered-By')).toBeNull();
    expect(headers.get('Cache-Control')).toBe('no-store');
  }
});

test('a body is as long as it is unpacked', async () => {
  const body = gzipSync(Buffer.alloc(20_000_000));
  expect(body.length).toBeLessThan(100_000);
  const headers = { 'Content-Encoding': 'gzip' };
  for (const path of ['/webhooks', '/signals', '/workflow-actions/start-play', '/api/settings/sync']) {
    const { status } = await fetch(url + path, { method: 'POST', headers, body });
    expect({ path, status }).toEqual({ path, status: 413 });
  }
});
