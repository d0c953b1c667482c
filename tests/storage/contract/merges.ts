import { beforeEach, describe, expect, test } from 'vitest';
import { upsertActivities } from '../../../src/storage/mirror/activities.ts';
import { raiseCounters, readCounters } from '../../../src/storage/mirror/counters.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { moveContactHistory } from '../../../src/storage/mirror/merge-records.ts';
import { NOW } from './portals.ts';

/** Contacts that become one. */
export function describeMerges(get: () => Database): void {
  describe('the counters of merged contacts', () => {
    let portalId = 7700;
    beforeEach(() => {
      portalId += 1;
    });
    const countOpens = async (contactId: string, value: number): Promise<void> => {
      const db = get();
      const opens = Array.from({ length: value }, (_, index) => ({
        activityId: `counter:hs_email_open:${contactId}:${index + 1}`,
        contactId,
        type: 'email_open' as const,
        occurredAt: NOW,
        detail: null,
        source: 'counter' as const,
      }));
      await upsertActivities(db.kysely, portalId, opens);
      await raiseCounters(db.kysely, portalId, [{ contactId, property: 'hs_email_open', value }], NOW);
    };
    const merge = (oldIds: string[], newId: string): Promise<void> => {
      const db = get();
      return db.transaction((trx) => moveContactHistory(trx, portalId, oldIds, newId));
    };
    const held = async (contactId: string): Promise<{ seen: number | null; opens: number }> => {
      const db = get();
      const seen = (await readCounters(db.kysely, portalId, [contactId])).get(`${contactId}\nhs_email_open`) ?? null;
      const rows = await db.kysely
        .selectFrom('activities')
        .select('activity_id')
        .where('portal_id', '=', portalId)
        .where('contact_id', '=', contactId)
        .execute();
      return { seen, opens: rows.length };
    };

    test('add up, with what they stood for', async () => {
      await countOpens('1', 2);
      await countOpens('2', 3);
      await merge(['1', '2'], '10');
      expect(await held('10')).toEqual({ seen: 5, opens: 5 });
    });

    test('do not where one was never seen: the history of the new contact says what all of them counted', async () => {
      await countOpens('1', 2);
      await merge(['1', '2'], '10');
      expect(await held('10')).toEqual({ seen: null, opens: 0 });
    });

    test('add up in a second merge, which names the contacts of the first as well, and when a merge is told again', async () => {
      await countOpens('1', 2);
      await countOpens('2', 0);
      await merge(['1', '2'], '10');
      await countOpens('3', 1);
      await merge(['10', '3', '1', '2'], '20');
      await merge(['10', '3', '1', '2'], '20');
      expect(await held('20')).toEqual({ seen: 3, opens: 3 });
    });
  });
}
