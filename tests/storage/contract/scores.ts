import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { loadTierCandidates } from '../../../src/storage/accounts/account-facts.ts';
import {
  getAccountScore,
  listAccountScores,
  loadHeldPositions,
  saveComputedAccounts,
  savePositions,
  setPinned,
} from '../../../src/storage/accounts/account-scores.ts';
import type { ComputedAccount } from '../../../src/storage/accounts/account-scores.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { findPersonScores, savePersonScores } from '../../../src/storage/accounts/person-scores.ts';
import {
  countOutsideEdits,
  listOutsideEdits,
  loadStandingEdits,
  markEditedStale,
  markRestored,
  saveOutsideEdits,
} from '../../../src/storage/accounts/outside-edits.ts';
import {
  forgetPublished,
  loadPublished,
  markSending,
  savePublished,
} from '../../../src/storage/accounts/published-properties.ts';
import { getPortalNorms, savePortalNorms } from '../../../src/storage/accounts/portal-norms.ts';
import { clearRefusals, listRefusals, recordRefusals } from '../../../src/storage/portal/refusals.ts';
import { replaceContactCompanies } from '../../../src/storage/mirror/links.ts';
import { takeStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import { company } from './mirror.ts';
import { NOW } from './portals.ts';

export function computed(companyId: string, changes: Partial<ComputedAccount> = {}): ComputedAccount {
  return {
    companyId,
    stage: 'aware',
    stageSince: NOW,
    failingSince: null,
    stageFacts: { engagedRoles: [], dealStates: [], lifecycleStage: null },
    fit: 71,
    engagement: null,
    intent: 0,
    coverage: 33,
    dealPotential: 12.5,
    disqualifiedBy: null,
    surging: false,
    trend: 'steady',
    modelVersion: 1,
    scoredAt: NOW,
    result: { plays: [] },
    daily: { account: { engagement: { byPerson: { a: 15 } } } },
    ...changes,
  };
}

export function describeScores(get: () => Database): void {
  describe('scores', () => {
    const portalId = 400;

    test('keep their tier and pin when they are computed again', async () => {
      const db = get().kysely;
      await upsertCompanies(db, portalId, [company('1'), company('2')]);
      await saveComputedAccounts(db, portalId, [computed('1'), computed('2')]);
      const position = {
        companyId: '1',
        tier: 2,
        tierSince: NOW,
        tierReason: 'rank 27',
        priority: 61.2,
        rank: 27,
      } as const;
      const open = { companyId: '2', tier: null, tierSince: null, tierReason: 'fit 20 < 30', priority: 9.1, rank: 28 };
      await savePositions(db, portalId, [position, open]);
      const reason = { ...position, rank: 26, tierReason: 'rank 26' };
      await savePositions(db, portalId, [reason, open]);
      expect(await setPinned(db, portalId, '1', true, NOW)).toBe(true);
      expect(await setPinned(db, portalId, 'gone', true, NOW)).toBe(false);
      const later = computed('1', {
        fit: 80,
        stage: 'engaged',
        stageSince: NOW + 1,
        failingSince: NOW + 2,
        scoredAt: NOW + 3,
      });
      await saveComputedAccounts(db, portalId, [later]);
      expect(await getAccountScore(db, portalId, '1')).toEqual({ ...later, ...reason, pinned: true });
      expect((await listAccountScores(db, portalId, ['1', '2', '3'])).map((score) => score.companyId)).toEqual([
        '1',
        '2',
      ]);
      expect(await loadHeldPositions(db, portalId, ['1', '3'])).toEqual(
        new Map([
          [
            '1',
            {
              tier: 2,
              tierSince: NOW,
              pinned: true,
              stage: { id: 'engaged', since: NOW + 1, failingSince: NOW + 2 },
              coverage: { total: later.coverage, modelVersion: later.modelVersion, at: NOW + 3 },
            },
          ],
        ]),
      );
      expect(
        (await loadTierCandidates(db, portalId)).map(({ companyId, fit, tier, pinned }) => ({
          companyId,
          fit,
          tier,
          pinned,
        })),
      ).toEqual([
        { companyId: '1', fit: 80, tier: 2, pinned: true },
        { companyId: '2', fit: 71, tier: null, pinned: false },
      ]);
    });

    test('of a company that is not held (any more) are not kept', async () => {
      const db = get().kysely;
      await saveComputedAccounts(db, portalId, [computed('gone')]);
      expect(await getAccountScore(db, portalId, 'gone')).toBeNull();
    });

    test('keep the portal’s norms for the model they were found by', async () => {
      const db = get().kysely;
      const first = { meanPointsByCriterion: { size: 12.5 }, typicalDealAmount: null };
      await savePortalNorms(db, portalId, 1, { norms: first, companies: 2, mark: 7 });
      const second = { meanPointsByCriterion: { size: 13 }, typicalDealAmount: 40_000 };
      const norms = { norms: second, companies: 3, mark: 9 };
      await savePortalNorms(db, portalId, 2, norms);
      expect(await getPortalNorms(db, portalId, 2)).toEqual(norms);
      expect(await getPortalNorms(db, portalId, 1)).toBeNull();
      expect(await getPortalNorms(db, 401, 2)).toBeNull();
    });

    test('of people are kept by contact, and their engagement with the accounts they belong to', async () => {
      const db = get().kysely;
      const person = {
        contactId: 'a',
        titleClass: { seniority: 'VP', jobFunction: 'finance' },
        suggestedRoles: ['BUDGET_HOLDER'],
      } as const;
      const blank = { contactId: 'b', titleClass: { seniority: null, jobFunction: null }, suggestedRoles: [] };
      await savePersonScores(db, portalId, [{ ...person, suggestedRoles: [] }, blank]);
      await savePersonScores(db, portalId, [person]);
      await upsertCompanies(db, portalId, [company('71')]);
      await saveComputedAccounts(db, portalId, [computed('71')]);
      await replaceContactCompanies(
        db,
        portalId,
        ['a', 'b'],
        [
          { contactId: 'a', companyId: '71', primary: true },
          { contactId: 'b', companyId: '71', primary: true },
        ],
      );
      expect([...(await findPersonScores(db, portalId, ['a', 'b', 'c'])).values()]).toEqual([
        { ...person, engagement: 15 },
        { ...blank, engagement: 0 },
      ]);
    });

    test('leave a result that is as it was, and write one that is not', async () => {
      const db = get().kysely;
      await upsertCompanies(db, portalId, [company('72')]);
      const save = async (result: unknown): Promise<unknown> => {
        await saveComputedAccounts(db, portalId, [computed('72', { result, daily: { at: result } })]);
        const score = await getAccountScore(db, portalId, '72');
        expect(score?.daily).toEqual({ at: result });
        return score?.result;
      };
      const odd = { plays: [{ name: 'a "quoted", {braced} \u001E \\ name' }], of: null };
      expect(await save(odd)).toEqual(odd);
      await sql`update account_scores set result = '"untouched"'
        where portal_id = ${portalId} and company_id = '72'`.execute(db);
      expect(await save(odd)).toBe('untouched');
      expect(await save({ plays: [] })).toEqual({ plays: [] });
      expect(await save(null)).toBeNull();
      expect(await save({ plays: [] })).toEqual({ plays: [] });
    });

    test('that were published are remembered as HubSpot took them, and that a write is on its way', async () => {
      const db = get().kysely;
      const first = {
        companyId: '1',
        values: { roundtable_tier: 'tier_1', roundtable_next_play: null },
        updatedAt: NOW,
        before: null,
      };
      expect(await savePublished(db, portalId, [first], NOW)).toEqual([]);
      await markSending(db, portalId, ['1', '2']);
      expect((await loadPublished(db, portalId, ['1', '2'])).get('1')).toMatchObject({ sending: true, updatedAt: NOW });
      const values = { roundtable_tier: 'tier_2' };
      const second = { companyId: '1', values, updatedAt: null, before: NOW };
      expect(await savePublished(db, portalId, [second], NOW + 1)).toEqual([]);
      expect(await loadPublished(db, portalId, ['1', '2'])).toEqual(
        new Map([['1', { values, sending: false, updatedAt: null }]]),
      );
    });

    test('that two wrote at once, or that were forgotten meanwhile, are not known', async () => {
      const db = get().kysely;
      const write = (updatedAt: number, before: number | null): Promise<string[]> =>
        savePublished(db, portalId, [{ companyId: '2', values: { roundtable_fit: '1' }, updatedAt, before }], NOW);
      const load = async () => (await loadPublished(db, portalId, ['2'])).get('2');
      expect(await write(NOW, null)).toEqual([]);
      expect(await write(NOW + 10, NOW)).toEqual([]);
      expect(await write(NOW + 5, NOW)).toEqual(['2']);
      expect(await load()).toMatchObject({ sending: true });
      expect(await write(NOW + 20, NOW + 5)).toEqual([]);
      await forgetPublished(db, portalId, ['roundtable_fit']);
      expect(await load()).toMatchObject({ values: {}, sending: false });
      expect(await write(NOW + 30, NOW + 20)).toEqual(['2']);
    });

    test('that others overwrote are noted once until they are put right', async () => {
      const db = get().kysely;
      const edits = [
        { companyId: '1', property: 'roundtable_fit' },
        { companyId: '1', property: 'roundtable_tier' },
      ];
      expect(await saveOutsideEdits(db, portalId, edits, NOW)).toEqual(edits);
      expect(await saveOutsideEdits(db, portalId, edits, NOW + 1)).toEqual([]);
      await markRestored(db, portalId, edits.slice(0, 1), NOW + 2);
      expect(await loadStandingEdits(db, portalId, ['1', '2'])).toEqual(new Map([['1', new Set(['roundtable_tier'])]]));
      expect(await countOutsideEdits(db, portalId, NOW)).toEqual({ standing: 1, restored: 1 });
      expect(await countOutsideEdits(db, portalId, NOW + 3)).toEqual({ standing: 1, restored: 0 });
      expect(await saveOutsideEdits(db, portalId, edits, NOW + 4)).toEqual(edits.slice(0, 1));
      expect(await listOutsideEdits(db, portalId, 1)).toEqual([
        {
          companyId: '1',
          companyName: 'Company 1',
          property: 'roundtable_fit',
          times: 2,
          noticedAt: NOW + 4,
          restoredAt: null,
        },
      ]);
      await markEditedStale(db, portalId);
      expect((await takeStale(db, portalId, 9)).map((mark) => mark.companyId)).toEqual(['1']);
    });

    test('that were refused are listed until they are taken', async () => {
      const db = get().kysely;
      const refusal = { objectType: 'companies', recordId: '1', property: '', message: 'archived', at: NOW };
      await recordRefusals(db, portalId, [refusal, { ...refusal, message: 'gone', at: NOW + 1 }]);
      expect(await listRefusals(db, portalId, 5)).toEqual([{ ...refusal, message: 'gone', at: NOW + 1 }]);
      await clearRefusals(db, portalId, 'companies', ['1']);
      expect(await listRefusals(db, portalId, 5)).toEqual([]);
    });
  });
}
