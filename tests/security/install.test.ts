import { afterAll, beforeAll, expect, test } from 'vitest';
import { signV2 } from '../../src/sandbox/hubspot/signature.ts';
import { readGrant } from '../../src/storage/portal/grants.ts';
import { getPortal } from '../../src/storage/portal/portals.ts';
import { createAdminBrowser } from '../fixtures/admin-browser.ts';
import { CREDENTIALS, startTestApp, type TestApp } from '../fixtures/running-app.ts';

const FIRST = 'ava@vendor.example';
const SECOND = 'ben@vendor.example';
const OPTIONAL = 'sales-email-read';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

const portal = () => getPortal(app.context.db.kysely, app.portalId);
const grant = () => readGrant(app.context.db.kysely, app.context.cipher, app.portalId);
const mayChange = async (userEmail: string): Promise<boolean> =>
  (await app.call('/api/settings/choices', { userEmail })).body.mayChange;

/** Installs as this user, with the scopes that are left after `without` is taken off the consent. */
async function installAs(userEmail: string, without: string): Promise<Response> {
  const browser = createAdminBrowser(app.url);
  const callback = await browser.allow(await browser.openInstall());
  const code = app.standIn.store.tokens.codes[callback.searchParams.get('code') ?? ''];
  if (code === undefined) throw new Error('the consent page gave no code');
  code.userEmail = userEmail;
  code.scopes = code.scopes.filter((scope) => scope !== without);
  return browser.visit(callback);
}

test('an install over an install by another admin hands the settings on, and what the first one decided stays', async () => {
  expect([await mayChange(FIRST), await mayChange(SECOND)]).toEqual([true, false]);
  const choice = { method: 'POST', body: { outsideEdits: 'keep' } };
  expect((await app.call('/api/settings/choices/outside-edits', choice)).status).toBe(200);
  expect((await installAs(SECOND, '')).status).toBe(200);
  expect([await mayChange(FIRST), await mayChange(SECOND)]).toEqual([false, true]);
  expect((await app.call('/api/settings/choices')).body.outsideEdits).toBe('keep');
});

test('an install with fewer optional scopes is known as such', async () => {
  expect((await portal())?.scopes).toContain(OPTIONAL);
  expect((await installAs(SECOND, OPTIONAL)).status).toBe(200);
  expect((await portal())?.scopes).not.toContain(OPTIONAL);
});

test('an install without a required scope is refused, and the portal stays as it was', async () => {
  const before = { portal: await portal(), grant: await grant() };
  const refused = await installAs(FIRST, 'crm.objects.deals.read');
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain('crm.objects.deals.read');
  expect({ portal: await portal(), grant: await grant() }).toEqual(before);
});

test('a link that says something in the name of the app is not repeated to who began no install', async () => {
  const said = 'error=denied&error_description=Call+%2B1+555+to+keep+your+data';
  const lured = await createAdminBrowser(app.url).visit(`${app.url}/oauth/callback?${said}`);
  expect(lured.status).toBe(403);
  expect(await lured.text()).not.toContain('555');
});

test('a person whose way back from HubSpot is broken is told so on a page, not in JSON', async () => {
  const { visit } = createAdminBrowser(app.url);
  for (const query of ['', '?code=&state=', '?code=one', '?state=one']) {
    const answer = await visit(`${app.url}/oauth/callback${query}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('Content-Type')).toContain('text/html');
    expect(await answer.text()).toContain('This address is no answer of HubSpot: start the install again.');
  }
});

test('nobody chooses where the browser or the code is sent', async () => {
  const browser = createAdminBrowser(app.url);
  const evil = 'redirect_uri=https%3A%2F%2Fevil.example&return_url=https%3A%2F%2Fevil.example&state=mine';
  const answer = await browser.visit(`${app.url}/oauth/install?${evil}`);
  const consent = new URL(answer.headers.get('Location') ?? '');
  expect(consent.host).toBe(new URL(app.standIn.url).host);
  expect(consent.searchParams.get('redirect_uri')).toBe(`${app.url}/oauth/callback`);
  expect(consent.href).not.toContain('evil');
  expect(consent.searchParams.get('state')).not.toBe('mine');
  const cookie = answer.headers.get('Set-Cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
});

test('a code works with the verifier of the browser that began alone: one slipped in from elsewhere does not', async () => {
  const [victim, attacker] = [createAdminBrowser(app.url), createAdminBrowser(app.url)];
  const own = await victim.allow(await victim.openInstall());
  const slipped = await attacker.allow(await attacker.openInstall());
  own.searchParams.set('code', slipped.searchParams.get('code') ?? '');
  const before = await grant();
  expect((await victim.visit(own)).status).toBeGreaterThanOrEqual(400);
  expect(await grant()).toEqual(before);
});

test('while the client secret is rotated both are accepted, and an old one that was dropped is not', async () => {
  const secrets = app.context.clientSecrets as string[];
  const path = '/workflow-actions/refresh-account';
  const execution = { callbackId: 'run-1', origin: { portalId: app.portalId }, object: { objectId: 101 } };
  const body = JSON.stringify(execution);
  const run = async (secret: string): Promise<number> => {
    const signature = signV2(secret, { method: 'POST', uri: app.url + path, body });
    const headers = { 'X-HubSpot-Signature': signature };
    return (await fetch(app.url + path, { method: 'POST', body, headers })).status;
  };
  secrets.unshift('secret-2');
  expect([await run('secret-2'), await run(CREDENTIALS.clientSecret), await run('secret-0')]).toEqual([200, 200, 401]);
  expect((await app.call('/api/settings/sync')).status).toBe(200);
  secrets.splice(0, 2, 'secret-2');
  expect(await run(CREDENTIALS.clientSecret)).toBe(401);
  expect((await app.call('/api/settings/sync')).status).toBe(401);
  secrets.splice(0, 1, CREDENTIALS.clientSecret);
});
