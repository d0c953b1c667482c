import { describe, expect, test } from 'vitest';
import type { Database } from '../../../src/storage/connection/database.ts';
import { deleteSegment, listSegments, saveSegment, type MadeSegment } from '../../../src/storage/program/segments.ts';
import { NOW } from './portals.ts';

const segment = (changes: Partial<MadeSegment> = {}): MadeSegment => ({
  kind: 'tier_1',
  listId: '12',
  madeAt: NOW,
  madeBy: 'mia@vendor.example',
  ...changes,
});

export function describeSegments(get: () => Database): void {
  describe('segments', () => {
    test('are kept as they were made, the first that was made first, each portal its own', async () => {
      const db = get().kysely;
      const later = segment({ kind: 'surging', listId: '13', madeAt: NOW + 1 });
      await saveSegment(db, 650, later);
      await saveSegment(db, 650, segment());
      await saveSegment(db, 651, segment({ listId: '99' }));
      expect(await listSegments(db, 650)).toEqual([segment(), later]);
      expect(await listSegments(db, 651)).toEqual([segment({ listId: '99' })]);
    });

    test('of a kind there is one: a list that is made anew takes the place of the last', async () => {
      const db = get().kysely;
      await saveSegment(db, 652, segment());
      const anew = segment({ listId: '14', madeAt: NOW + 5, madeBy: 'ava@vendor.example' });
      await saveSegment(db, 652, anew);
      expect(await listSegments(db, 652)).toEqual([anew]);
    });

    test('one is forgotten by its list: what took its place stays, as does that of another portal', async () => {
      const db = get().kysely;
      await saveSegment(db, 653, segment({ listId: '15' }));
      await saveSegment(db, 654, segment({ listId: '15' }));
      await deleteSegment(db, 653, { kind: 'tier_1', listId: '12' });
      expect(await listSegments(db, 653)).toHaveLength(1);
      await deleteSegment(db, 653, { kind: 'tier_1', listId: '15' });
      expect(await listSegments(db, 653)).toEqual([]);
      expect(await listSegments(db, 654)).toHaveLength(1);
    });
  });
}
