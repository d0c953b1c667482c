import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getAccountScore } from '../../../src/storage/accounts/account-scores.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { upsertOwners } from '../../../src/storage/mirror/owners.ts';
import { activateModel, getActiveModel, saveModelDraft } from '../../../src/storage/portal/models.ts';
import { findProposals, listOpenProposals } from '../../../src/storage/target-list/proposals.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { getKeptList, listKeptOut } from '../../../src/storage/target-list/target-list.ts';
import { decideProposals, type Verdict } from '../../../src/sync/target-list/decide-proposals.ts';
import { chooseAutoApply, giveRight, takeRight } from '../../../src/sync/target-list/keys.ts';
import { proposeAdoption } from '../../../src/sync/target-list/propose-adoption.ts';
import { proposeForOne } from '../../../src/sync/target-list/propose-for-accounts.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { checkScoreLog } from '../../fixtures/check-score-log.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

const DAY_MS = 86_400_000;
const INSTALLER = 'ava@vendor.example';
const MIA = 'mia@vendor.example';
const SAM = 'sam@vendor.example';
const BY_MARKETING: Verdict = { verdict: 'approve', side: 'marketing' };
const BY_SALES: Verdict = { verdict: 'approve', side: 'sales' };

const EMPTIED = [
  ...(['proposals', 'list_members', 'target_lists', 'portal_settings'] as const),
  ...(['account_scores', 'score_log', 'tier_rounds'] as const),
] as const;

let app: TestApp;
/** How far the clock is ahead, in ms. */
let ahead = 0;
const clock = (): number => Date.now() + ahead;
let wishes = 0;

/** Seats of Tier 1, 2 and 3. Four companies fit: 101, 102, 103 and (a little) 105; 104 fits nowhere. */
async function seat(...seats: [number, number, number]): Promise<void> {
  const { kysely, transaction } = app.context.db;
  const model = await getActiveModel(kysely, app.portalId);
  if (model === null) throw new Error('no model');
  const rules = seats.map((each, index) => ({ tier: (index + 1) as 1 | 2 | 3, seats: each, fitFloor: 20 }));
  const tiering = { ...model.tiering, rules, dwellDays: 0 };
  const { version } = await saveModelDraft(kysely, app.portalId, { ...model, tiering }, { by: 'ava', at: clock() });
  await transaction(async (trx) => {
    await activateModel(trx, app.portalId, version, { by: 'ava', at: clock() });
    await markAllStale(trx, app.portalId, 'model changed');
  });
  await refresh();
}

const refresh = () => refreshPortal(app.context, app.portalId);
const as = (userEmail: string) => ({ portalId: app.portalId, userEmail });
const tiers = async () => {
  const held = await Promise.all(
    ['101', '102', '103', '104'].map((id) => getAccountScore(app.context.db.kysely, app.portalId, id)),
  );
  return held.map((score) => score?.tier ?? null);
};
const byTier = (one: number | null, other: number | null) => (one ?? 9) - (other ?? 9);
const open = () => listOpenProposals(app.context.db.kysely, app.portalId);
const decide = async (email: string, proposalId: string, verdict: Verdict) =>
  (await decideProposals(app.context, as(email), [proposalId], verdict))[0];
const wish = (companyId: string, tier: 1 | 2 | 3 | null, requestId = `wish-${(wishes += 1)}`) =>
  proposeForOne(app.context, as(SAM), { requestId, companyId, tier, reason: 'They asked for us' });
const audited = async () =>
  (await listAudit(app.context.db.kysely, app.portalId, 100)).map(({ actor, action }) => `${actor}: ${action}`);

async function adopt(): Promise<void> {
  const { proposalId } = await proposeAdoption(app.context, as(MIA), `adopt-${(wishes += 1)}`);
  await decide(MIA, proposalId, BY_MARKETING);
  await decide(SAM, proposalId, BY_SALES);
}

beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
  app.context.now = clock;
  app.context.scoringTime = clock;
  const person = { userId: null, active: true };
  await upsertOwners(app.context.db.kysely, app.portalId, [
    { ownerId: '9001', email: MIA, name: 'Mia', ...person },
    { ownerId: '9002', email: SAM, name: 'Sam', ...person },
    { ownerId: '9003', email: 'gone@vendor.example', name: 'Gone', ...person, active: false },
  ]);
});
afterAll(() => app.stop());

/** A provisional list: one of three that fit in Tier 1, the others in Tier 2. Mia and Sam hold a key each. */
beforeEach(async () => {
  const { kysely } = app.context.db;
  for (const table of EMPTIED) await kysely.deleteFrom(table).execute();
  await markAllStale(kysely, app.portalId, 'test');
  await giveRight(app.context, as(INSTALLER), 'marketing', MIA);
  await giveRight(app.context, as(INSTALLER), 'sales', SAM);
  await seat(1, 2, 0);
});

