import { afterAll, beforeAll, expect, test } from 'vitest';
import { listCompanies, upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import { markAllStale, markStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { switchPlay } from '../../../src/sync/plays/change-play.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { changing } from '../../fixtures/changing.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

const PLAY = 'request-unanswered';
/** Makes the account a tier of its own, or takes it away: tiers are assigned anew, and some move. */
const SIZES = ['3', '2000'];

let app: TestApp;
const now = Date.now();
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
  app.context.scoringTime = () => now;
});
afterAll(() => app.stop());

async function resize(companyId: string, numberofemployees: string): Promise<void> {
  const { kysely } = app.context.db;
  const [company] = await listCompanies(kysely, app.portalId, [companyId]);
  if (company === undefined) throw new Error(`no company ${companyId}`);
  const properties = { ...company.properties, numberofemployees };
  await upsertCompanies(kysely, app.portalId, [{ ...company, properties, updatedAt: company.updatedAt + 1 }]);
  await markStale(kysely, app.portalId, [companyId], 'company changed');
}

const computed = () =>
  app.context.db.kysely
    .selectFrom('account_scores')
    .select(['company_id', 'tier', 'result'])
    .where('portal_id', '=', app.portalId)
    .orderBy('company_id')
    .execute();

test('what an admin chooses at any moment of a refresh is what all accounts are computed by in the end', async () => {
  const { portalId } = app;
  let wasReached = true;
  let tiersMoved = 0;
  for (let n = 1; wasReached; n += 1) {
    const before = await computed();
    await resize('101', SIZES[n % 2] ?? '');
    const enabled = n % 2 === 0;
    const refresh = changing(app.context, n, () =>
      switchPlay(app.context, { portalId, changedBy: 'a@b.example', playId: PLAY, enabled }),
    );
    await refreshPortal(refresh.context, portalId);
    wasReached = refresh.wasReached();
    // The refresh that the change asked for.
    await refreshPortal(app.context, portalId);
    const after = await computed();
    await markAllStale(app.context.db.kysely, portalId, 'to compare');
    await refreshPortal(app.context, portalId);
    expect(after, `chosen after statement ${n}`).toEqual(await computed());
    if (before.some(({ tier }, index) => tier !== after[index]?.tier)) tiersMoved += 1;
  }
  // Without one, the computing of those that moved would not have been seen.
  expect(tiersMoved).toBeGreaterThan(0);
});
