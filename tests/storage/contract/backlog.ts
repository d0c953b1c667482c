import { describe, expect, test } from 'vitest';
import { readStoredBacklog } from '../../../src/storage/portal/backlog.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { markComputed, markStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { saveWebhookEvents, setAside, takeUnprocessed } from '../../../src/storage/mirror/webhook-events.ts';

export function describeBacklog(get: () => Database): void {
  describe('the backlog of all portals', () => {
    test('counts what waits, whoever’s it is', async () => {
      const { kysely: db } = get();
      const before = await readStoredBacklog(db);
      for (const portalId of [7701, 7702]) {
        await saveWebhookEvents(db, portalId, [{ dedupeKey: 'one', body: {} }], Date.now());
      }
      const [event] = await takeUnprocessed(db, 7702, 1);
      await setAside(db, 7702, event?.seq ?? 0);
      const marks = await markStale(db, 7701, ['1'], 'contact');
      const after = await readStoredBacklog(db);
      expect(after.events).toEqual({ waiting: before.events.waiting + 1, setAside: before.events.setAside + 1 });
      expect(after.oldestStaleS).toBeGreaterThan(0);
      await markComputed(db, 7701, marks);
    });
  });
}
