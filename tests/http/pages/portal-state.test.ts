import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdPortal } from '../../../src/storage/portal/portals.ts';
import { proposeAdoption } from '../../../src/sync/target-list/propose-adoption.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.install();
});
afterAll(() => app.stop());

const readState = async () => (await app.call('/api/pages/state')).body;

test('before anything is read the pages say that the first sync runs, and an empty list is not approved', async () => {
  expect(await readState()).toEqual({ progress: { done: 0, total: null, step: 'Connecting' }, paused: null });
  const adopting = proposeAdoption(app.context, { portalId: app.portalId, userEmail: 'mia@vendor.example' }, 'click-1');
  await expect(adopting).rejects.toThrow('No account holds a tier yet, so there is nothing to approve.');
});

test('once all is read they say nothing, until HubSpot cannot be asked', async () => {
  await app.installAndSync();
  expect(await readState()).toEqual({ progress: null, paused: null });
  const until = Date.now() + 3_600_000;
  await holdPortal(app.context.db.kysely, app.portalId, until);
  const paused = { reason: 'daily_limit', until: new Date(until).toISOString() };
  expect(await readState()).toEqual({ progress: null, paused });
});
