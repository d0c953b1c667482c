import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { appendAudit, appendAudits, listAudit, type AuditEntry } from '../../../src/storage/portal/audit-log.ts';
import { foldMoment } from '../../../src/storage/portal/audit-moment.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { deleteSyncSteps, getSyncStep, listSyncSteps, saveSyncStep } from '../../../src/storage/mirror/sync-steps.ts';
import {
  listPortalsWithEvents,
  markProcessed,
  pruneWebhookEvents,
  saveWebhookEvents,
  takeUnprocessed,
} from '../../../src/storage/mirror/webhook-events.ts';
import { NOW } from './portals.ts';

function move(index: number, from: number): AuditEntry {
  return {
    at: NOW,
    actor: 'ada',
    action: 'list changed',
    subject: `company:${index}`,
    details: { from, to: 3, reason: `rank ${index}` },
  };
}

export function describeWork(get: () => Database): void {
  describe('steps of a sync', () => {
    test('keep their cursor, and when they were begun the last time', async () => {
      const db = get().kysely;
      const step = { step: 'companies', cursor: null, done: 0, total: null, startedAt: NOW, finishedAt: null };
      await saveSyncStep(db, 600, step);
      await saveSyncStep(db, 600, { ...step, cursor: '200', done: 200, total: 1000, startedAt: NOW + 9 });
      await saveSyncStep(db, 600, { ...step, step: 'contacts', startedAt: NOW + 1, finishedAt: NOW + 2 });
      expect(await listSyncSteps(db, 600)).toEqual([
        { ...step, step: 'contacts', startedAt: NOW + 1, finishedAt: NOW + 2 },
        { ...step, cursor: '200', done: 200, total: 1000, startedAt: NOW + 9 },
      ]);
      await deleteSyncSteps(db, 600);
      expect(await getSyncStep(db, 600, 'companies')).toBeNull();
    });
  });

  describe('webhook events', () => {
    const events = ['a', 'b', 'c'].map((dedupeKey, index) => ({ dedupeKey, body: { objectId: index } }));

    test('are kept once, and each is given to one taker', async () => {
      const db = get().kysely;
      expect(await saveWebhookEvents(db, 610, events, NOW)).toBe(3);
      expect(await saveWebhookEvents(db, 610, events, NOW + 1)).toBe(0);
      const [first, second] = await Promise.all([takeUnprocessed(db, 610, 2), takeUnprocessed(db, 610, 2)]);
      const taken = [...first, ...second];
      expect(taken.map((event) => event.seq)).toHaveLength(3);
      expect(new Set(taken.map((event) => event.seq)).size).toBe(3);
      expect(taken[0]).toMatchObject({ receivedAt: NOW });
      expect(await listPortalsWithEvents(db)).toContain(610);
      await markProcessed(
        db,
        610,
        taken.map((event) => event.seq),
        NOW + 2,
      );
      expect(await listPortalsWithEvents(db)).not.toContain(610);
      expect(await pruneWebhookEvents(db, 610, NOW)).toBe(0);
      expect(await pruneWebhookEvents(db, 610, NOW + 1)).toBe(3);
    });

    test('of a taker that died are given again once its lease is over', async () => {
      const db = get().kysely;
      await saveWebhookEvents(db, 611, events.slice(0, 1), NOW);
      expect(await takeUnprocessed(db, 611, 5)).toHaveLength(1);
      expect(await takeUnprocessed(db, 611, 5)).toHaveLength(0);
      await sql`update webhook_events set leased_until = clock_timestamp() - interval '1 s' where portal_id = 611`.execute(
        db,
      );
      expect(await takeUnprocessed(db, 611, 5)).toHaveLength(1);
    });
  });

  describe('the audit log', () => {
    test('gives the newest first and refuses to be changed', async () => {
      const db = get().kysely;
      const entry = {
        at: NOW,
        actor: 'ada',
        action: 'play.started',
        subject: 'company:1',
        details: { playId: 'surge' },
      };
      await appendAudit(db, 620, entry);
      await appendAudit(db, 620, { ...entry, at: NOW + 1, action: 'play.dismissed' });
      expect(await listAudit(db, 620, 1)).toMatchObject([{ ...entry, at: NOW + 1, action: 'play.dismissed' }]);
      await expect(sql`update audit_log set actor = 'eve' where portal_id = 620`.execute(db)).rejects.toThrow(
        /append-only/,
      );
    });

    test('folds what is alike in the newest moment of one portal, up to so many kinds', async () => {
      const db = get().kysely;
      const moved = Array.from({ length: 900 }, (_, index) => move(index, index === 0 ? 1 : 2));
      const other = { ...move(0, 2), subject: 'list' };
      await appendAudits(db, 621, [{ ...move(0, 2), actor: 'eve' }, ...moved, other, other]);
      await appendAudits(db, 622, [move(1, 2)]);
      const all = { text: '', playIds: [], actions: [] };
      const fold = async (kinds: number, before: number | null = null) =>
        (await foldMoment(db, 621, before, all, { few: 3, kinds })).map(({ rows, count }) => [
          rows.map(({ subject }) => subject),
          count,
        ]);
      const alike = [['company:899', 'company:898', 'company:897'], 899];
      expect(await fold(9)).toEqual([[['list'], 1], [['list'], 1], alike, [['company:0'], 1]]);
      expect(await fold(3)).toEqual([[['list'], 1], [['list'], 1], alike]);
      const entries = await listAudit(db, 621, 999);
      expect(await fold(9, entries.at(-2)?.seq)).toEqual([[['company:0'], 1]]);
      expect(await foldMoment(db, 623, null, all, { few: 3, kinds: 9 })).toEqual([]);
    });
  });
}