describe('a provisional list', () => {
  test('gives tiers at once and takes no proposal about an account', async () => {
    expect((await tiers()).toSorted(byTier)).toEqual([1, 2, 2, null]);
    await seat(3, 0, 0);
    expect((await tiers()).toSorted(byTier)).toEqual([1, 1, 1, null]);
    await expect(wish('104', 3)).rejects.toThrow('provisional');
    expect(await open()).toEqual([]);
  });

  test('is kept with two keys once both have approved it as it stands', async () => {
    const first = await proposeAdoption(app.context, as(MIA), 'adopt-once');
    expect((await proposeAdoption(app.context, as(SAM), 'adopt-twice')).proposalId).toBe(first.proposalId);
    expect(await decide(MIA, first.proposalId, BY_MARKETING)).toMatchObject({ status: 'open', refusal: null });
    expect(await getKeptList(app.context.db.kysely, app.portalId)).toBeNull();
    expect(await decide(SAM, first.proposalId, BY_SALES)).toMatchObject({ status: 'approved' });
    expect(await getKeptList(app.context.db.kysely, app.portalId)).toEqual({
      keptSince: expect.any(Number),
      proposalId: first.proposalId,
      refreshedAt: null,
    });
    await expect(proposeAdoption(app.context, as(MIA), 'adopt-again')).rejects.toThrow('already');
  });
});

