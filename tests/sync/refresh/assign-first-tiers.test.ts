import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAccountScores } from '../../../src/storage/accounts/account-scores.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { publishAccounts } from '../../../src/sync/publish/publish-accounts.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { checkScoreLog } from '../../fixtures/check-score-log.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

/** So many chunks of a first run that there is something left where it is cut off. */
const IDS = Array.from({ length: 1_150 }, (_, index) => String(1_000 + index));
/** Those of the small portal. */
const SMALL = ['101', '102', '103', '104'];

let app: TestApp;
beforeAll(async () => {
  const data = createSmallPortal();
  const [first] = data.objects.companies;
  if (first === undefined) throw new Error('no company');
  for (const id of IDS) {
    const properties = { name: `Company ${id}`, industry: 'COMPUTER_SOFTWARE', numberofemployees: id };
    data.objects.companies.push({ ...first, id, properties });
  }
  app = await startTestApp({ data });
  await app.installAndSync();
});
afterAll(() => app.stop());

const kysely = () => app.context.db.kysely;
const updates = () => app.proxy.requests.filter(({ path }) => path.endsWith('/companies/batch/update'));

test('a first run that is cut off has scores and shows nothing, and the next one ends it', async () => {
  for (const table of ['account_scores', 'tier_rounds', 'score_log', 'published_properties'] as const) {
    await kysely().deleteFrom(table).execute();
  }
  await markAllStale(kysely(), app.portalId, 'test');
  app.proxy.requests.length = 0;
  const now = Date.now();
  const stop = new AbortController();
  let calls = 0;
  app.context.scoringTime = () => {
    calls += 1;
    if (calls > 4) stop.abort();
    return now;
  };
  await expect(refreshPortal(app.context, app.portalId, stop.signal)).rejects.toThrow(/abort/i);
  const begun = await listAccountScores(kysely(), app.portalId, IDS);
  expect(begun.length).toBeGreaterThan(0);
  expect(begun.length).toBeLessThan(IDS.length);
  expect(begun.filter(({ result, tier }) => result !== null || tier !== null)).toEqual([]);
  expect(updates()).toHaveLength(0);

  app.context.scoringTime = () => now;
  await refreshPortal(app.context, app.portalId);
  const all = await listAccountScores(kysely(), app.portalId, [...SMALL, ...IDS]);
  expect(all.filter(({ result }) => result !== null)).toHaveLength(all.length);
  expect(all.filter(({ tier }) => tier === 1)).toHaveLength(25);
  expect(updates()).toHaveLength(Math.ceil(all.length / 100));
  expect((await checkScoreLog(kysely(), app.portalId)).differences).toEqual([]);
});

test('where others are to come, accounts that do not fill a request are left for them', async () => {
  await kysely().deleteFrom('published_properties').execute();
  app.proxy.requests.length = 0;
  const some = IDS.slice(0, 250);
  const first = await publishAccounts(app.context, app.portalId, some, { onlyFull: true });
  expect(first).toEqual({ written: 200, refused: 0, left: some.slice(200) });
  const rest = await publishAccounts(app.context, app.portalId, some);
  expect(rest).toEqual({ written: 50, refused: 0, left: [] });
  expect(updates()).toHaveLength(3);
});
