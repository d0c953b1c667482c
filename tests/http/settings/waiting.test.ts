import { afterAll, beforeAll, expect, test } from 'vitest';
import { markStale, markToPublish } from '../../../src/storage/accounts/stale-accounts.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

test('what waits is told apart: accounts to be scored, and those whose scores HubSpot does not have yet', async () => {
  const { kysely } = app.context.db;
  const waiting = async (): Promise<Json> => (await app.call('/api/settings/sync')).body.waiting;
  await refreshPortal(app.context, app.portalId);
  expect(await waiting()).toMatchObject({ stale: 0, unpublished: 0 });
  await markToPublish(kysely, app.portalId, ['101'], 'its reason is another');
  await markStale(kysely, app.portalId, ['102'], 'it changed');
  expect(await waiting()).toMatchObject({ stale: 1, unpublished: 1 });
  await refreshPortal(app.context, app.portalId);
  expect(await waiting()).toMatchObject({ stale: 0, unpublished: 0 });
});
