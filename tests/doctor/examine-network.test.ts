import nock from 'nock';
import { afterEach, expect, test } from 'vitest';
import { examineNetwork } from '../../src/doctor/examine-network.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const APP = 'http://127.0.0.1:3999';
const HUBSPOT = 'https://hubspot.test';
afterEach(() => nock.cleanAll());

const look = (appBaseUrl = APP) => examineNetwork({ appBaseUrl, hubspot: { apiUrl: HUBSPOT } }, () => NOW);
const find = async (subject: string, appBaseUrl?: string) =>
  (await look(appBaseUrl)).filter((finding) => finding.subject === subject);
function answer({ livez = 200, skewMs = 0 } = {}): void {
  nock(APP).get('/livez').reply(livez, {});
  nock(HUBSPOT)
    .get('/')
    .reply(404, {}, { date: new Date(NOW - skewMs).toUTCString() });
}

test('an address that leads elsewhere is a fault', async () => {
  answer({ livez: 502 });
  expect(await find('address')).toMatchObject([{ verdict: 'fault', text: expect.stringContaining('502') }]);
});

test('an address without TLS is a fault', async () => {
  answer();
  const findings = await find('address', 'http://roundtable.example');
  expect(findings).toMatchObject([{ verdict: 'fault', text: expect.stringContaining('not https') }]);
});

test('a HubSpot that cannot be reached leaves the clock unknown', async () => {
  nock(APP).get('/livez').reply(200, {});
  nock(HUBSPOT).get('/').replyWithError('no route');
  expect((await look()).slice(-2)).toMatchObject([
    { subject: 'HubSpot', verdict: 'fault', text: expect.stringContaining('no route') },
    { subject: 'clock', verdict: 'unknown' },
  ]);
});

test('a HubSpot that does not say the time leaves the clock unknown', async () => {
  nock(APP).get('/livez').reply(200, {});
  nock(HUBSPOT).get('/').reply(404);
  expect(await find('clock')).toMatchObject([{ verdict: 'unknown' }]);
});

test('a clock that is far off is a fault', async () => {
  answer({ skewMs: 120_000 });
  expect(await find('clock')).toMatchObject([{ verdict: 'fault', text: "120 s off HubSpot's" }]);
});
