import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Model } from '../../../src/domain/model/model.ts';
import { AS_SHIPPED } from '../../../src/domain/plays/portal-plays.ts';
import type { AccountProposal } from '../../../src/domain/target-list/proposal.ts';
import { readCardRows } from '../../../src/storage/accounts/account-card.ts';
import { loadPlans, savePlanItem } from '../../../src/storage/accounts/account-plans.ts';
import { saveComputedAccounts } from '../../../src/storage/accounts/account-scores.ts';
import { savePlaceholder } from '../../../src/storage/accounts/placeholders.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import { replacePropertyDefinitions } from '../../../src/storage/mirror/property-definitions.ts';
import { addPlayChoice } from '../../../src/storage/plays/play-choices.ts';
import { insertPlayRun, listPlayRuns } from '../../../src/storage/plays/play-runs.ts';
import { activateModel, saveModelDraft } from '../../../src/storage/portal/models.ts';
import { savePortalSettings } from '../../../src/storage/portal/portal-settings.ts';
import { holdPortal, upsertPortal } from '../../../src/storage/portal/portals.ts';
import { findProposals, saveProposals } from '../../../src/storage/target-list/proposals.ts';
import { startKeptList } from '../../../src/storage/target-list/target-list.ts';
import { company } from './mirror.ts';
import { NOW, PORTAL } from './portals.ts';
import { computed } from './scores.ts';

const BY = { by: 'ada', at: NOW };
const DUTY = { requestId: 'click-1', playId: 'surge', contactIds: ['a'], steps: [], startedBy: 'ada', stageFrom: null };

