import { afterAll, beforeAll, expect, test } from 'vitest';
import { getAccountScore } from '../../../src/storage/accounts/account-scores.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { upsertOwners } from '../../../src/storage/mirror/owners.ts';
import { activateModel, getActiveModel, saveModelDraft } from '../../../src/storage/portal/models.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { decideProposals } from '../../../src/sync/target-list/decide-proposals.ts';
import { chooseAutoApply, giveRight } from '../../../src/sync/target-list/keys.ts';
import { proposeAdoption } from '../../../src/sync/target-list/propose-adoption.ts';
import { proposeForOne } from '../../../src/sync/target-list/propose-for-accounts.ts';
import { checkScoreLog } from '../../fixtures/check-score-log.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

const [INSTALLER, MIA, SAM] = ['ava@vendor.example', 'mia@vendor.example', 'sam@vendor.example'];
const ACME = '101';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
  const person = { userId: null, active: true };
  await upsertOwners(app.context.db.kysely, app.portalId, [
    { ownerId: '9001', email: MIA, name: 'Mia', ...person },
    { ownerId: '9002', email: SAM, name: 'Sam', ...person },
  ]);
  await giveRight(app.context, as(INSTALLER), 'marketing', MIA);
  await giveRight(app.context, as(INSTALLER), 'sales', SAM);
  await chooseAutoApply(app.context, as(INSTALLER), { addTo: [1, 2, 3], moveTo: [1, 2, 3], remove: true });
});
afterAll(() => app.stop());

const as = (userEmail: string) => ({ portalId: app.portalId, userEmail });
const acme = () => getAccountScore(app.context.db.kysely, app.portalId, ACME);

async function turnBothKeys(proposalId: string): Promise<void> {
  await decideProposals(app.context, as(MIA), [proposalId], { verdict: 'approve', side: 'marketing' });
  await decideProposals(app.context, as(SAM), [proposalId], { verdict: 'approve', side: 'sales' });
}

/** Everybody who fits a little has a seat in Tier 1; Acme is disqualified, or is not. */
async function judge({ disqualified }: { disqualified: boolean }): Promise<void> {
  const { kysely, transaction } = app.context.db;
  const model = await getActiveModel(kysely, app.portalId);
  if (model === null) throw new Error('no model');
  const rules = ([1, 2, 3] as const).map((tier) => ({ tier, seats: 9, fitFloor: 20 }));
  const rival = {
    id: 'rival',
    label: 'Competitor',
    property: 'name',
    when: { kind: 'oneOf', values: ['Acme'] },
  } as const;
  const fit = { ...model.fit, disqualifiers: disqualified ? [rival] : [] };
  const by = { by: 'ava', at: Date.now() };
  const changed = { ...model, fit, tiering: { ...model.tiering, rules, dwellDays: 0 } };
  const { version } = await saveModelDraft(kysely, app.portalId, changed, by);
  await transaction(async (trx) => {
    await activateModel(trx, app.portalId, version, by);
    await markAllStale(trx, app.portalId, 'model changed');
  });
  await refreshPortal(app.context, app.portalId);
}

test('an account that leaves by itself does not keep the pin of what people had decided', async () => {
  await judge({ disqualified: false });
  await turnBothKeys((await proposeAdoption(app.context, as(MIA), 'adopt-1')).proposalId);
  const wish = { requestId: 'wish-1', companyId: ACME, tier: 3, reason: 'They asked for less' } as const;
  await turnBothKeys((await proposeForOne(app.context, as(SAM), wish)).proposalId);
  expect(await acme()).toMatchObject({ tier: 3, pinned: true });

  await judge({ disqualified: true });
  expect(await acme()).toMatchObject({ tier: null, pinned: false });

  await judge({ disqualified: false });
  expect(await acme()).toMatchObject({ tier: 1, pinned: false });
  expect((await checkScoreLog(app.context.db.kysely, app.portalId)).differences).toEqual([]);
});
