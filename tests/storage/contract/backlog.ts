import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { setPortalStatus, upsertPortal } from '../../../src/storage/portal/portals.ts';
import { readStoredBacklog } from '../../../src/storage/portal/backlog.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { markComputed, markStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { saveWebhookEvents, setAside, takeUnprocessed } from '../../../src/storage/mirror/webhook-events.ts';
import { PORTAL } from './portals.ts';

export function describeBacklog(get: () => Database): void {
  describe('the backlog of all portals', () => {
    test('counts what waits, whoever’s it is', async () => {
      const { kysely: db } = get();
      for (const portalId of [7701, 7702]) await upsertPortal(db, { ...PORTAL, portalId, status: 'active' });
      const before = await readStoredBacklog(db);
      for (const portalId of [7701, 7702]) {
        await saveWebhookEvents(db, portalId, [{ dedupeKey: 'one', body: {} }], Date.now());
      }
      const [event] = await takeUnprocessed(db, 7702, 1);
      await setAside(db, 7702, event?.seq ?? 0);
      const marks = await markStale(db, 7701, ['1'], 'contact');
      await sql`update stale_accounts set marked_at = marked_at - interval '1 hour' where portal_id = 7701`.execute(db);
      const after = await readStoredBacklog(db);
      expect(after.events).toEqual({ waiting: before.events.waiting + 1, setAside: before.events.setAside + 1 });
      expect(after.oldestStaleS).toBeGreaterThan(3_500);
      await markComputed(db, 7701, marks);
    });

    test.each(['syncing', 'revoked'] as const)(
      'counts nothing of a portal that is %s: nobody is at it',
      async (status) => {
        const { kysely: db } = get();
        const before = await readStoredBacklog(db);
        await upsertPortal(db, { ...PORTAL, portalId: 7703, status: 'active' });
        await saveWebhookEvents(db, 7703, [{ dedupeKey: status, body: {} }], Date.now());
        const marks = await markStale(db, 7703, ['1'], 'contact');
        await sql`update stale_accounts set marked_at = now() - interval '1 year' where portal_id = 7703`.execute(db);
        expect((await readStoredBacklog(db)).oldestStaleS).toBeGreaterThan(300 * 86_400);
        await setPortalStatus(db, 7703, status, Date.now());
        const { oldestStaleS, events } = await readStoredBacklog(db);
        expect(oldestStaleS).toBeLessThan(300 * 86_400);
        expect(events).toEqual(before.events);
        await markComputed(db, 7703, marks);
        await sql`delete from webhook_events where portal_id = 7703`.execute(db);
      },
    );
  });
}
