import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '../../../src/domain/day-ms.ts';
import { agePortal } from '../../../src/sync/refresh/age-portal.ts';
import { rereadCompanies } from '../../../src/sync/pull/steps/reread-records.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import type { Json } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';
import { startSyncedApp, type SyncedApp } from '../../fixtures/synced-app.ts';

const MODEL = '/api/settings/model';
const RENEWAL = { id: 'renewal', label: 'Contract ends', property: 'contract_end' };
let app: SyncedApp;
let now = Date.now();
const ENDS = new Date(now + 45 * DAY_MS).toISOString().slice(0, 10);
beforeAll(async () => {
  const data = createSmallPortal();
  data.portal.timeZone = 'Pacific/Auckland';
  data.customProperties['companies'] = [
    { name: 'contract_end', label: 'Contract end', type: 'date', fieldType: 'date' },
    { name: 'has_contract', label: 'Has a contract', type: 'bool', fieldType: 'booleancheckbox' },
  ];
  const company = data.objects.companies.find(({ id }) => id === '101');
  if (company !== undefined) company.properties['contract_end'] = ENDS;
  app = await startSyncedApp({ data });
  app.context.scoringTime = () => now;
});
afterAll(() => app.stop());

const post = (path: string, body: unknown) => app.call(`${MODEL}${path}`, { method: 'POST', body });
const published = (): string => app.standIn.store.records.companies.get('101')?.properties['roundtable_fit'] ?? '';

async function change(draft: Json, when: object, property = RENEWAL.property) {
  const criteria = [{ ...RENEWAL, property, bands: [{ label: 'soon', when, points: 10 }] }];
  const model = { ...draft.model, fit: { criteria, disqualifiers: [] } };
  return post('/draft/change', { version: draft.version, revision: draft.revision, model });
}

async function publishedAt(at: number): Promise<string> {
  now = at;
  await agePortal(app.context, app.portalId);
  await refreshPortal(app.context, app.portalId);
  return published();
}

test('a date that comes near moves the fit in the night, and nothing else need happen', async () => {
  const { draft } = (await post('/draft', { requestId: 'with-a-date', from: { kind: 'active' } })).body;
  const refused = await change(draft, { kind: 'before', date: '2010-01-01' }, 'has_contract');
  expect(refused.body.error.faults).toEqual([
    {
      field: 'fit.criteria.0.bands.0.when.kind',
      problem: 'asks for a date, and "has_contract" is of type bool in this account',
    },
  ]);
  const { body } = await change(draft, { kind: 'inNextDays', days: 30 });
  await rereadCompanies(app.context, app.portalId, { since: Date.now() });
  const { version, revision } = body.draft;
  expect((await post('/activate', { requestId: 'activate-dates', version, revision })).status).toBe(200);
  await refreshPortal(app.context, app.portalId);
  expect(published()).toBe('0');

  expect(await publishedAt(now + 20 * DAY_MS)).toBe('100');
  // In Auckland the day ends at 11:00Z or 12:00Z, by the season.
  expect(await publishedAt(Date.parse(`${ENDS}T10:30Z`))).toBe('100');
  expect(await publishedAt(Date.parse(`${ENDS}T12:30Z`))).toBe('0');
});
