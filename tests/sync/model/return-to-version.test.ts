import { afterAll, beforeAll, expect, test } from 'vitest';
import { previewModel, type PreviewedAccount } from '../../../src/domain/model/preview-model.ts';
import type { Model } from '../../../src/domain/model/model.ts';
import { listAccountScores } from '../../../src/storage/accounts/account-scores.ts';
import { listSeated } from '../../../src/storage/accounts/minimum-stays.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { listCompanies, listCompanyIds } from '../../../src/storage/mirror/companies.ts';
import { getActiveModel, listModels } from '../../../src/storage/portal/models.ts';
import { saveApprovedTier } from '../../../src/storage/target-list/target-list.ts';
import { activateVersion } from '../../../src/sync/model/activate-version.ts';
import { changeDraft, openDraft } from '../../../src/sync/model/drafts.ts';
import { comparePortal } from '../../../src/sync/model/preview-model.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { changeSettings } from '../../../src/sync/settings/change-settings.ts';
import { checkScoreLog } from '../../fixtures/check-score-log.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal, daysAgo } from '../../fixtures/small-portal.ts';

const DAY_MS = 86_400_000;
const BY = 'ada@vendor.example';
let app: TestApp;
let now = Date.now();
let asked = 0;

beforeAll(async () => {
  const data = createSmallPortal();
  for (let index = 0; index < 20; index += 1) {
    data.objects.companies.push({
      id: String(201 + index),
      properties: { name: `Company ${index}`, numberofemployees: String(30 * (index + 1) ** 2) },
      createdAt: daysAgo(300),
      updatedAt: daysAgo(9),
    });
  }
  app = await startTestApp({ data });
  app.context.scoringTime = () => now;
  await app.installAndSync();
});
afterAll(() => app.stop());

const kysely = () => app.context.db.kysely;

/** Lets days pass, and brings every account up to them. */
async function refreshAfter(days: number): Promise<void> {
  now += days * DAY_MS;
  await markAllStale(kysely(), app.portalId, 'test');
  await refreshPortal(app.context, app.portalId);
}

async function draft(change: (model: Model) => Model): Promise<{ model: Model; revision: number }> {
  asked += 1;
  const from = { kind: 'active' } as const;
  const opened = await openDraft(app.context, app.portalId, { requestId: `open-${asked}`, from, by: BY });
  const { version, ...content } = change(opened.model);
  return changeDraft(app.context, app.portalId, { version, model: content, by: BY });
}

async function activate(version: number, revision: number): Promise<void> {
  asked += 1;
  const requestId = `activate-${asked}`;
  await activateVersion(app.context, app.portalId, { requestId, version, revision, by: BY });
  await refreshPortal(app.context, app.portalId);
}

async function readAccounts(): Promise<PreviewedAccount[]> {
  const ids = await listCompanyIds(kysely(), app.portalId, null, 1_000);
  const names = new Map((await listCompanies(kysely(), app.portalId, ids)).map((each) => [each.companyId, each.name]));
  const scores = await listAccountScores(kysely(), app.portalId, ids);
  return scores.map(({ companyId, tier, stage, fit, engagement }) => {
    return { companyId, name: names.get(companyId) ?? '', tier, stage, fit, engagement: engagement ?? 0 };
  });
}

/** Few seats, so that who holds one matters, and no bonus for it: what is left is the minimum stay. */
function withFewSeats(model: Model): Model {
  const rules = ([1, 2, 3] as const).map((tier) => ({ tier, seats: 2 * tier, fitFloor: 0 }));
  return { ...model, tiering: { ...model.tiering, rules, incumbencyBonus: 0 } };
}

/** The smallest companies in the place of the largest. */
function upsideDown(model: Model): Model {
  const [size, ...others] = model.fit.criteria;
  if (size === undefined) throw new Error('no criterion');
  const points = size.bands.map((band) => band.points).toSorted((a, b) => a - b);
  const bands = size.bands.map((band, index) => ({ ...band, points: points[index] ?? 0 }));
  return { ...model, fit: { ...model.fit, criteria: [{ ...size, bands }, ...others] } };
}

test('going back gives back the tiers that the version which is left had taken, as its preview says', async () => {
  const first = await draft(withFewSeats);
  await activate(first.model.version, first.revision);
  await refreshAfter(40);
  await changeSettings(app.context, app.portalId, ({ guide }) => ({ guide: { ...guide, finished: 'done' } }), BY);
  const before = await readAccounts();

  const second = await draft(upsideDown);
  await activate(second.model.version, second.revision);
  const meanwhile = await readAccounts();
  expect(previewModel(before, meanwhile).tierMoves.length).toBeGreaterThan(4);
  const seated = await listSeated(kysely(), app.portalId, second.model.version);
  expect(seated.length).toBeGreaterThan(2);

  const active = await getActiveModel(kysely(), app.portalId);
  const stored = (await listModels(kysely(), app.portalId)).find((each) => each.model.version === first.model.version);
  if (active === null || stored === undefined) throw new Error('no version to go back to');
  const { proposed: _none, ...preview } =
    (await comparePortal(app.context, app.portalId, [active, stored.model])) ?? {};
  await activate(first.model.version, first.revision);
  expect(await readAccounts()).toEqual(before);
  expect(preview).toEqual(previewModel(meanwhile, before));
  expect((await checkScoreLog(kysely(), app.portalId)).differences).toEqual([]);
});

test('a draft ends nobody’s stay, and who holds a tier by an approval was not seated by a version', async () => {
  const third = await draft(upsideDown);
  const ids = await listCompanyIds(kysely(), app.portalId, null, 1_000);
  const readTiers = async () =>
    new Map((await listAccountScores(kysely(), app.portalId, ids)).map((each) => [each.companyId, each]));
  const staying = [...(await readTiers()).values()].filter(({ tier, tierSince }) => tier !== null && tierSince === now);
  expect(staying.length).toBeGreaterThan(2);
  await activate(third.model.version, third.revision);
  const tiers = await readTiers();
  for (const { companyId, tier } of staying) expect(tiers.get(companyId)?.tier).toBeLessThanOrEqual(tier ?? 0);

  await refreshAfter(40);
  const [companyId = ''] = await listSeated(kysely(), app.portalId, third.model.version);
  expect(companyId).not.toBe('');
  const approved = { companyId, tier: null, pinned: false, reason: '', proposalId: 'p' };
  await app.context.db.transaction(async (trx) => {
    await saveApprovedTier(trx, app.portalId, approved, now);
    await saveApprovedTier(trx, app.portalId, { ...approved, tier: 1 }, now);
  });
  expect(await listSeated(kysely(), app.portalId, third.model.version)).not.toContain(companyId);
  expect(await listSeated(kysely(), app.portalId)).toContain(companyId);
});
