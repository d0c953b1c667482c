import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAccountInfo } from '../../../src/hubspot/portal/account-info.ts';
import { readGrant, saveGrant } from '../../../src/storage/portal/grants.ts';
import { getActiveModel } from '../../../src/storage/portal/models.ts';
import { getPortal, setPortalStatus } from '../../../src/storage/portal/portals.ts';
import { listRoleDecisions, saveRoleDecision } from '../../../src/storage/accounts/role-decisions.ts';
import { listSyncSteps } from '../../../src/storage/mirror/sync-steps.ts';
import { PULL_STEPS } from '../../../src/sync/pull/steps/pull-steps.ts';
import { createAdminBrowser } from '../../fixtures/admin-browser.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ work: true });
});
afterAll(() => app.stop());

async function untilActive(): Promise<void> {
  for (;;) {
    const portal = await getPortal(app.context.db.kysely, app.portalId);
    if (portal?.status === 'active') return;
    await delay(50);
  }
}

const start = async () => {
  const browser = createAdminBrowser(app.url);
  return { browser, callback: await browser.allow(await browser.openInstall()) };
};

test('a callback in another browser than the one that began is refused', async () => {
  const { browser, callback } = await start();
  const stranger = createAdminBrowser(app.url);
  const refused = await stranger.visit(callback);
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain('not started in this browser');
  browser.cookie = 'roundtable_install=another';
  expect((await browser.visit(callback)).status).toBe(403);
  expect(await getPortal(app.context.db.kysely, app.portalId)).toBeNull();
});

test('an admin who declines is told so and nothing is changed', async () => {
  const { browser } = await start();
  const declined = await browser.visit(
    `${app.url}/oauth/callback?error=access_denied&error_description=You+said+%3Cno%3E`,
  );
  expect(declined.status).toBe(403);
  const page = await declined.text();
  expect(page).toContain('You said &lt;no&gt;');
  expect(page).toContain('/oauth/install');
  expect(await getPortal(app.context.db.kysely, app.portalId)).toBeNull();
});

test('a grant without a required scope is refused and the scope named', async () => {
  const { browser, callback } = await start();
  const code = app.standIn.store.tokens.codes[callback.searchParams.get('code') ?? ''];
  if (code === undefined) throw new Error('the consent page gave no code');
  code.scopes = code.scopes.filter((scope) => scope !== 'crm.objects.deals.read');
  const refused = await browser.visit(callback);
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain('crm.objects.deals.read');
  expect(await getPortal(app.context.db.kysely, app.portalId)).toBeNull();
});

test('the consent page is asked for every scope of the manifest, with a challenge, and comes back to us', async () => {
  const consent = await createAdminBrowser(app.url).openInstall();
  const { requiredScopes, optionalScopes } = app.context.manifest.auth;
  expect(consent.searchParams.get('scope')?.split(' ')).toEqual(requiredScopes);
  expect(consent.searchParams.get('optional_scope')?.split(' ')).toEqual(optionalScopes);
  expect(consent.searchParams.get('redirect_uri')).toBe(`${app.url}/oauth/callback`);
  expect(consent.searchParams.get('code_challenge_method')).toBe('S256');
  expect(consent.searchParams.get('state')?.length).toBeGreaterThanOrEqual(32);
});

test('an install ends with an active portal, and its link works once', async () => {
  const { browser, callback } = await start();
  const cookie = browser.cookie;
  const installed = await browser.visit(callback);
  expect(installed.status).toBe(200);
  expect(await installed.text()).toContain('Roundtable is connected');
  browser.cookie = cookie;
  const again = await browser.visit(callback);
  expect(again.status).toBe(403);
  const refused = await again.text();
  expect(refused).toContain('used already');
  expect(refused).not.toContain(String(app.portalId));
  await untilActive();
  const portal = await getPortal(app.context.db.kysely, app.portalId);
  expect(portal).toMatchObject({ timeZone: 'Europe/Berlin', currency: 'EUR', installedBy: 'ava@vendor.example' });
  expect((await app.call('/api/cards/account?companyId=101')).body).toMatchObject({ state: 'on_list' });
  expect(app.standIn.violations).toEqual([]);
});

test('who loads the last page again is told that the portal is connected, in that browser and for that install alone', async () => {
  const { browser, callback } = await start();
  await browser.visit(callback);
  const seal = browser.cookie;
  const again = await browser.visit(callback);
  expect(again.status).toBe(200);
  const page = await again.text();
  expect(page).toContain('connected with this page already');
  expect(page).toContain(`/integrations-settings/${app.portalId}/installed`);
  expect(page).not.toContain('not connected');
  const other = new URL(callback);
  other.searchParams.set('state', 'another');
  const forged = seal.replace(/=(\d+)\./, '=1$1.');
  for (const [cookie, url] of [
    ['', callback],
    [forged, callback],
    [seal, other],
  ] as const) {
    browser.cookie = cookie;
    const refused = await browser.visit(url);
    expect(refused.status).toBe(403);
    expect(await refused.text()).not.toContain(String(app.portalId));
  }
  await untilActive();
  await setPortalStatus(app.context.db.kysely, app.portalId, 'revoked', Date.now());
  browser.cookie = seal;
  expect((await browser.visit(callback)).status).toBe(403);
  await setPortalStatus(app.context.db.kysely, app.portalId, 'active', Date.now());
});

