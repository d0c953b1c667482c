import { describe, expect, test } from 'vitest';
import type { Database } from '../../../src/storage/connection/database.ts';
import { deleteCompanies, upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import { moveCompanyHistory } from '../../../src/storage/mirror/merge-records.ts';
import {
  dropPlayDraft,
  keepPlayDraft,
  listPlayDrafts,
  prunePlayDrafts,
} from '../../../src/storage/plays/play-drafts.ts';
import {
  countRefreshDecisions,
  dropRefreshDecisions,
  keepRefreshDecisions,
  listRefreshDecisions,
  pruneRefreshDecisions,
  type RefreshDecision,
} from '../../../src/storage/target-list/refresh-decisions.ts';
import { NOW } from './portals.ts';

const AVA = 'ava@vendor.example';
const SAM = 'sam@vendor.example';
const accept = (companyId: string, changes: Partial<RefreshDecision> = {}): RefreshDecision => ({
  companyId,
  fromTier: null,
  toTier: 2,
  verdict: 'accept',
  ...changes,
});

/** What somebody began and did not finish. */
export function describeKeptWork(get: () => Database): void {
  const hold = (portalId: number, ids: readonly string[]) =>
    upsertCompanies(
      get().kysely,
      portalId,
      ids.map((companyId) => ({
        companyId,
        name: `Company ${companyId}`,
        ownerId: null,
        properties: {},
        createdAt: NOW,
        updatedAt: NOW,
      })),
    );
  const keep = (portalId: number, by: string, decisions: RefreshDecision[], at = NOW) =>
    keepRefreshDecisions(get().kysely, portalId, { by, at, decisions });
  const idsOf = async (portalId: number, by = AVA): Promise<string[]> =>
    (await listRefreshDecisions(get().kysely, portalId, by)).map(({ companyId }) => companyId);

  describe('decisions of a quarterly refresh that is not finished', () => {
    test('are each person’s own, the latest of each account, until they are dropped', async () => {
      const db = get().kysely;
      await hold(650, ['1', '2']);
      await hold(651, ['1']);
      await keep(650, AVA, [accept('1'), accept('2')]);
      await keep(650, AVA, [accept('1', { fromTier: 1, toTier: null, verdict: 'reject' })], NOW + 1);
      await keep(650, SAM, [accept('2')]);
      await keep(651, AVA, [accept('1')]);
      expect(await listRefreshDecisions(db, 650, AVA)).toEqual([
        { companyId: '1', name: 'Company 1', fromTier: 1, toTier: null, verdict: 'reject', decidedAt: NOW + 1 },
        { ...accept('2'), name: 'Company 2', decidedAt: NOW },
      ]);
      expect(await countRefreshDecisions(db, 650)).toEqual([
        { by: AVA, decided: 2 },
        { by: SAM, decided: 1 },
      ]);
      await dropRefreshDecisions(db, 650, AVA, ['2']);
      expect(await idsOf(650)).toEqual(['1']);
      await dropRefreshDecisions(db, 650, AVA, null);
      expect([await idsOf(650), await idsOf(650, SAM), await idsOf(651)]).toEqual([[], ['2'], ['1']]);
    });

    test('are about companies that are held: one that is deleted or merged leaves none, and none comes after it', async () => {
      await hold(652, ['1', '2', '3', '4']);
      await keep(
        652,
        AVA,
        ['1', '2', '3', '4', '9'].map((id) => accept(id)),
      );
      expect(await idsOf(652)).toEqual(['1', '2', '3', '4']);
      await get().transaction((trx) => deleteCompanies(trx, 652, ['1']));
      await keep(652, AVA, [accept('1')]);
      expect(await idsOf(652)).toEqual(['2', '3', '4']);
      // What remains is another account than the one that was decided about.
      await get().transaction((trx) => moveCompanyHistory(trx, 652, ['2'], '3'));
      expect(await countRefreshDecisions(get().kysely, 652)).toEqual([{ by: AVA, decided: 1 }]);
      expect(await idsOf(652)).toEqual(['4']);
    });

    test('that nobody finishes are dropped by their age', async () => {
      await hold(653, ['1', '2']);
      await keep(653, AVA, [accept('1')], NOW - 1);
      await keep(653, AVA, [accept('2')]);
      await pruneRefreshDecisions(get().kysely, 653, NOW);
      expect(await idsOf(653)).toEqual(['2']);
    });
  });

  describe('edits of plays that are not saved', () => {
    test('are each person’s own, the latest of each play, until they are dropped or too old', async () => {
      const db = get().kysely;
      const draft = { playId: 'surge', version: 2, edit: { name: 'Call “them”' }, draftedAt: NOW };
      await keepPlayDraft(db, 654, AVA, { ...draft, edit: { name: 'C' }, draftedAt: NOW - 1 });
      await keepPlayDraft(db, 654, AVA, draft);
      await keepPlayDraft(db, 654, AVA, { ...draft, playId: null, version: 0, draftedAt: NOW - 5 });
      await keepPlayDraft(db, 654, SAM, draft);
      await keepPlayDraft(db, 655, AVA, draft);
      expect(await listPlayDrafts(db, 654, AVA)).toEqual([
        draft,
        { ...draft, playId: null, version: 0, draftedAt: NOW - 5 },
      ]);
      await prunePlayDrafts(db, 654, NOW);
      expect(await listPlayDrafts(db, 654, AVA)).toEqual([draft]);
      await dropPlayDraft(db, 654, AVA, 'surge');
      await dropPlayDraft(db, 654, AVA, null);
      expect(await listPlayDrafts(db, 654, AVA)).toEqual([]);
      expect(await listPlayDrafts(db, 654, SAM)).toEqual([draft]);
      expect(await listPlayDrafts(db, 655, AVA)).toEqual([draft]);
    });
  });
}