describe('a list that is kept with two keys', () => {
  test('changes by proposals of the scoring, which say what speaks for them and who would leave', async () => {
    await adopt();
    const before = await tiers();
    await seat(2, 1, 0);
    expect(await tiers()).toEqual(before);
    const [proposal, ...others] = await open();
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({ change: { kind: 'move', tier: 1 }, fromTier: 2, proposedBy: 'scores' });
    await refresh();
    expect(await open()).toEqual([proposal]);
    const id = proposal?.proposalId ?? '';
    expect(await decide(MIA, id, BY_MARKETING)).toMatchObject({ status: 'open' });
    expect(await decide(MIA, id, BY_MARKETING)).toMatchObject({ status: 'open', refusal: null });
    expect(await tiers()).toEqual(before);
    expect(await decide(SAM, id, BY_SALES)).toMatchObject({ status: 'approved' });
    expect((await tiers()).toSorted(byTier)).toEqual([1, 1, 2, null]);
    expect(await getAccountScore(app.context.db.kysely, app.portalId, proposal?.companyId ?? '')).toMatchObject({
      tierReason: 'Tier 1: approved by Marketing and Sales',
      pinned: false,
    });
    await refresh();
    expect(await open()).toEqual([]);
    expect((await checkScoreLog(app.context.db.kysely, app.portalId)).differences).toEqual([]);
    expect((await audited()).slice(0, 3)).toEqual([
      `${SAM}: proposal approved`,
      `${MIA}: proposal approved`,
      'roundtable: change proposed',
    ]);
  });

  test('lets nobody turn both keys, nor a key they do not hold', async () => {
    await giveRight(app.context, as(INSTALLER), 'marketing', SAM);
    await adopt();
    const { proposalId } = await wish('104', 3);
    expect((await decide(INSTALLER, proposalId, BY_SALES))?.refusal).toContain('do not hold the key of Sales');
    expect(await decide(SAM, proposalId, BY_SALES)).toMatchObject({ refusal: null });
    expect((await decide(SAM, proposalId, BY_MARKETING))?.refusal).toContain('turned one key already');
    expect(await tiers()).toMatchObject([expect.anything(), expect.anything(), expect.anything(), null]);
    expect(await decide(SAM, 'no such proposal', BY_SALES)).toMatchObject({ status: 'unknown' });
  });

  test('applies by itself what the settings allow, where there is a seat', async () => {
    await seat(1, 1, 0);
    await adopt();
    await seat(1, 1, 1);
    expect((await tiers()).toSorted(byTier)).toEqual([1, 2, 3, null]);
    expect(await open()).toEqual([]);
    await chooseAutoApply(app.context, as(INSTALLER), { addTo: [], moveTo: [1, 2, 3], remove: true });
    await seat(1, 0, 0);
    expect((await tiers()).toSorted(byTier)).toEqual([1, null, null, null]);
    expect(await audited()).toContain('roundtable: list changed');
    expect((await checkScoreLog(app.context.db.kysely, app.portalId)).differences).toEqual([]);
  });

  test('keeps a full tier at its seats although one may come in by itself', async () => {
    await seat(1, 1, 1);
    await adopt();
    await seat(0, 1, 1);
    const held = (await tiers()).toSorted(byTier);
    expect(held.filter((tier) => tier === 3)).toHaveLength(1);
    expect(held.filter((tier) => tier !== null)).toHaveLength(3);
  });

  test('withdraws a proposal that the scores no longer want', async () => {
    await adopt();
    await seat(2, 1, 0);
    const [proposal] = await open();
    await seat(1, 2, 0);
    expect(await open()).toEqual([]);
    expect(await findProposals(app.context.db.kysely, app.portalId, [proposal?.proposalId ?? ''])).toMatchObject([
      { status: 'withdrawn' },
    ]);
    expect(await decide(MIA, proposal?.proposalId ?? '', BY_MARKETING)).toMatchObject({
      refusal: 'This proposal is withdrawn already.',
    });
    const audit = await listAudit(app.context.db.kysely, app.portalId, 20);
    expect(audit.find(({ action }) => action === 'change proposed')?.details['reason']).toBe(proposal?.reason);
    expect(audit.find(({ action }) => action === 'proposal withdrawn')?.details).toMatchObject({
      because: 'the scores no longer say so',
    });
  });

  test('closes a proposal after fourteen days, and does not ask again for a quarter', async () => {
    await adopt();
    await seat(2, 1, 0);
    const [proposal] = await open();
    ahead += 14 * DAY_MS;
    await refresh();
    expect(await open()).toEqual([]);
    expect((await findProposals(app.context.db.kysely, app.portalId, [proposal?.proposalId ?? '']))[0]?.status).toBe(
      'expired',
    );
    ahead += 91 * DAY_MS;
    await refresh();
    expect(await open()).toMatchObject([{ change: { kind: 'move', tier: 1 } }]);
  });

  test('is not asked again for what either side rejected', async () => {
    await adopt();
    await seat(2, 1, 0);
    const [proposal] = await open();
    const no: Verdict = { verdict: 'reject', side: 'sales', reason: ' ' };
    expect((await decide(SAM, proposal?.proposalId ?? '', no))?.refusal).toContain('Say why');
    expect(await decide(SAM, proposal?.proposalId ?? '', { ...no, reason: 'Lost last year' })).toMatchObject({
      status: 'rejected',
    });
    ahead += 3_600_000;
    await refresh();
    expect(await open()).toEqual([]);
  });

  test('lets what people decided stand against the scores for a quarter', async () => {
    await chooseAutoApply(app.context, as(INSTALLER), { addTo: [1, 2, 3], moveTo: [1, 2, 3], remove: true });
    await adopt();
    const inTier1 = await wish('104', 1);
    await decide(MIA, inTier1.proposalId, BY_MARKETING);
    await decide(SAM, inTier1.proposalId, BY_SALES);
    const out = await wish('103', null);
    await decide(MIA, out.proposalId, BY_MARKETING);
    await decide(SAM, out.proposalId, BY_SALES);
    await refresh();
    expect((await tiers()).slice(2)).toEqual([null, 1]);
    expect(await listKeptOut(app.context.db.kysely, app.portalId, clock())).toEqual(['103']);
    ahead += 91 * DAY_MS;
    await refresh();
    expect((await tiers()).slice(2)).toEqual([expect.any(Number), null]);
    expect((await checkScoreLog(app.context.db.kysely, app.portalId)).differences).toEqual([]);
  });

  test('takes a wish once, in the place of the scoring’s, and one at a time', async () => {
    await adopt();
    await seat(2, 1, 0);
    const [scored] = await open();
    const companyId = scored?.companyId ?? '';
    await expect(wish(companyId, 1)).rejects.toThrow('approve or reject that one first');
    await expect(wish(companyId, 2)).rejects.toThrow('Already in Tier 2.');
    const off = await wish(companyId, null, 'request-1');
    expect(await wish(companyId, null, 'request-1')).toEqual(off);
    expect((await open()).map(({ proposalId }) => proposalId)).toEqual([off.proposalId]);
    await expect(wish(companyId, 3)).rejects.toThrow('approve or reject that one first');
    await expect(wish('999', 3)).rejects.toThrow('not known');
    await refresh();
    expect((await open()).map(({ proposalId }) => proposalId)).toEqual([off.proposalId]);
  });
});

describe('keys', () => {
  test('are given by an admin to somebody else, and the audit log says so', async () => {
    await expect(giveRight(app.context, as(INSTALLER), 'sales', INSTALLER.toUpperCase())).rejects.toThrow(
      'Nobody gives themselves',
    );
    await expect(giveRight(app.context, as(INSTALLER), 'sales', 'who@else.example')).rejects.toThrow('active user');
    await expect(giveRight(app.context, as(INSTALLER), 'sales', 'gone@vendor.example')).rejects.toThrow('active user');
    await giveRight(app.context, as(INSTALLER), 'admin', MIA);
    await giveRight(app.context, as(MIA), 'sales', INSTALLER);
    await takeRight(app.context, as(MIA), 'sales', SAM);
    const [taken, given] = await listAudit(app.context.db.kysely, app.portalId, 2);
    expect(taken).toMatchObject({ actor: MIA, action: 'key taken', subject: 'owner:9002', details: { key: 'sales' } });
    expect(given).toMatchObject({ actor: MIA, action: 'key given', subject: 'owner:9000', details: { key: 'sales' } });
    expect(JSON.stringify([taken?.details, given?.details])).not.toContain('@');
  });
});
