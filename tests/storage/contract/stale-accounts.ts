import { describe, expect, test } from 'vitest';
import { deleteCompanies, upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { upsertDeals } from '../../../src/storage/mirror/deals.ts';
import {
  companiesOfDealContacts,
  replaceContactCompanies,
  replaceDealCompanies,
  replaceDealContacts,
} from '../../../src/storage/mirror/links.ts';
import { replacePipelineStages } from '../../../src/storage/mirror/pipeline-stages.ts';
import {
  clearStale,
  countStale,
  countStaleSince,
  hasStale,
  isWaitingFor,
  markAllStale,
  markComputed,
  markStale,
  takeComputed,
  takeStale,
} from '../../../src/storage/accounts/stale-accounts.ts';
import { company, deal } from './mirror.ts';

export function describeStaleAccounts(get: () => Database): void {
  describe('stale accounts', () => {
    const portalId = 420;

    test('are given oldest first, and a refresh clears only the mark it read', async () => {
      const { kysely: db, transaction } = get();
      await transaction((trx) => markStale(trx, portalId, ['b', 'a', 'a'], 'contact'));
      await markStale(db, portalId, ['c'], 'deal');
      const taken = await takeStale(db, portalId, 2);
      expect(taken.map((mark) => mark.companyId)).toEqual(['a', 'b']);
      await markStale(db, portalId, ['b'], 'activity');
      await clearStale(db, portalId, taken);
      expect((await takeStale(db, portalId, 9)).map((mark) => mark.companyId)).toEqual(['c', 'b']);
      expect(await countStale(db, portalId)).toBe(2);
      await clearStale(db, portalId, []);
      expect(await countStale(db, portalId)).toBe(2);
    });

    test('are not marked by a change that was rolled back', async () => {
      const { kysely: db, transaction } = get();
      const change = transaction(async (trx) => {
        await markStale(trx, 421, ['x'], 'contact');
        throw new Error('rolled back');
      });
      await expect(change).rejects.toThrow('rolled back');
      expect(await countStale(db, 421)).toBe(0);
    });

    test('go urgent ones first, and computed ones wait to be published unless they are marked again', async () => {
      const db = get().kysely;
      await upsertCompanies(db, 423, [company('1'), company('2'), company('3')]);
      await markAllStale(db, 423, 'night');
      await markStale(db, 423, ['3'], 'deal');
      const taken = await takeStale(db, 423, 9);
      expect(taken.map(({ companyId, urgent }) => [companyId, urgent])).toEqual([
        ['3', true],
        ['1', false],
        ['2', false],
      ]);
      await markStale(db, 423, ['2'], 'activity');
      await markComputed(db, 423, taken);
      expect((await takeComputed(db, 423, 9)).map((mark) => mark.companyId)).toEqual(['3', '1']);
      expect((await takeStale(db, 423, 9)).map((mark) => mark.companyId)).toEqual(['2']);
      expect(await hasStale(db, 423, { urgent: true })).toBe(true);
      expect(await countStaleSince(db, 423, taken[2]?.mark ?? 0)).toBe(1);
      await markAllStale(db, 423, 'model');
      expect(await takeComputed(db, 423, 9)).toEqual([]);
      expect((await takeStale(db, 423, 9)).map((mark) => mark.urgent)).toEqual([true, true, false]);
    });

    test('wait for each reason they were marked for until they are computed', async () => {
      const db = get().kysely;
      const [waits, all] = ['plays changed', 'a day has passed'];
      await upsertCompanies(db, 428, [company('1'), company('2')]);
      await clearStale(db, 428, await takeStale(db, 428, 9));
      await markAllStale(db, 428, waits);
      await markAllStale(db, 428, all);
      await markAllStale(db, 428, all);
      await markStale(db, 428, ['1'], 'deal');
      const reasons = await db.selectFrom('stale_accounts').select('reason').where('portal_id', '=', 428).execute();
      expect(reasons.map(({ reason }) => reason).toSorted()).toEqual([`${waits}, ${all}`, `${waits}, ${all}, deal`]);
      expect(await isWaitingFor(db, 428, waits)).toBe(true);
      await markComputed(db, 428, await takeStale(db, 428, 9));
      expect(await isWaitingFor(db, 428, waits)).toBe(false);
      await markAllStale(db, 428, all);
      expect(await isWaitingFor(db, 428, waits)).toBe(false);
      expect(await isWaitingFor(db, 428, all)).toBe(true);
    });

    test('are those whose people or deals change hands, and those with a deal in a stage that changed', async () => {
      const { kysely: db, transaction } = get();
      const stale = async () => (await takeStale(db, 424, 9)).map((mark) => mark.companyId);
      await upsertCompanies(db, 424, [company('1'), company('2'), company('3')]);
      const link = { contactId: 'c', primary: true };
      await replaceContactCompanies(
        db,
        424,
        ['c'],
        [
          { ...link, companyId: '1' },
          { ...link, companyId: '2', primary: false },
        ],
      );
      await upsertDeals(db, 424, [deal('d')]);
      await replaceDealCompanies(db, 424, ['d'], [{ dealId: 'd', companyId: '3', primary: true }]);
      await replaceDealContacts(db, 424, ['d'], [{ dealId: 'd', contactId: 'c', label: '' }]);
      expect(await companiesOfDealContacts(db, 424, ['c'])).toEqual(['3']);
      await transaction((trx) => deleteCompanies(trx, 424, ['1']));
      expect(await stale()).toEqual(['2']);
      await db.deleteFrom('stale_accounts').where('portal_id', '=', 424).execute();
      const stage = { pipelineId: 'default', pipelineLabel: 'Sales', stageId: 'proposal', closed: false, position: 1 };
      const replace = (label: string) =>
        transaction((trx) => replacePipelineStages(trx, 424, [{ ...stage, label, probability: 0.5 }]));
      await replace('Proposal');
      expect(await stale()).toEqual(['3']);
      await db.deleteFrom('stale_accounts').where('portal_id', '=', 424).execute();
      await replace('Proposal');
      expect(await stale()).toEqual([]);
      await replace('Offer');
      expect(await stale()).toEqual(['3']);
    });

    test('can be all of a portal', async () => {
      const db = get().kysely;
      await upsertCompanies(db, 422, [company('1'), company('2')]);
      await markAllStale(db, 422, 'model');
      expect((await takeStale(db, 422, 9)).map((mark) => mark.companyId)).toEqual(['1', '2']);
    });
  });
}
