import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import type { Model } from '../../../src/domain/model/model.ts';
import { listAccountScores } from '../../../src/storage/accounts/account-scores.ts';
import { upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import { openDatabase, type Database } from '../../../src/storage/connection/database.ts';
import { activateModel, saveModelDraft } from '../../../src/storage/portal/models.ts';
import { getLastTierRound } from '../../../src/storage/target-list/tier-rounds.ts';
import { assignPortalTiers } from '../../../src/sync/refresh/assign-portal-tiers.ts';
import { computeAccounts } from '../../../src/sync/refresh/compute-accounts.ts';
import { loadScoring } from '../../../src/sync/refresh/load-scoring.ts';
import type { SyncContext } from '../../../src/sync/sync-context.ts';
import { memoryDatabase } from '../../fixtures/empty-cluster.ts';
import { checkScoreLog } from '../../fixtures/check-score-log.ts';
import { company } from '../../storage/contract/mirror.ts';

const PORTAL_ID = 1;
const IDS = Array.from({ length: 40 }, (_, index) => String(100 + index));
const MODEL: Model = {
  ...defaultModel,
  tiering: {
    ...defaultModel.tiering,
    incumbencyBonus: 0,
    dwellDays: 0,
    rules: [
      { tier: 1, seats: 3, fitFloor: 0 },
      { tier: 2, seats: 5, fitFloor: 0 },
      { tier: 3, seats: 10, fitFloor: 0 },
    ],
  },
};

let db: Database;
let context: SyncContext;
let now = Date.now();
beforeAll(async () => {
  db = await openDatabase(memoryDatabase());
  context = { db, now: Date.now, scoringTime: () => now, log: pino({ level: 'silent' }) } as unknown as SyncContext;
  const ada = { by: 'ada', at: now };
  await saveModelDraft(db.kysely, PORTAL_ID, MODEL, ada);
  await db.transaction((trx) => activateModel(trx, PORTAL_ID, 1, ada));
});
afterAll(() => db.close());

test('on an ordinary day a round writes those whose seat or scores moved, after a night the places of all', async () => {
  for (const [index, id] of IDS.entries()) await grow(id, index % 2 === 0 ? 'BANKING' : 'COMPUTER_SOFTWARE', '60');
  await compute(IDS);
  await assign({ places: true });
  const first = await positions();
  const last = [...first].toSorted(([, a], [, b]) => (b.rank ?? 0) - (a.rank ?? 0))[0]?.[0] ?? '';
  await grow(last, 'COMPUTER_SOFTWARE', '1500');
  await compute([last]);
  await assign({});
  const second = await positions();
  const moved = IDS.filter((id) => second.get(id)?.tier !== first.get(id)?.tier);
  expect(moved.length).toBeGreaterThan(1);
  expect(IDS.filter((id) => second.get(id)?.rank !== first.get(id)?.rank).toSorted()).toEqual(moved.toSorted());
  await assign({ places: true });
  const ranks = [...(await positions()).values()].map(({ rank }) => rank ?? 0);
  expect(ranks.toSorted((a, b) => a - b)).toEqual(IDS.map((_, index) => index + 1));
  expect((await checkScoreLog(db.kysely, PORTAL_ID)).differences).toEqual([]);
});

test('a round of a model that was replaced while accounts were computed by it is left to the active one', async () => {
  const before = await getLastTierRound(db.kysely, PORTAL_ID);
  const [id = ''] = IDS;
  await grow(id, 'COMPUTER_SOFTWARE', '2000');
  await compute([id]);
  const ada = { by: 'ada', at: now };
  const { version } = await saveModelDraft(db.kysely, PORTAL_ID, MODEL, ada);
  await db.transaction((trx) => activateModel(trx, PORTAL_ID, version, ada));
  await assign({});
  expect((await getLastTierRound(db.kysely, PORTAL_ID))?.round).toBe(before?.round);
  await assignPortalTiers(context, PORTAL_ID, { ...MODEL, version });
  expect(await getLastTierRound(db.kysely, PORTAL_ID)).toMatchObject({ modelVersion: version });
});

async function grow(id: string, industry: string, numberofemployees: string): Promise<void> {
  now += 1;
  const properties = { industry, numberofemployees };
  await upsertCompanies(db.kysely, PORTAL_ID, [company(id, { properties, updatedAt: now })]);
}

async function compute(ids: readonly string[]): Promise<void> {
  await computeAccounts(context, PORTAL_ID, ids, await loadScoring(context, PORTAL_ID));
}

async function assign(options: { places?: boolean }): Promise<void> {
  await assignPortalTiers(context, PORTAL_ID, { ...MODEL, version: 1 }, options);
}

async function positions(): Promise<Map<string, { rank: number | null; tier: number | null }>> {
  const scores = await listAccountScores(db.kysely, PORTAL_ID, IDS);
  return new Map(scores.map(({ companyId, rank, tier }) => [companyId, { rank, tier }]));
}
