import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdPortal } from '../../../src/storage/portal/portals.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

const readCard = (companyId: string) => app.call(`/api/cards/account?companyId=${companyId}`);

test("while HubSpot's daily limit is used up the card answers from the store, and no play is started", async () => {
  // The days of a play's steps are counted from now.
  const now = Date.now();
  app.context.now = () => now;
  const before = (await readCard('101')).body;
  expect(before).toMatchObject({ paused: null, may: { act: true } });
  const until = now + 3_600_000;
  await holdPortal(app.context.db.kysely, app.portalId, until);
  const requests = app.standIn.requestLog.length;

  const paused = { reason: 'daily_limit', until: new Date(until).toISOString() };
  expect((await readCard('101')).body).toEqual({ ...before, paused, may: { act: false, ownedBy: null } });
  const body = { companyId: '101', playId: before.plays[0].playId, requestId: 'click-while-held' };
  expect(await app.call('/api/cards/account/plays/start', { method: 'POST', body })).toMatchObject({
    status: 503,
    body: { error: { code: 'HUBSPOT_DAILY_LIMIT' } },
  });
  expect((await readCard('101')).body.running).toEqual([]);
  expect(app.standIn.requestLog.length).toBe(requests);
  // Whether HubSpot has a company of this id cannot be asked now.
  expect(await readCard('999')).toMatchObject({ status: 200, body: { state: 'syncing', paused } });
});
