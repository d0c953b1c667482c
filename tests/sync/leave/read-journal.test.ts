import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { listOwners } from '../../../src/hubspot/portal/owners.ts';
import { uninstallApp } from '../../../src/sandbox/hubspot/oauth/token-routes.ts';
import { saveGrant } from '../../../src/storage/portal/grants.ts';
import { readJournalPosition } from '../../../src/storage/portal/journal-positions.ts';
import { getPortal, upsertPortal } from '../../../src/storage/portal/portals.ts';
import { FORGET_AFTER_DAYS, forgetDeparted, forgetsAt } from '../../../src/sync/leave/forget-portal.ts';
import { readJournal } from '../../../src/sync/leave/read-journal.ts';
import { sweepPortal } from '../../../src/sync/pull/sweeps/sweep-portal.ts';
import { startTestApp } from '../../fixtures/running-app.ts';

const DAY_MS = 86_400_000;
const OTHER_PORTAL = 8;
const app = await startTestApp();
afterAll(() => app.stop());
beforeEach(async () => {
  app.proxy.decideFault = () => null;
  await app.installAndSync();
  // The app subscribes, and what happened before is read.
  await readJournal(app.context);
  app.proxy.requests.length = 0;
});

const portal = async () => {
  const held = await getPortal(app.context.db.kysely, app.portalId);
  if (held === null) throw new Error('The portal is gone.');
  return held;
};
/** Requests that are made for the portal, by its grant. */
const askedForPortal = () => app.proxy.requests.filter(({ path }) => /^\/(crm|account-info|events)\//.test(path));
const uninstallInHubSpot = () => uninstallApp(app.standIn.store);

test('an uninstall in HubSpot stops all calls and starts the time after which all is erased', async () => {
  const { now } = app.context;
  uninstallInHubSpot();
  expect((await portal()).status).toBe('active');
  const before = now();
  await readJournal(app.context);
  const left = await portal();
  expect(left.status).toBe('revoked');
  expect(forgetsAt(left)).toBeGreaterThanOrEqual(before + FORGET_AFTER_DAYS * DAY_MS);
  await sweepPortal(app.context, app.portalId).catch(() => undefined);
  const owners = app.context.clientFor(app.portalId, 'card');
  await expect(listOwners(owners)).rejects.toMatchObject({ code: 'HUBSPOT_GRANT_REVOKED' });
  expect(askedForPortal()).toEqual([]);
  const card = await app.call('/api/cards/account?companyId=101');
  expect(card.body).toMatchObject({ paused: { reason: 'access_withdrawn' } });
  const later = { ...app.context, now: () => now() + (FORGET_AFTER_DAYS + 1) * DAY_MS };
  await forgetDeparted(later);
  expect(await getPortal(app.context.db.kysely, app.portalId)).toBeNull();
});

test('installed again within that time, everything is taken up again', async () => {
  uninstallInHubSpot();
  await readJournal(app.context);
  expect((await portal()).status).toBe('revoked');
  await app.installAndSync();
  await readJournal(app.context);
  expect((await portal()).status).toBe('active');
  expect(forgetsAt(await portal())).toBeNull();
  app.proxy.requests.length = 0;
  await sweepPortal(app.context, app.portalId);
  expect(askedForPortal().length).toBeGreaterThan(0);
  expect((await app.call('/api/cards/account?companyId=101')).body).toMatchObject({ paused: null });
});

test('an uninstall that is read after a new install changes nothing', async () => {
  uninstallInHubSpot();
  await app.installAndSync();
  await readJournal(app.context);
  expect((await portal()).status).toBe('active');
});

test('each event is heard once, and the subscription made once', async () => {
  const { subscriptions } = app.standIn.store.journal;
  expect(subscriptions.map(({ eventTypeId }) => eventTypeId)).toEqual(['4-1916193']);
  uninstallInHubSpot();
  await app.installAndSync();
  await readJournal(app.context);
  app.proxy.requests.length = 0;
  await readJournal(app.context);
  expect(app.proxy.requests.map(({ method, path }) => `${method} ${path.replace(/[\da-f-]{36}/, 'X')}`)).toEqual([
    'GET /webhooks-journal/subscriptions/2026-09',
    'GET /webhooks-journal/journal/2026-09/offset/X/next',
  ]);
  expect(subscriptions).toHaveLength(1);
  expect(app.standIn.violations).toEqual([]);
});

test('a position that HubSpot forgot is left for the first page it has', async () => {
  uninstallInHubSpot();
  await app.installAndSync();
  await readJournal(app.context);
  app.standIn.store.journal.entries.length = 0;
  uninstallInHubSpot();
  await readJournal(app.context);
  expect((await portal()).status).toBe('revoked');
});

test('HubSpot that does not let the app read its journal is borne, and said once', async () => {
  const warn = vi.spyOn(app.context.log, 'warn');
  const refused = { ...app.context, journal: { ...app.context.journal } };
  app.proxy.decideFault = ({ path }) => (path.startsWith('/webhooks-journal/') ? 400 : null);
  await readJournal(refused);
  await readJournal(refused);
  expect(warn.mock.calls.map(([, message]) => message)).toEqual([
    'HubSpot does not let the app read its journal of uninstalls',
  ]);
  warn.mockRestore();
});

test('an outage is tried again, and what was not worked off is read then', async () => {
  uninstallInHubSpot();
  app.proxy.decideFault = ({ path }) => (path.startsWith('/webhooks-journal/journal/') ? 503 : null);
  await expect(readJournal(app.context)).rejects.toMatchObject({ code: 'HUBSPOT_UNAVAILABLE' });
  app.proxy.decideFault = () => null;
  await readJournal(app.context);
  expect((await portal()).status).toBe('revoked');
});

test('of several portals on one page each is asked: who refuses is out, who does not stays, who is unknown is let go', async () => {
  const { kysely } = app.context.db;
  const dead = { accessToken: 'dead-access', refreshToken: 'dead-refresh', expiresAt: 0 };
  await upsertPortal(kysely, { ...(await portal()), portalId: OTHER_PORTAL });
  await saveGrant(kysely, app.context.cipher, OTHER_PORTAL, dead);
  const page = { position: 'the-first-page', uninstalledFrom: [999, app.portalId, OTHER_PORTAL] };
  const journal = {
    subscribe: () => Promise.resolve(),
    readAfter: (position: string | null) => Promise.resolve(position === page.position ? null : page),
  };
  await readJournal({ ...app.context, journal });
  expect((await portal()).status).toBe('active');
  expect((await getPortal(kysely, OTHER_PORTAL))?.status).toBe('revoked');
  expect(await readJournalPosition(kysely, 'app-events')).toBe(page.position);
});
