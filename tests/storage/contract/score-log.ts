import { describe, expect, test } from 'vitest';
import {
  deleteAccountScores,
  saveComputedAccounts,
  savePositions,
  setPinned,
} from '../../../src/storage/accounts/account-scores.ts';
import { moveAccountScore } from '../../../src/storage/accounts/move-account-score.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import {
  getLoggedScore,
  listScoreLog,
  lockScores,
  logScores,
  pruneScoreLog,
} from '../../../src/storage/accounts/score-log.ts';
import { getLastTierRound, listTierRounds, saveTierRound } from '../../../src/storage/target-list/tier-rounds.ts';
import { upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import { company } from './mirror.ts';
import { DAY_MS, NOW } from './portals.ts';
import { computed } from './scores.ts';

const SEAT = { companyId: '1', tier: 1, tierSince: NOW, tierReason: 'rank 1', priority: 70, rank: 1 } as const;

export function describeScoreLog(get: () => Database): void {
  const log = async (portalId: number) =>
    (await listScoreLog(get().kysely, portalId, 0, 100)).map(({ companyId, cause }) => `${cause} ${companyId}`);
  const hold = (portalId: number) =>
    upsertCompanies(get().kysely, portalId, [company('1'), company('2'), company('9')]);

  describe('the score log', () => {
    test('has a row where an account differs from its last one, with all it was assigned by', async () => {
      const { kysely: db, transaction } = get();
      await hold(430);
      await transaction((trx) => saveComputedAccounts(trx, 430, [computed('1'), computed('2'), computed('not held')]));
      await transaction((trx) => saveComputedAccounts(trx, 430, [computed('1', { scoredAt: NOW + 1, result: {} })]));
      expect(await log(430)).toEqual(['computed 1', 'computed 2']);
      const stageFacts = { engagedRoles: ['CHAMPION'], dealStates: ['won' as const], lifecycleStage: 'lead' };
      await transaction((trx) =>
        saveComputedAccounts(trx, 430, [computed('1', { scoredAt: NOW + 2, stageFacts, failingSince: NOW + 2 })]),
      );
      expect((await listScoreLog(db, 430, 0, 100)).at(-1)).toMatchObject({
        companyId: '1',
        cause: 'computed',
        at: NOW + 2,
        modelVersion: 1,
        round: null,
        movedFrom: null,
        fit: 71,
        engagement: null,
        intent: 0,
        coverage: 33,
        dealPotential: 12.5,
        disqualifiedBy: null,
        stageFacts,
        stage: 'aware',
        stageSince: NOW,
        failingSince: NOW + 2,
        tier: null,
        tierSince: null,
        pinned: false,
      });
    });

    test('tells whether anything moved since the last round that tiers depend on', async () => {
      const { kysely: db, transaction } = get();
      await hold(431);
      await transaction((trx) => saveComputedAccounts(trx, 431, [computed('1')]));
      const assign = () =>
        transaction(async (trx) => {
          await lockScores(trx, 431);
          const round = await saveTierRound(trx, 431, { at: NOW, modelVersion: 1, moved: 1 });
          await savePositions(trx, 431, [SEAT]);
          await logScores(trx, 431, ['1'], { cause: 'assigned', at: NOW, round });
          return round;
        });
      const round = await assign();
      const last = await getLastTierRound(db, 431);
      if (last === null) throw new Error('no round');
      expect(last).toMatchObject({ round, at: NOW, modelVersion: 1, moved: 1 });
      expect((await listScoreLog(db, 431, 0, 100)).at(-1)).toMatchObject({ cause: 'assigned', round, tier: 1 });
      const hasMovedSince = async () => (await getLastTierRound(db, 431))?.hasMovedSince;
      expect(await hasMovedSince()).toBe(false);
      await transaction((trx) => saveComputedAccounts(trx, 431, [computed('1', { coverage: 50 })]));
      expect(await hasMovedSince()).toBe(false);
      await transaction((trx) => saveComputedAccounts(trx, 431, [computed('1', { intent: 5 })]));
      expect(await hasMovedSince()).toBe(true);
    });

    test('keeps of rounds that moved nobody the latest', async () => {
      const { kysely: db, transaction } = get();
      const save = (at: number, moved: number) =>
        transaction((trx) => saveTierRound(trx, 432, { at, modelVersion: 1, moved }));
      for (const [at, moved] of [
        [1, 2],
        [2, 0],
        [3, 0],
        [4, 1],
        [5, 0],
      ] as const)
        await save(NOW + at, moved);
      expect((await listTierRounds(db, 432)).map(({ at, moved }) => [at - NOW, moved])).toEqual([
        [1, 2],
        [4, 1],
        [5, 0],
      ]);
    });

    test('knows of pins, of accounts that go, and of those that go on under another id', async () => {
      const { transaction } = get();
      await hold(433);
      await transaction((trx) => saveComputedAccounts(trx, 433, [computed('1'), computed('2')]));
      await transaction((trx) => setPinned(trx, 433, '1', true, NOW));
      await transaction((trx) => moveAccountScore(trx, 433, ['7', '1'], '9'));
      await transaction((trx) => moveAccountScore(trx, 433, ['2'], '9'));
      await transaction((trx) => deleteAccountScores(trx, 433, ['2', '1']));
      await transaction((trx) => saveComputedAccounts(trx, 433, [computed('2')]));
      expect(await log(433)).toEqual(['computed 1', 'computed 2', 'pinned 1', 'moved 9', 'gone 2', 'computed 2']);
      const rows = await listScoreLog(get().kysely, 433, 0, 100);
      expect(rows[3]).toMatchObject({ movedFrom: '1', pinned: true });
    });

    test('is pruned to where each account stood at the start of the retention', async () => {
      const { kysely: db, transaction } = get();
      await hold(434);
      for (const [id, at, fit] of [
        ['1', 0, 1],
        ['1', 1, 2],
        ['2', 1, 3],
        ['1', 5, 4],
        ['2', 6, 5],
      ] as const) {
        await transaction((trx) =>
          saveComputedAccounts(trx, 434, [computed(id, { scoredAt: NOW + at * DAY_MS, fit })]),
        );
      }
      expect(await pruneScoreLog(db, 434, NOW + 2 * DAY_MS)).toBe(1);
      expect((await listScoreLog(db, 434, 0, 100)).map(({ fit }) => fit)).toEqual([2, 3, 4, 5]);
    });

    test('says how an account stood at a moment, and nothing from before it came or after it went', async () => {
      const portalId = 2_607;
      const { kysely: db, transaction } = get();
      await hold(portalId);
      for (const [day, fit] of [
        [0, 60],
        [5, 80],
      ] as const) {
        const scored = computed('1', { fit, scoredAt: NOW + day * DAY_MS });
        await transaction(async (trx) => {
          await lockScores(trx, portalId);
          await saveComputedAccounts(trx, portalId, [scored]);
        });
      }
      const fitOn = async (day: number): Promise<unknown> =>
        (await getLoggedScore(db, portalId, '1', NOW + day * DAY_MS))?.fit;
      expect(await Promise.all([-1, 0, 4, 5, 9].map(fitOn))).toEqual([undefined, 60, 60, 80, 80]);
      await transaction((trx) => deleteAccountScores(trx, portalId, ['1']));
      expect(await getLoggedScore(db, portalId, '1', Date.now() + DAY_MS)).toBeNull();
    });

    test('takes one transaction after the other', async () => {
      const { transaction } = get();
      await hold(435);
      const order: string[] = [];
      const locked = Promise.withResolvers<void>();
      const first = transaction(async (trx) => {
        await lockScores(trx, 435);
        locked.resolve();
        await saveComputedAccounts(trx, 435, [computed('1')]);
        order.push('first');
      });
      await locked.promise;
      const second = transaction(async (trx) => {
        await lockScores(trx, 435);
        order.push('second');
        await saveComputedAccounts(trx, 435, [computed('1', { fit: 3 })]);
      });
      await Promise.all([first, second]);
      expect(order).toEqual(['first', 'second']);
    });
  });
}
