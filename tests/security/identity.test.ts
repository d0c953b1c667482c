import { afterAll, beforeAll, expect, test } from 'vitest';
import { signV2, signV3 } from '../../src/sandbox/hubspot/signature.ts';
import { CREDENTIALS, startTestApp, type TestApp } from '../fixtures/running-app.ts';

/**
 * What a page of a portal can have HubSpot sign: `hubspot.fetch` takes any address of the app with any query and body,
 * and appends who really calls. Whoever uses it, or writes a page of their own, must stay who they are.
 */

const VICTIM = 4_711;
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

test('nobody hides whom HubSpot says they are behind so many parameters that the last are not read', async () => {
  const forged = `portalId=${app.portalId}&userId=1&userEmail=ava%40vendor.example&appId=${CREDENTIALS.appId}`;
  for (const filler of [0, 995, 996, 997, 3_000]) {
    const path = `/api/settings/leave?${forged}&${'a&'.repeat(filler)}b=`;
    const { status } = await app.call(path, { portalId: VICTIM, userEmail: 'mallory@evil.example' });
    expect({ filler, status }).toEqual({ filler, status: 401 });
  }
  const many = `/api/settings/leave?${'a&'.repeat(3_000)}b=`;
  expect((await app.call(many)).status).toBe(200);
});

test('whose address only looks like the admin’s is not the admin; in another case it is, and with a plus as well', async () => {
  const { executeSql } = app.context.db;
  const mayChange = async (userEmail: string): Promise<unknown> => {
    const { status, body } = await app.call('/api/settings/choices', { userEmail });
    return status === 200 ? body.mayChange : status;
  };
  await executeSql(`update portals set installed_by = 'kim+ops@vendor.example'`);
  try {
    expect(await mayChange('kim+ops@vendor.example')).toBe(true);
    expect(await mayChange('Kim+Ops@Vendor.Example')).toBe(true);
    // As where HubSpot wrote the plus as it is.
    expect(await mayChange('kim ops@vendor.example')).toBe(true);
    expect(await mayChange('\u212Aim+ops@vendor.example')).toBe(401);
    const others = [
      'kım+ops@vendor.example',
      'кim+ops@vendor.example',
      'kim@vendor.example',
      'kim+ops@vendor.example.',
    ];
    for (const other of others) expect(await mayChange(other)).toBe(false);
  } finally {
    await executeSql(`update portals set installed_by = 'ava@vendor.example'`);
  }
});

test('a page cannot pass for HubSpot’s webhooks: what it has signed names its caller', async () => {
  const event = {
    eventId: 1,
    subscriptionId: 7,
    portalId: app.portalId,
    appId: Number(CREDENTIALS.appId),
    occurredAt: Date.now(),
    attemptNumber: 0,
    subscriptionType: 'contact.privacyDeletion',
    objectId: 1,
  };
  const options = { method: 'POST', body: [event], portalId: VICTIM, userEmail: 'mallory@evil.example' };
  expect((await app.call('/webhooks', options)).status).toBe(401);
  expect((await app.call('/webhooks?', options)).status).toBe(401);
  const { rows } = await app.context.db.executeSql('select count(*)::int as events from webhook_events');
  expect(rows).toEqual([{ events: 0 }]);
  expect((await postAs('/webhooks', JSON.stringify([event]))).status).toBe(204);
});

test('nor for a workflow of another portal', async () => {
  const body = JSON.stringify({
    callbackId: 'ap-1',
    origin: { portalId: app.portalId },
    object: { objectId: 101 },
    inputFields: {},
  });
  const path = '/workflow-actions/refresh-account';
  const query = `?userId=9&portalId=${VICTIM}&userEmail=m%40evil.example&appId=${CREDENTIALS.appId}`;
  expect((await postAs(path + query, body)).status).toBe(401);
  expect((await postAs(path, body)).status).toBe(200);
});

/** Signed both ways, as some requests of HubSpot are. */
function postAs(path: string, body: string): Promise<Response> {
  const uri = app.url + path;
  const now = Date.now();
  const headers = {
    'X-HubSpot-Signature': signV2(CREDENTIALS.clientSecret, { method: 'POST', uri, body }),
    'X-HubSpot-Signature-v3': signV3(CREDENTIALS.clientSecret, { method: 'POST', uri, body }, now),
    'X-HubSpot-Request-Timestamp': String(now),
  };
  return fetch(uri, { method: 'POST', headers, body });
}
