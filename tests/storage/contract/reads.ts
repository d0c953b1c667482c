import { describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Database } from '../../../src/storage/connection/database.ts';
import { getLatestComparison, saveComparison } from '../../../src/storage/mirror/comparisons.ts';
import {
  claimRecords,
  countRecords,
  listRecordIds,
  markGone,
  pruneGone,
  readClock,
  readUpdateTimes,
} from '../../../src/storage/mirror/mirrored-records.ts';
import { NOW } from './portals.ts';

export function describeReads(get: () => Database): void {
  describe('of two reads of a record', () => {
    const PORTAL_ID = 950;
    const claim = (id: string, readAt: number, updatedAt = NOW) =>
      claimRecords(get().kysely, PORTAL_ID, 'contacts', [{ id, updatedAt }], readAt);
    const gone = (id: string, readAt: number) => markGone(get().kysely, PORTAL_ID, 'contacts', [id], readAt);

    test('the one that began later wins, whichever is stored first', async () => {
      expect(await claim('1', NOW + 2)).toEqual({ newest: new Set(['1']), gone: new Set() });
      expect(await claim('1', NOW + 1)).toEqual({ newest: new Set(), gone: new Set() });
      expect(await claim('1', NOW + 3)).toEqual({ newest: new Set(['1']), gone: new Set() });
    });

    test('one that found it gone is not undone by an earlier one, and is by a later one', async () => {
      expect(await gone('2', NOW + 2)).toEqual(['2']);
      expect(await claim('2', NOW + 1)).toEqual({ newest: new Set(), gone: new Set(['2']) });
      expect(await claim('2', NOW + 3)).toEqual({ newest: new Set(['2']), gone: new Set() });
      expect(await gone('2', NOW + 2)).toEqual([]);
      expect((await readUpdateTimes(get().kysely, PORTAL_ID, 'contacts', ['2'])).get('2')).toBe(NOW);
    });

    test('an earlier state does not take back the time of change', async () => {
      await claim('3', NOW + 1, NOW);
      await claim('3', NOW + 2, NOW - 5);
      expect((await readUpdateTimes(get().kysely, PORTAL_ID, 'contacts', ['3'])).get('3')).toBe(NOW);
    });
  });

  test('mirrored records are listed by number, without those that are gone', async () => {
    const { kysely } = get();
    const records = ['9', '10', '100', '11'].map((id) => ({ id, updatedAt: NOW, counts: id !== '10' }));
    await claimRecords(kysely, 951, 'calls', records, NOW);
    await markGone(kysely, 951, 'calls', ['11'], NOW);
    expect(await listRecordIds(kysely, 951, 'calls', { after: null })).toEqual(['9', '10', '100']);
    expect(await listRecordIds(kysely, 951, 'calls', { after: '9', upTo: '50' })).toEqual(['10']);
    expect(await listRecordIds(kysely, 951, 'calls', { after: null, limit: 2, counting: true })).toEqual(['9', '100']);
    expect(await countRecords(kysely, 951, 'calls')).toBe(3);
    expect(await countRecords(kysely, 952, 'calls')).toBe(0);
  });

  test('the tombstone of a record that is gone is dropped when it is old', async () => {
    const { kysely } = get();
    await markGone(kysely, 953, 'deals', ['1'], NOW);
    await markGone(kysely, 953, 'deals', ['2'], NOW + 10);
    await pruneGone(kysely, 953, NOW + 5);
    const { gone } = await claimRecords(
      kysely,
      953,
      'deals',
      ['1', '2'].map((id) => ({ id, updatedAt: NOW })),
      NOW - 1,
    );
    expect(gone).toEqual(new Set(['2']));
  });

  test('a comparison takes the place of those before, and a repeat of its own', async () => {
    const { kysely } = get();
    for (const [at, found] of [
      [NOW, 'first'],
      [NOW + 1, 'second'],
      [NOW + 1, 'second, again'],
    ] as const) {
      await saveComparison(kysely, 953, at, { found });
    }
    const { rows } = await sql`select from comparisons where portal_id = 953`.execute(kysely);
    expect(rows).toHaveLength(1);
    expect(await getLatestComparison(kysely, 953)).toEqual({ at: NOW + 1, report: { found: 'second, again' } });
  });

  test('the clock goes forward', async () => {
    const first = await readClock(get().kysely);
    expect(await readClock(get().kysely)).toBeGreaterThanOrEqual(first);
    expect(Math.abs(first - Date.now())).toBeLessThan(60_000);
  });
}
