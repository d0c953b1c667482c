import { afterAll, beforeAll, expect, test } from 'vitest';
import { rereadCompanies } from '../../../../src/sync/pull/steps/reread-records.ts';
import { syncRecords } from '../../../../src/sync/pull/mirror/sync-records.ts';
import { refreshPortal } from '../../../../src/sync/refresh/refresh-portal.ts';
import type { Json } from '../../../fixtures/running-app.ts';
import { startSyncedApp, type SyncedApp } from '../../../fixtures/synced-app.ts';

let app: SyncedApp;
beforeAll(async () => {
  app = await startSyncedApp();
});
afterAll(() => app.stop());

const post = (path: string, body: object) => app.call(path, { method: 'POST', body });
const map = async (change: 'map' | 'unmap', property: string, use?: string): Promise<void> => {
  const since = Date.now();
  const body = use === undefined ? { property } : { property, use, source: 'the sales team' };
  expect((await post(`/api/settings/choices/${change}-property`, body)).status).toBe(200);
  await rereadCompanies(app.context, app.portalId, { since });
  await refreshPortal(app.context, app.portalId);
};
const set = async (id: string, values: Record<string, string>): Promise<void> => {
  app.users.set('companies', id, values);
  const client = app.context.clientFor(app.portalId, 'background');
  await syncRecords(app.context, client, 'companies', [id]);
  await refreshPortal(app.context, app.portalId);
};
const card = async (): Promise<Json> => (await app.call('/api/cards/account?companyId=101')).body;
const competitors = async (): Promise<string[]> => (await card()).plan.competitors.map(({ text }: Json) => text);

test('what a mapped property says stands in the plan beside what people noted, and in the brief', async () => {
  await post('/api/cards/account/plan/note', {
    companyId: '101',
    kind: 'competitor',
    text: 'Orbis',
    requestId: 'note-orbis-1',
  });
  app.users.set('companies', '101', { web_technologies: 'Acme ERP; on trial' });
  await map('map', 'web_technologies', 'competitor');
  expect((await competitors()).toSorted()).toEqual(['Acme ERP; on trial', 'Orbis']);
  const { plan, brief } = await card();
  expect(plan.competitors.map(({ isMapped }: Json) => isMapped).toSorted()).toEqual([false, true]);
  expect(JSON.stringify(brief)).toContain('Acme ERP; on trial');
});

test('a value that moves is the new text; it is not taken out on the card', async () => {
  await set('101', { web_technologies: 'Nimbus' });
  expect((await competitors()).toSorted()).toEqual(['Nimbus', 'Orbis']);
  const { plan } = await card();
  const { itemId } = plan.competitors.find(({ isMapped }: Json) => isMapped);
  const refused = await post('/api/cards/account/plan/drop', {
    companyId: '101',
    itemId,
    requestId: 'drop-nimbus-1',
  });
  expect(refused.status).toBe(400);
  expect(await competitors()).toContain('Nimbus');
});

test('a choice is named by its label, and one that is unset or mapped no more is gone', async () => {
  await map('map', 'industry', 'initiative');
  const { options } = app.standIn.store.properties.companies.definitions.get('industry')!;
  const held = app.standIn.store.records.companies.get('101')!.properties['industry'];
  const { label } = options.find(({ value }) => value === held)!;
  expect((await card()).plan.initiatives.map(({ text }: Json) => text)).toEqual([label]);
  await set('101', { web_technologies: '' });
  expect(await competitors()).toEqual(['Orbis']);
  await map('unmap', 'industry');
  await map('unmap', 'web_technologies');
  expect((await card()).plan.initiatives).toEqual([]);
  expect(await competitors()).toEqual(['Orbis']);
});
