import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { listOpenProposals } from '../../../src/storage/target-list/proposals.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import {
  proposeForAccounts,
  proposeForOne,
  type ListWish,
  type WishReport,
} from '../../../src/sync/target-list/propose-for-accounts.ts';
import { AVA, MIA, SAM, adoptList, giveKeys, withColleagues } from '../../fixtures/kept-list.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';
import { createSellingPortal } from '../../fixtures/selling-portal.ts';

let app: TestApp;
/** Ids of accounts in Tier 2. */
let ids: string[];

beforeAll(async () => {
  app = await startTestApp({ data: withColleagues(createSellingPortal(12)) });
  await app.installAndSync();
  await refreshPortal(app.context, app.portalId);
  await giveKeys(app);
  await adoptList(app);
  const { rows } = await sql<{ company_id: string }>`update account_scores set tier = 2, tier_since = now()
    where portal_id = ${app.portalId} returning company_id`.execute(app.context.db.kysely);
  ids = rows.map((row) => row.company_id).toSorted();
});
afterAll(() => app.stop());

const by = (userEmail: string) => ({ portalId: app.portalId, userEmail });
const propose = (wish: Partial<ListWish>, { userEmail } = SAM): Promise<WishReport[]> =>
  proposeForAccounts(app.context, by(userEmail), {
    requestId: 'wish-many',
    companyIds: ids.slice(0, 6),
    tier: 1,
    reason: ' They asked for us ',
    ...wish,
  });
const outcomes = (reports: readonly WishReport[]): string[] =>
  reports.map((each) => ('proposal' in each ? each.proposal.status : each.refusal.message));
const open = () => listOpenProposals(app.context.db.kysely, app.portalId);
const countProposed = async (): Promise<number> =>
  (await listAudit(app.context.db.kysely, app.portalId, 500)).filter(
    ({ actor, action }) => actor === SAM.userEmail && action === 'change proposed',
  ).length;

test('many accounts are proposed at once, each by itself; who cannot be does not hold up the others', async () => {
  const [there = '', excluded = '', mias = '', scores = '', ...free] = ids.slice(0, 6);
  const { kysely } = app.context.db;
  await sql`update account_scores set tier = 1 where company_id = ${there} and portal_id = ${app.portalId}`.execute(
    kysely,
  );
  await sql`update account_scores set disqualified_by = 'Competitor'
    where company_id = ${excluded} and portal_id = ${app.portalId}`.execute(kysely);
  const wish = { requestId: 'wish-mia', companyId: mias, tier: 1, reason: 'I was first' } as const;
  await proposeForOne(app.context, by(MIA.userEmail), wish);
  await proposeForOne(app.context, by(AVA.userEmail), {
    ...wish,
    requestId: 'wish-scores',
    companyId: scores,
    tier: 3,
  });
  await sql`update proposals set proposed_by = 'scores' where company_id = ${scores}`.execute(kysely);
  const before = await countProposed();

  const reports = await propose({ companyIds: [...ids.slice(0, 6), ids[5] ?? '', '999'] });
  expect(reports.map(({ companyId }) => companyId)).toEqual([...ids.slice(0, 6), '999']);
  expect(outcomes(reports)).toEqual([
    'Already in Tier 1.',
    'The model excludes this account (Competitor): the scores would propose at once to take it off again.',
    'A proposal about this account is open: approve or reject that one first.',
    'open',
    'open',
    'open',
    'This account is not known, or not scored yet.',
  ]);
  const mine = (await open()).filter(({ proposedBy }) => proposedBy === SAM.userEmail);
  expect(mine.map(({ companyId }) => companyId).toSorted()).toEqual([scores, ...free].toSorted());
  for (const proposal of mine) {
    expect(proposal).toMatchObject({ reason: 'They asked for us', fromTier: 2, change: { kind: 'move', tier: 1 } });
  }
  expect(await countProposed()).toBe(before + 3);
  expect((await open()).filter(({ companyId }) => companyId === scores)).toHaveLength(1);
});

test('sent twice they are proposed once', async () => {
  const before = await countProposed();
  const again = await Promise.all([propose({}), propose({})]);
  for (const reports of again) expect(outcomes(reports).filter((each) => each === 'open')).toHaveLength(3);
  expect(await countProposed()).toBe(before);
});

test('an account that the model excludes is proposed to leave all the same', async () => {
  const [report] = await propose({ requestId: 'wish-leave', companyIds: ids.slice(1, 2), tier: null });
  expect(report).toMatchObject({ proposal: { status: 'open', change: { kind: 'remove' } } });
});