test('tokens stand encrypted in the table', async () => {
  const grant = await app.context.db.kysely.selectFrom('grants').selectAll().executeTakeFirstOrThrow();
  const issued = [...Object.keys(app.standIn.store.tokens.access), ...Object.keys(app.standIn.store.tokens.refresh)];
  expect(issued.length).toBeGreaterThan(1);
  for (const token of issued) expect(JSON.stringify(grant)).not.toContain(token);
});

test('an install over an existing one keeps model and decisions and reads the portal again', async () => {
  const { kysely } = app.context.db;
  const decision = { contactId: '1', role: 'BUDGET_HOLDER', decision: 'confirmed' } as const;
  const said = { ...decision, requestId: 'click-0001', decidedAt: Date.now(), decidedBy: 'ava@vendor.example' };
  await saveRoleDecision(kysely, app.portalId, said);
  const model = await getActiveModel(kysely, app.portalId);
  app.standIn.store.records.companies.get('104')!.properties['name'] = 'Renamed while nobody listened';
  await app.install();
  await untilActive();
  expect(await getActiveModel(kysely, app.portalId)).toEqual(model);
  expect(await listRoleDecisions(kysely, app.portalId, '1')).toEqual([said]);
  expect((await app.call('/api/cards/account?companyId=104')).body.company.name).toBe('Renamed while nobody listened');
  const steps = await listSyncSteps(kysely, app.portalId);
  expect(steps.map(({ step }) => step)).toEqual(expect.arrayContaining(PULL_STEPS.map(({ name }) => name)));
  expect(steps.every(({ finishedAt }) => finishedAt !== null)).toBe(true);
});

test('a refused token that an install replaced meanwhile leaves the portal as the install made it', async () => {
  const { kysely } = app.context.db;
  const held = await readGrant(kysely, app.context.cipher, app.portalId);
  if (held === null) throw new Error('the portal has a grant');
  const dead = { ...held, refreshToken: 'dead', expiresAt: 0 };
  await saveGrant(kysely, app.context.cipher, app.portalId, dead);
  const fresh = { ...held, accessToken: 'fresh', refreshToken: 'fresh' };
  app.standIn.store.tokens.access['fresh'] = app.standIn.store.tokens.access[held.accessToken]!;
  const saved: Promise<void>[] = [];
  app.proxy.decideFault = ({ path }) => {
    // The install's answer is stored while the refresh token is on its way.
    if (path.startsWith('/oauth/') && saved.length === 0) {
      saved.push(saveGrant(kysely, app.context.cipher, app.portalId, fresh));
    }
    return null;
  };
  await readAccountInfo(app.context.clientFor(app.portalId, 'card'));
  app.proxy.decideFault = () => null;
  expect(saved).toHaveLength(1);
  await Promise.all(saved);
  expect((await getPortal(kysely, app.portalId))?.status).toBe('active');
  expect(await readGrant(kysely, app.context.cipher, app.portalId)).toEqual(fresh);
  await saveGrant(kysely, app.context.cipher, app.portalId, held);
});

test('a portal that revoked the grant is known as such; its cards show what was known, and nobody acts on it', async () => {
  const { tokens } = app.standIn.store;
  tokens.access = {};
  tokens.refresh = {};
  const client = app.context.clientFor(app.portalId, 'card');
  await expect(readAccountInfo(client)).rejects.toMatchObject({ code: 'HUBSPOT_GRANT_REVOKED' });
  expect((await getPortal(app.context.db.kysely, app.portalId))?.status).toBe('revoked');
  const seen = await app.call('/api/cards/account?companyId=101');
  expect(seen).toMatchObject({
    status: 200,
    body: { company: { name: 'Acme' }, paused: { reason: 'access_withdrawn' }, may: { act: false } },
  });
  const play = seen.body.plays[0]?.playId ?? '';
  const body = { companyId: '101', playId: play, requestId: 'click-after-the-end' };
  expect(await app.call('/api/cards/account/plays/start', { method: 'POST', body })).toMatchObject({
    status: 409,
    body: { error: { code: 'HUBSPOT_GRANT_REVOKED', message: expect.stringContaining('install it again') } },
  });
  expect((await app.call('/api/cards/account?companyId=101')).body.running).toEqual([]);
});
