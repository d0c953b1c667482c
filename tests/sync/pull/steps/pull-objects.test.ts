import { afterAll, beforeAll, expect, test } from 'vitest';
import { listSyncSteps } from '../../../../src/storage/mirror/sync-steps.ts';
import { PULL_STEPS } from '../../../../src/sync/pull/steps/pull-steps.ts';
import { RECORD_LABELS } from '../../../../src/sync/pull/reading/record-types.ts';
import { runSteps } from '../../../../src/sync/pull/steps/run-steps.ts';
import { createSmallPortal, daysAgo } from '../../../fixtures/small-portal.ts';
import { startTestApp, type TestApp } from '../../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  const data = createSmallPortal();
  for (let id = 1; id <= 1_200; id += 1) {
    const times = { createdAt: daysAgo(30), updatedAt: daysAgo(30) };
    data.objects.companies.push({ id: String(20_000 + id), properties: { name: `Company ${id}` }, ...times });
  }
  app = await startTestApp({ data });
});
afterAll(() => app.stop());

test('a list that goes on after the first 1,000 records is counted once, so that the time left can be told', async () => {
  await app.install();
  const steps = PULL_STEPS.filter(({ name }) => name === 'companies' || name === 'contacts');
  await runSteps(app.context, app.context.clientFor(app.portalId, 'background'), steps, { concurrency: 1 });
  const held = await listSyncSteps(app.context.db.kysely, app.portalId);
  expect(held.filter(({ step }) => step in RECORD_LABELS).map(({ step, done, total }) => [step, done, total])).toEqual([
    ['companies', 1_204, 1_204],
    ['contacts', 5, null],
  ]);
  expect(app.standIn.requestLog.filter(({ path }) => path.endsWith('/search')).map(({ path }) => path)).toEqual([
    '/crm/objects/2026-09/companies/search',
  ]);
});
