import pino from 'pino';
import { afterAll, expect, test } from 'vitest';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import type { Model } from '../../../src/domain/model/model.ts';
import { createRandom } from '../../../src/sandbox/world/random.ts';
import { setPinned } from '../../../src/storage/accounts/account-scores.ts';
import { deleteCompanies, upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import { openDatabase, type Database } from '../../../src/storage/connection/database.ts';
import { moveCompanyHistory } from '../../../src/storage/mirror/merge-records.ts';
import { activateModel, saveModelDraft } from '../../../src/storage/portal/models.ts';
import { assignPortalTiers } from '../../../src/sync/refresh/assign-portal-tiers.ts';
import { computeAccounts } from '../../../src/sync/refresh/compute-accounts.ts';
import { keepNormsCurrent, loadScoring } from '../../../src/sync/refresh/load-scoring.ts';
import type { SyncContext } from '../../../src/sync/sync-context.ts';
import { checkScoreLog } from '../../fixtures/check-score-log.ts';
import { startPostgres } from '../../storage/start-postgres.ts';
import { company } from '../../storage/contract/mirror.ts';

const PORTAL_ID = 1;
const IDS = Array.from({ length: 30 }, (_, index) => String(100 + index));
const HOUR_MS = 3_600_000;
const WORKERS = 5;
const STEPS = 60;

const MODEL: Model = {
  ...defaultModel,
  tiering: {
    ...defaultModel.tiering,
    incumbencyBonus: 1,
    dwellDays: 3,
    rules: [
      { tier: 1, seats: 3, fitFloor: 60 },
      { tier: 2, seats: 4, fitFloor: 40 },
      { tier: 3, seats: 5, fitFloor: 20 },
    ],
  },
};

const { server, reason } = await startPostgres();
afterAll(() => server?.stop());

if (server === null) {
  // oxlint-disable-next-line vitest/no-disabled-tests -- a machine on which PostgreSQL cannot start
  test.skip(`concurrency on PostgreSQL, skipped: ${reason}`, () => undefined);
} else {
  test('five processes that compute, assign, pin, merge and forget at once leave a log that replays', async () => {
    const db = await openDatabase({ databaseUrl: await server.createDatabaseUrl() }, { outside: 'every' });
    const ada = { by: 'ada', at: Date.now() };
    await saveModelDraft(db.kysely, PORTAL_ID, MODEL, ada);
    await db.transaction((trx) => activateModel(trx, PORTAL_ID, 1, ada));
    const clock = { now: Date.now() };
    for (const [index, id] of IDS.entries()) await change(db, id, index * 90, clock);
    await Promise.all(Array.from({ length: WORKERS }, (_, seed) => work(db, clock, seed)));
    const { rows, rounds, differences } = await checkScoreLog(db.kysely, PORTAL_ID);
    expect(differences).toEqual([]);
    expect(rows).toBeGreaterThan(100);
    expect(rounds).toBeGreaterThan(5);
    await db.close();
  });
}

interface Clock {
  now: number;
}

async function work(db: Database, clock: Clock, seed: number): Promise<void> {
  const random = createRandom(seed);
  const context = {
    db,
    now: Date.now,
    scoringTime: () => clock.now,
    log: pino({ level: 'silent' }),
  } as unknown as SyncContext;
  for (let step = 0; step < STEPS; step += 1) {
    clock.now += Math.floor(random.next() * 12 * HOUR_MS);
    await takeStep(context, clock, random.next(), () => IDS[Math.floor(random.next() * IDS.length)] ?? '100');
  }
}

async function takeStep(context: SyncContext, clock: Clock, dice: number, any: () => string): Promise<void> {
  const { db } = context;
  await keepNormsCurrent(context, PORTAL_ID);
  const scoring = await loadScoring(context, PORTAL_ID);
  const [id, other] = [any(), any()];
  if (dice < 0.3) {
    await change(db, id, Math.floor(dice * 10_000), clock);
    await computeAccounts(context, PORTAL_ID, [id], scoring, { markAs: 'a click' });
  } else if (dice < 0.5) await computeAccounts(context, PORTAL_ID, IDS, scoring);
  else if (dice < 0.75) await assignPortalTiers(context, PORTAL_ID, scoring.model);
  else if (dice < 0.85) await db.transaction((trx) => setPinned(trx, PORTAL_ID, id, dice < 0.78, clock.now));
  else if (dice < 0.93 || id === other) await db.transaction((trx) => deleteCompanies(trx, PORTAL_ID, [id]));
  else {
    await db.transaction(async (trx) => {
      await moveCompanyHistory(trx, PORTAL_ID, [id], other);
      await deleteCompanies(trx, PORTAL_ID, [id]);
    });
  }
}

async function change(db: Database, id: string, size: number, clock: Clock): Promise<void> {
  clock.now += 1;
  const lifecyclestage = ['lead', 'customer', 'opportunity'][size % 3] ?? null;
  const properties = { industry: 'COMPUTER_SOFTWARE', numberofemployees: String(size), lifecyclestage };
  await upsertCompanies(db.kysely, PORTAL_ID, [company(id, { properties, updatedAt: clock.now })]);
}
