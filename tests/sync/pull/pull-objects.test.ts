import { afterEach, expect, test } from 'vitest';
import { listSyncSteps } from '../../../src/storage/sync-steps.ts';
import { createSmallPortal, daysAgo } from '../../fixtures/small-portal.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
afterEach(() => app.stop());

test('a list that goes on after the first 1,000 records is counted once, so that the time left can be told', async () => {
  const data = createSmallPortal();
  for (let id = 1; id <= 1_200; id += 1) {
    const times = { createdAt: daysAgo(30), updatedAt: daysAgo(30) };
    data.objects.companies.push({ id: String(20_000 + id), properties: { name: `Company ${id}` }, ...times });
  }
  app = await startTestApp({ data });
  await app.installAndSync();
  const steps = await listSyncSteps(app.context.db.kysely, app.portalId);
  const known = new Map(steps.map(({ step, done, total }) => [step, { done, total }]));
  expect(known.get('companies')).toEqual({ done: 1_204, total: 1_204 });
  expect(known.get('contacts')?.total).toBeNull();
  expect(app.standIn.requestLog.filter(({ path }) => path.endsWith('/search')).map(({ path }) => path)).toEqual([
    '/crm/objects/2026-09/companies/search',
  ]);
});
