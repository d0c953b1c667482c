import { afterAll, beforeAll, expect, test } from 'vitest';
import { asPortal } from '../../../src/storage/connection/tenant-scope.ts';
import { backfillPortal } from '../../../src/sync/install/backfill-portal.ts';
import { createWorkflows } from '../../fixtures/run-workflow-action.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

const ACME = 101;
const INPUTS = {
  'refresh-account': {},
  'propose-for-list': { place: 'tier_3', reason: 'They asked' },
  'start-play': { play: 'demo-not-called' },
};
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  await app.install();
});
afterAll(() => app.stop());

test('while the first sync runs, each action has HubSpot try again, and does what it was told when it is through', async () => {
  const workflows = createWorkflows(app);
  const runAll = () =>
    Promise.all(
      Object.entries(INPUTS).map(([uid, inputs]) =>
        workflows.run(uid, { callbackId: `early-${uid}`, companyId: ACME, inputs }),
      ),
    );
  for (const { status, body } of await runAll()) {
    expect(status).toBe(503);
    expect(body.error).toMatchObject({ code: 'FIRST_SYNC_RUNNING', message: expect.stringContaining('first sync') });
  }
  await asPortal(app.portalId, () => backfillPortal(app.context, app.portalId));
  expect((await runAll()).map(({ status }) => status)).toEqual([200, 200, 200]);
});
