import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getAccountScore } from '../../../src/storage/accounts/account-scores.ts';
import { loadReviewedResults } from '../../../src/storage/program/weekly-review.ts';
import { toSnapshot } from '../../../src/sync/refresh/account-snapshot.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
  await refreshPortal(app.context, app.portalId);
});
afterAll(() => app.stop());

test('a review reads of a stored result what its snapshot says, and nothing of one that was erased', async () => {
  const { kysely } = app.context.db;
  const read = () => loadReviewedResults(kysely, app.portalId, ['101', '102', 'none']);
  const score = await getAccountScore(kysely, app.portalId, '101');
  const { result, plays, rests, outlook } = toSnapshot(score!)!;
  const { roles, missingRoles, risks } = result.committee;
  expect(plays.length).toBeGreaterThan(1);
  expect((await read()).get('101')).toEqual({
    stage: result.stage.id,
    committee: JSON.parse(JSON.stringify({ roles, missingRoles, risks })),
    plays: plays.map(({ playId, name, whyNow }) => ({ playId, name, why: whyNow[0]?.sentence ?? '' })),
    rests,
    exit: outlook.exit,
    lastDays: {
      engagement: { from: result.engagement.weekAgo, to: result.engagement.total },
      intent: { from: outlook.intentWeekAgo, to: result.intent.total },
    },
  });
  await sql`update account_scores set result = null where company_id = '101'`.execute(kysely);
  expect([...(await read()).keys()]).toEqual(['102']);
});
