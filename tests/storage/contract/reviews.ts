import { describe, expect, test } from 'vitest';
import {
  loadReviews,
  markReviewed,
  moveReviews,
  pruneReviews,
  unmarkReviewed,
} from '../../../src/storage/program/account-reviews.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { loadDealEvents, pruneDealMoves } from '../../../src/storage/mirror/deal-moves.ts';
import { deleteDeals, upsertDeals, type Deal } from '../../../src/storage/mirror/deals.ts';
import { replaceDealCompanies } from '../../../src/storage/mirror/links.ts';
import {
  deleteReviewNote,
  editReviewNote,
  getReviewNote,
  insertReviewNote,
  loadReviewNotes,
} from '../../../src/storage/program/review-notes.ts';
import { NOW } from './portals.ts';

const WEEK = '2026-11-16';
const note = (noteId: string, changes = {}) => ({
  noteId,
  companyId: '1',
  text: 'Call them',
  notedAt: NOW,
  notedBy: 'ava@vendor.example',
  ...changes,
});
const deal = (changes: Partial<Deal> = {}): Deal => ({
  dealId: '7',
  name: 'Platform',
  amount: 100,
  pipelineId: 'default',
  stageId: 'first',
  state: 'open',
  ownerId: null,
  properties: {},
  closedAt: null,
  createdAt: NOW - 1_000,
  updatedAt: NOW,
  ...changes,
});

export function describeReviews(get: () => Database): void {
  describe('weekly reviews', () => {
    test('notes are kept once, newest first, the latest of each account, until they are removed', async () => {
      const db = get().kysely;
      await insertReviewNote(db, 640, note('n1'));
      await insertReviewNote(db, 640, note('n1', { text: 'sent again' }));
      await insertReviewNote(db, 640, note('n2', { notedAt: NOW + 1 }));
      await insertReviewNote(db, 640, note('n3', { companyId: '2' }));
      await insertReviewNote(db, 641, note('n4'));
      await editReviewNote(db, 640, { noteId: 'n1', text: 'Wrote them', editedAt: NOW + 5 });
      await editReviewNote(db, 640, { noteId: 'n2', text: 'Call them', editedAt: NOW + 5 });
      const held = await loadReviewNotes(db, 640, ['1', '2', '9'], 1);
      expect([...held].map(([id, notes]) => [id, notes.map(({ noteId }) => noteId)])).toEqual([
        ['1', ['n2']],
        ['2', ['n3']],
      ]);
      expect((await loadReviewNotes(db, 640, ['1'], 5)).get('1')).toEqual([
        { ...note('n2', { notedAt: NOW + 1 }), editedAt: null },
        { ...note('n1', { text: 'Wrote them' }), editedAt: NOW + 5 },
      ]);
      await deleteReviewNote(db, 640, 'n1');
      expect(await getReviewNote(db, 640, 'n1')).toBeNull();
    });

    test('an account is gone through once a week; who was first stays, and it can be taken back', async () => {
      const db = get().kysely;
      const mark = { companyId: '1', week: WEEK, reviewedAt: NOW, reviewedBy: 'ava@vendor.example' };
      await markReviewed(db, 642, mark);
      await markReviewed(db, 642, { ...mark, reviewedBy: 'sam@vendor.example' });
      await markReviewed(db, 642, { ...mark, companyId: '2', week: '2026-11-09' });
      expect([...(await loadReviews(db, 642, ['1', '2'], WEEK))]).toEqual([
        ['1', { reviewedAt: NOW, reviewedBy: 'ava@vendor.example' }],
      ]);
      await unmarkReviewed(db, 642, { companyId: '1', week: WEEK });
      expect((await loadReviews(db, 642, ['1'], WEEK)).size).toBe(0);
      await pruneReviews(db, 642, NOW + 1);
      expect((await loadReviews(db, 642, ['2'], '2026-11-09')).size).toBe(0);
    });

    test('notes and reviews go on under the id of a merged company, however often it is told', async () => {
      const db = get().kysely;
      const mark = { week: WEEK, reviewedAt: NOW, reviewedBy: 'ava@vendor.example' };
      for (const companyId of ['1', '2']) await markReviewed(db, 643, { ...mark, companyId });
      await insertReviewNote(db, 643, note('n1', { companyId: '2' }));
      await moveReviews(db, 643, ['1', '2'], '3');
      await moveReviews(db, 643, ['1', '2'], '3');
      expect([...(await loadReviews(db, 643, ['1', '2', '3'], WEEK)).keys()]).toEqual(['3']);
      expect([...(await loadReviewNotes(db, 643, ['1', '2', '3'], 5)).keys()]).toEqual(['3']);
    });
  });

  describe('what happened to deals', () => {
    const span = { from: NOW - 5_000, to: NOW + 5_000 };
    const kinds = async (db: Database['kysely'], portalId: number, within = span) =>
      ((await loadDealEvents(db, portalId, ['1'], within)).get('1') ?? []).map(({ kind, from, to }) => [
        kind,
        from,
        to,
      ]);

    test('is that they were created, moved and closed; one read again has not moved again', async () => {
      const db = get().kysely;
      await upsertDeals(db, 644, [deal()]);
      await replaceDealCompanies(db, 644, ['7'], [{ dealId: '7', companyId: '1', primary: true }]);
      await upsertDeals(db, 644, [deal({ stageId: 'second', updatedAt: NOW + 10 })]);
      await upsertDeals(db, 644, [deal({ stageId: 'second', updatedAt: NOW + 20 })]);
      // What was read earlier and arrives later.
      await upsertDeals(db, 644, [deal()]);
      expect(await kinds(db, 644)).toEqual([
        ['created', null, 'second'],
        ['moved', 'first', 'second'],
      ]);
      await upsertDeals(db, 644, [deal({ stageId: 'won', state: 'won', closedAt: NOW + 50, updatedAt: NOW + 60 })]);
      expect((await kinds(db, 644)).slice(2)).toEqual([
        ['won', null, 'won'],
        ['moved', 'second', 'won'],
      ]);
      expect(await kinds(db, 644, { from: NOW + 60, to: NOW + 61 })).toEqual([['moved', 'second', 'won']]);
      expect(await kinds(db, 645)).toEqual([]);
    });

    test('goes with the deal, and when it is too old', async () => {
      const db = get().kysely;
      await upsertDeals(db, 646, [deal()]);
      await upsertDeals(db, 646, [deal({ stageId: 'second', updatedAt: NOW + 10 })]);
      await pruneDealMoves(db, 646, NOW + 10);
      const count = async () =>
        (await db.selectFrom('deal_moves').select('deal_id').where('portal_id', '=', 646).execute()).length;
      expect(await count()).toBe(1);
      await deleteDeals(db, 646, ['7']);
      expect(await count()).toBe(0);
    });
  });
}