export function describeAccountCard(get: () => Database): void {
  const add = async (portalId: number, companyId: string, id: string): Promise<void> => {
    const db = get().kysely;
    await upsertCompanies(db, portalId, [company(companyId, { name: `Account ${id}`, properties: { industry: id } })]);
    await get().transaction((trx) => saveComputedAccounts(trx, portalId, [computed(companyId)]));
    await savePlaceholder(db, portalId, { companyId, role: 'CHAMPION', note: id, createdAt: NOW, createdBy: 'ada' });
    const item = { companyId, itemId: id, kind: 'initiative', text: id, notedAt: NOW, notedBy: 'ada' } as const;
    await savePlanItem(db, portalId, item);
    await savePlanItem(db, portalId, { ...item, itemId: `${id}-2`, notedAt: NOW + 7 });
    await insertPlayRun(db, portalId, { ...DUTY, companyId, startedAt: NOW + 3 });
    await saveProposals(db, portalId, [proposal(`${id}-1`, companyId), proposal(`${id}-2`, companyId)]);
  };

  describe('what the cards of an account read', () => {
    test('is its own alone, as the parts are read by themselves', async () => {
      const { kysely: db } = get();
      for (const portalId of [628, 629]) await upsertPortal(db, { ...PORTAL, portalId });
      await add(628, '1', 'one');
      await add(628, '2', 'two');
      await add(629, '1', 'elsewhere');
      await holdPortal(db, 628, NOW + 9);
      const { result, daily } = computed('1');
      expect(await readCardRows(get(), 628, '1', NOW)).toEqual({
        portal: { ...PORTAL, portalId: 628 },
        heldUntil: NOW + 9,
        revision: expect.any(String),
        listIsKept: false,
        company: { name: 'Account one', ownerId: '7', properties: { industry: 'one' } },
        score: { result, daily, tier: null, tierReason: '', scoredAt: NOW },
        fitBefore: { fit: 71 },
        placeholders: [{ role: 'CHAMPION', note: 'one' }],
        plan: (await loadPlans(db, 628, ['1'])).get('1'),
        runs: await listPlayRuns(db, 628, ['1']),
        putOff: [],
        proposal: (await findProposals(db, 628, ['one-2']))[0],
      });
      expect((await readCardRows(get(), 628, '1', NOW - 1))?.fitBefore).toBeNull();
      await get().transaction((trx) => startKeptList(trx, 628, { keptSince: NOW, proposalId: 'adopted' }));
      expect((await readCardRows(get(), 628, '1', NOW))?.listIsKept).toBe(true);
      expect((await readCardRows(get(), 629, '1', NOW))?.listIsKept).toBe(false);
    });

    test('goes on while a migration of a later version adds columns', async () => {
      const { kysely: db } = get();
      await upsertPortal(db, { ...PORTAL, portalId: 634 });
      await add(634, '1', 'one');
      const before = await readCardRows(get(), 634, '1', NOW);
      for (const table of ['portals', 'companies', 'account_scores', 'play_runs']) {
        await sql`alter table ${sql.table(table)} add column later_on text default 'new'`.execute(db);
        expect(await readCardRows(get(), 634, '1', NOW)).toEqual(before);
        await sql`alter table ${sql.table(table)} drop column later_on`.execute(db);
      }
    });

    test('of an account that is not there is the portal alone; of a portal that is not, nothing', async () => {
      const { kysely: db } = get();
      await upsertPortal(db, { ...PORTAL, portalId: 630 });
      const nothing = { company: null, score: null, fitBefore: null, plan: null, proposal: null, heldUntil: null };
      expect(await readCardRows(get(), 630, '1', NOW)).toMatchObject({ ...nothing, placeholders: [], runs: [] });
      expect(await readCardRows(get(), 631, '1', NOW)).toBeNull();
    });
  });

  test('a portal has another revision after each change of what it chose, and after no other', async () => {
    const { kysely: db, transaction } = get();
    for (const portalId of [632, 633]) await upsertPortal(db, { ...PORTAL, portalId });
    const revisionOf = async (portalId: number) => (await readCardRows(get(), portalId, '1', NOW))?.revision;
    const seen = [await revisionOf(632)];
    const elsewhere = await revisionOf(633);
    const definitions = [{ name: 'industry', label: 'Industry', type: 'string' }];
    const choice = { playId: 'surge', choice: AS_SHIPPED, changedAt: NOW, changedBy: 'ada' };
    const changes: (() => Promise<unknown>)[] = [
      () => savePortalSettings(db, 632, { admins: [] }, BY),
      () => savePortalSettings(db, 632, { admins: [] }, BY),
      () => transaction(activateFirst),
      () => addPlayChoice(db, 632, { ...choice, version: 1 }),
      () => addPlayChoice(db, 632, { ...choice, version: 2 }),
      () => transaction((trx) => replacePropertyDefinitions(trx, 632, 'companies', definitions)),
      () => transaction((trx) => replacePropertyDefinitions(trx, 632, 'contacts', definitions)),
      () => transaction((trx) => replacePropertyDefinitions(trx, 632, 'contacts', definitions)),
    ];
    for (const change of changes) {
      await change();
      const revision = await revisionOf(632);
      expect(seen).not.toContain(revision);
      seen.push(revision);
    }
    await add(632, '1', 'one');
    await saveModelDraft(db, 632, { name: 'Draft' } as Model, BY);
    expect(await revisionOf(632)).toBe(seen.at(-1));
    expect(await revisionOf(633)).toBe(elsewhere);
  });
}

async function activateFirst(trx: Database['kysely']): Promise<void> {
  const { version } = await saveModelDraft(trx, 632, { name: 'First' } as Model, BY);
  await activateModel(trx, 632, version, BY);
}

function proposal(proposalId: string, companyId: string): AccountProposal {
  return {
    proposalId,
    companyId,
    change: { kind: 'add', tier: 1 },
    fromTier: null,
    reason: 'rank 3',
    evidence: ['+19 engagement in a week'],
    proposedBy: 'scores',
    proposedAt: NOW,
    status: proposalId.endsWith('2') ? 'open' : 'withdrawn',
    approvals: [],
    rejection: null,
    closedAt: proposalId.endsWith('2') ? null : NOW,
  };
}
