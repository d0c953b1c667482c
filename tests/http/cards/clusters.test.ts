import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rereadCompanies } from '../../../src/sync/pull/steps/reread-records.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { startSyncedApp, type SyncedApp } from '../../fixtures/synced-app.ts';

let app: SyncedApp;
beforeAll(async () => {
  app = await startSyncedApp();
  // Two accounts for one-to-few, of other industries and sizes.
  await sql`update account_scores set tier = 2 where company_id in ('101', '102')`.execute(app.context.db.kysely);
});
afterAll(() => app.stop());

const choose = (clusterBy: string | null) =>
  app.call('/api/settings/choices/clusters', { method: 'POST', body: { clusterBy } });
const clusterOf = async (id: string) => (await app.call(`/api/cards/account?companyId=${id}`)).body.cluster;

test('an account says which cluster it is in: by industry and size, or by the property an admin chose', async () => {
  expect((await clusterOf('101')).name).not.toBe((await clusterOf('102')).name);
  app.users.set('companies', '101', { web_technologies: 'Salesforce' });
  app.users.set('companies', '102', { web_technologies: 'Salesforce' });
  const since = Date.now();
  const { body } = await choose('web_technologies');
  expect(body).toMatchObject({ clusterBy: 'web_technologies' });
  await rereadCompanies(app.context, app.portalId, { since });
  const { label } = app.standIn.store.properties.companies.definitions.get('web_technologies')!;
  expect(await clusterOf('102')).toMatchObject({ name: `${label}: Salesforce`, accounts: 2 });
  await choose(null);
  await refreshPortal(app.context, app.portalId);
});

test('the clusters that what is chosen makes are listed, and who is in none', async () => {
  const read = async () => (await app.call('/api/settings/clusters')).body;
  const [one, other] = await Promise.all([clusterOf('101'), clusterOf('102')]);
  const bySize = await read();
  expect(bySize).toMatchObject({ count: 2, inNone: 0 });
  expect(new Set(bySize.shown.map(({ name }: { name: string }) => name))).toEqual(new Set([one.name, other.name]));
  await choose('domain');
  expect(await read()).toMatchObject({ count: 2, inNone: 0 });
  await choose('web_technologies');
  await sql`update companies set properties = properties - 'web_technologies' where company_id = '102'`.execute(
    app.context.db.kysely,
  );
  expect(await read()).toMatchObject({ count: 1, inNone: 1, shown: [{ accounts: 1 }] });
  await choose(null);
});

test('a property that the portal does not have is refused by its field', async () => {
  const { status, body } = await choose('no_such');
  expect(status).toBe(400);
  expect(body.error.faults).toMatchObject([{ field: 'clusterBy' }]);
});
