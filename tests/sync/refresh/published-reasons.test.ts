import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutPlace } from '../../../src/domain/tiering/give-reason.ts';
import { writePlain } from '../../../src/domain/write-plain.ts';
import { listAccountScores } from '../../../src/storage/accounts/account-scores.ts';
import { countStale, markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { activateModel, getActiveModel, saveModelDraft } from '../../../src/storage/portal/models.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

/** More than a refresh computes before it begins to publish. */
const IDS = Array.from({ length: 600 }, (_, index) => String(1_000 + index));

let app: TestApp;
beforeAll(async () => {
  const data = createSmallPortal();
  const [first] = data.objects.companies;
  if (first === undefined) throw new Error('no company');
  for (const [index, id] of IDS.entries()) {
    const numberofemployees = String((index * 7) % 3_000);
    const properties = { name: `Company ${id}`, industry: 'COMPUTER_SOFTWARE', numberofemployees };
    data.objects.companies.push({ ...first, id, properties });
  }
  app = await startTestApp({ data });
  await app.installAndSync();
});
afterAll(() => app.stop());

const kysely = () => app.context.db.kysely;
const said = (reason: string) => withoutPlace(writePlain(reason.split('\n')[0] ?? '', 'UTC'));

test('where seats are taken away HubSpot holds of every account the reason that its card says', async () => {
  const model = await getActiveModel(kysely(), app.portalId);
  if (model === null) throw new Error('no model');
  const rules = model.tiering.rules.map((rule) => ({ ...rule, seats: rule.seats - 3 }));
  const ada = { by: 'ada', at: Date.now() };
  const fewer = { ...model, tiering: { ...model.tiering, rules } };
  const { version } = await saveModelDraft(kysely(), app.portalId, fewer, ada);
  await app.context.db.transaction((trx) => activateModel(trx, app.portalId, version, ada));
  await markAllStale(kysely(), app.portalId, 'the model changed');
  await refreshPortal(app.context, app.portalId);
  const stored = await listAccountScores(kysely(), app.portalId, IDS);
  const behind = stored.filter(({ companyId, tierReason }) => {
    const held = app.standIn.store.records.companies.get(companyId)?.properties['roundtable_reasons'];
    return said(held ?? '') !== said(tierReason);
  });
  expect(stored).toHaveLength(IDS.length);
  expect(stored.filter(({ tierReason }) => tierReason.includes('for 22 Tier 1 seats')).length).toBeGreaterThan(100);
  expect(behind.map(({ companyId, tierReason }) => [companyId, tierReason])).toEqual([]);
  expect(await countStale(kysely(), app.portalId)).toBe(0);
});
