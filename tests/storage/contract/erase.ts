import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { loadPlans, savePlanItem } from '../../../src/storage/accounts/account-plans.ts';
import { getAccountScore, saveComputedAccounts } from '../../../src/storage/accounts/account-scores.ts';
import { upsertActivities } from '../../../src/storage/mirror/activities.ts';
import { appendAudit, listAudit } from '../../../src/storage/portal/audit-log.ts';
import { upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import { upsertContacts } from '../../../src/storage/mirror/contacts.ts';
import { raiseCounters } from '../../../src/storage/mirror/counters.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { PORTAL_TABLES, deletePortalData } from '../../../src/storage/portal/erase.ts';
import { eraseContact, listErased } from '../../../src/storage/mirror/erase-contact.ts';
import { replaceContactCompanies } from '../../../src/storage/mirror/links.ts';
import { moveContactHistory } from '../../../src/storage/mirror/merge-records.ts';
import { savePersonScores } from '../../../src/storage/accounts/person-scores.ts';
import { getPlayRun, insertPlayRun } from '../../../src/storage/plays/play-runs.ts';
import { savePortalNorms } from '../../../src/storage/accounts/portal-norms.ts';
import { upsertPortal } from '../../../src/storage/portal/portals.ts';
import { recordRefusals } from '../../../src/storage/portal/refusals.ts';
import { insertReviewNote, loadReviewNotes } from '../../../src/storage/program/review-notes.ts';
import { lockScores } from '../../../src/storage/accounts/score-log.ts';
import { takeStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { markProcessed, saveWebhookEvents, takeUnprocessed } from '../../../src/storage/mirror/webhook-events.ts';
import { activity, company, contact } from './mirror.ts';
import { NOW, PORTAL } from './portals.ts';
import { computed } from './scores.ts';

/** Tables in which a row of the portal's matches; the tombstones hold the bare id on purpose. */
async function findTraces({ kysely }: Database, portalId: number, trace: RegExp): Promise<string[]> {
  const found: string[] = [];
  for (const table of PORTAL_TABLES) {
    if (['erased_contacts', 'merged_records', 'mirrored_records'].includes(table)) continue;
    const rows = await sql`select * from ${sql.table(table)} where portal_id = ${portalId}`.execute(kysely);
    if (trace.test(JSON.stringify(rows.rows))) found.push(table);
  }
  return found;
}

async function processAll({ kysely }: Database, portalId: number): Promise<void> {
  const events = await takeUnprocessed(kysely, portalId, 100);
  await markProcessed(
    kysely,
    portalId,
    events.map(({ seq }) => seq),
    NOW,
  );
}

/** Until some connection waits for a lock. */
async function waitForLock(db: Database['kysely']): Promise<void> {
  for (;;) {
    const { rows } = await sql`select 1 from pg_locks where not granted`.execute(db);
    if (rows.length > 0) return;
    await delay(5);
  }
}

async function startRun(
  { kysely }: Database,
  portalId: number,
  run: { companyId: string; requestId: string; contactIds: string[] },
): Promise<string> {
  const step = { title: 'Call', channel: 'call', who: 'owner', dueAt: NOW, text: 'Call Grace Hopper', taskId: '1' };
  const playId = `play-${run.requestId}`;
  const started = { startedBy: 'ada', startedAt: NOW, stageFrom: null };
  return (await insertPlayRun(kysely, portalId, { ...run, playId, steps: [step], ...started })).run.runId;
}

async function fill(database: Database, portalId: number): Promise<string> {
  const db = database.kysely;
  await upsertPortal(db, { ...PORTAL, portalId });
  await upsertCompanies(db, portalId, [company('1'), company('2')]);
  await upsertContacts(db, portalId, [contact('4711', { name: 'Grace Hopper' }), contact('4712')]);
  const links = ['4711', '4712'].map((contactId) => ({ contactId, companyId: '1', primary: true }));
  await replaceContactCompanies(db, portalId, ['4711', '4712'], links);
  await upsertActivities(db, portalId, [activity('m', '4711'), activity('m', '4712')]);
  await savePortalNorms(db, portalId, 1, { norms: { meanPointsByCriterion: {} }, companies: 2, mark: 0 });
  const titleClass = { seniority: null, jobFunction: null };
  await savePersonScores(db, portalId, [{ contactId: '4711', titleClass, suggestedRoles: [] }]);
  await saveComputedAccounts(db, portalId, [computed('1', { result: { who: 'Grace Hopper' } }), computed('2')]);
  const body = { objectId: 4711, subscriptionType: 'contact.propertyChange', propertyValue: 'Grace Hopper' };
  await saveWebhookEvents(db, portalId, [{ dedupeKey: 'e', body }], NOW);
  await processAll(database, portalId);
  return startRun(database, portalId, { companyId: '1', requestId: 'r', contactIds: ['4711', '4712'] });
}

export function describeErase(get: () => Database): void {
  describe('erasing', () => {
    test('knows every table that holds data of a portal', async () => {
      const result = await sql<{ table_name: string }>`
        select table_name from information_schema.columns
        where table_schema = 'public' and column_name = 'portal_id' order by 1`.execute(get().kysely);
      expect(result.rows.map((row) => row.table_name)).toEqual(PORTAL_TABLES.toSorted());
    });

    test('a person leaves no trace of the person and marks their accounts', async () => {
      const { kysely: db, transaction } = get();
      const runId = await fill(get(), 700);
      expect(await transaction((trx) => eraseContact(trx, 700, '4711', NOW))).toEqual(['1']);
      expect(await findTraces(get(), 700, /Grace Hopper|4711/)).toEqual([]);
      expect((await takeStale(db, 700, 9)).map((mark) => mark.companyId)).toEqual(['1']);
      expect((await getAccountScore(db, 700, '1'))?.result).toBeNull();
      expect((await getAccountScore(db, 700, '2'))?.result).toEqual({ plays: [] });
      expect(await getPlayRun(db, 700, runId)).toMatchObject({
        contactIds: ['4712'],
        steps: [{ title: 'Call', taskId: '1' }],
      });
    });

    test('a person is gone from what others did, from former accounts, refusals, events and the audit log', async () => {
      const { kysely: db, transaction } = get();
      await fill(get(), 703);
      const runId = await startRun(get(), 703, { companyId: '1', requestId: 'former', contactIds: [] });
      await replaceContactCompanies(db, 703, ['4711'], [{ contactId: '4711', companyId: '2', primary: true }]);
      await upsertActivities(db, 703, [{ ...activity('m', '4712'), detail: 'Lunch with Grace Hopper' }]);
      const refused = { property: '', message: 'Grace Hopper is no option', at: NOW };
      await recordRefusals(db, 703, [{ objectType: 'contacts', recordId: '4711', ...refused }]);
      await recordRefusals(db, 703, [{ objectType: 'companies', recordId: '1', ...refused }]);
      const entry = { at: NOW, actor: 'ada@acme.test', action: 'role confirmed', details: { role: 'CHAMPION' } };
      await appendAudit(db, 703, { ...entry, subject: 'contact:4711' });
      await appendAudit(db, 703, { ...entry, subject: 'contact:4712' });
      const to = { subscriptionType: 'contact.associationChange', associationType: 'CONTACT_TO_COMPANY' };
      const from = { subscriptionType: 'company.associationChange', associationType: 'COMPANY_TO_CONTACT' };
      const bodies = [
        { ...to, fromObjectId: '4711', toObjectId: '1' },
        { ...from, fromObjectId: '1', toObjectId: '4711' },
        { subscriptionType: 'object.merge', objectTypeId: '0-1', newObjectId: '9', mergedObjectIds: ['4711'] },
        { ...to, fromObjectId: '4712', toObjectId: '4711' },
      ];
      await saveWebhookEvents(
        db,
        703,
        bodies.map((body, at) => ({ dedupeKey: String(at), body })),
        NOW,
      );
      await processAll(get(), 703);
      await transaction((trx) => eraseContact(trx, 703, '4711', NOW));
      // Of the events one is left: it is about the company of that number.
      const { rows } = await sql<{ body: unknown }>`select body from webhook_events where portal_id = 703`.execute(db);
      expect(rows).toEqual([{ body: bodies[3] }]);
      await sql`delete from webhook_events where portal_id = 703`.execute(db);
      expect(await findTraces(get(), 703, /Grace Hopper|4711/)).toEqual([]);
      expect((await getPlayRun(db, 703, runId))?.steps).toMatchObject([{ text: '' }]);
      expect(await listAudit(db, 703, 9)).toMatchObject([
        { action: 'person erased', details: { entriesRedacted: 1 } },
        { subject: 'contact:4712', details: { role: 'CHAMPION' } },
        { subject: 'erased', actor: 'ada@acme.test', action: 'role confirmed', details: {} },
      ]);
    });

    test('notes and plans that name the person are gone, those that name nobody stay', async () => {
      const { kysely: db, transaction } = get();
      await fill(get(), 718);
      const noted = { companyId: '2', notedAt: NOW, notedBy: 'ada@acme.test' };
      await insertReviewNote(db, 718, { ...noted, noteId: 'naming', text: 'Ask GRACE HOPPER for the budget' });
      await insertReviewNote(db, 718, { ...noted, noteId: 'other', text: 'Ask for the budget' });
      const planned = { ...noted, kind: 'initiative' } as const;
      await savePlanItem(db, 718, { ...planned, itemId: 'naming', text: 'Grace Hopper wants a compiler' });
      await savePlanItem(db, 718, { ...planned, itemId: 'other', text: 'A compiler' });
      await transaction((trx) => eraseContact(trx, 718, '4711', NOW));
      expect((await loadReviewNotes(db, 718, ['2'], 9)).get('2')).toMatchObject([{ noteId: 'other' }]);
      expect((await loadPlans(db, 718, ['2'])).get('2')?.initiatives).toMatchObject([{ itemId: 'other' }]);
    });

    test('a person who was merged goes under every id, whichever of them is named', async () => {
      const { kysely: db, transaction } = get();
      for (const [portalId, named] of [
        [704, '4711'],
        [705, '99'],
      ] as const) {
        await fill(get(), portalId);
        await transaction((trx) => moveContactHistory(trx, portalId, ['4711'], '55'));
        await transaction((trx) => moveContactHistory(trx, portalId, ['55'], '99'));
        await upsertContacts(db, portalId, [contact('99', { name: 'Grace Hopper' })]);
        await transaction((trx) => eraseContact(trx, portalId, named, NOW));
        expect(await listErased(db, portalId, ['4711', '4712', '55', '99'])).toEqual(['4711', '55', '99']);
        expect(await findTraces(get(), portalId, /Grace Hopper|4711/)).toEqual([]);
      }
    });

    test('a person does not come back, whoever writes it', async () => {
      const { kysely: db, transaction } = get();
      await fill(get(), 706);
      await transaction((trx) => eraseContact(trx, 706, '4711', NOW));
      await upsertContacts(db, 706, [contact('4711', { updatedAt: NOW + 1 })]);
      await replaceContactCompanies(db, 706, ['4711'], [{ contactId: '4711', companyId: '1', primary: true }]);
      await upsertActivities(db, 706, [activity('late', '4711')]);
      await raiseCounters(db, 706, [{ contactId: '4711', property: 'hs_email_open', value: 3 }], NOW);
      expect(await findTraces(get(), 706, /4711/)).toEqual([]);
      expect(await transaction((trx) => eraseContact(trx, 706, '4711', NOW))).toEqual([]);
    });

    test('a person waits for a page that is being stored', async ({ skip }) => {
      const { kind, kysely: db, transaction } = get();
      skip(kind === 'pglite', 'the embedded database has one connection: nothing is under way beside an erasure');
      await fill(get(), 707);
      const stored = Promise.withResolvers<void>();
      const written = Promise.withResolvers<void>();
      const page = transaction(async (trx) => {
        await upsertContacts(trx, 707, [contact('4711', { updatedAt: NOW + 1, jobTitle: 'CFO' })]);
        written.resolve();
        await stored.promise;
        await upsertActivities(trx, 707, [activity('page', '4711')]);
      });
      await written.promise;
      const erased = transaction((trx) => eraseContact(trx, 707, '4711', NOW));
      await waitForLock(db);
      stored.resolve();
      await Promise.all([page, erased]);
      expect(await findTraces(get(), 707, /4711/)).toEqual([]);
    });

    test('a person waits for a refresh of their account, and neither for the other', async ({ skip }) => {
      const { kind, kysely: db, transaction } = get();
      skip(kind === 'pglite', 'the embedded database has one connection: nothing is under way beside an erasure');
      await fill(get(), 709);
      const erasing = Promise.withResolvers<void>();
      const computing = Promise.withResolvers<void>();
      const refresh = transaction(async (trx) => {
        await lockScores(trx, 709);
        await saveComputedAccounts(trx, 709, [computed('1', { result: { who: 'Grace Hopper' } })]);
        computing.resolve();
        await erasing.promise;
        const titleClass = { seniority: null, jobFunction: null };
        await savePersonScores(trx, 709, [{ contactId: '4711', titleClass, suggestedRoles: [] }]);
      });
      await computing.promise;
      const erased = transaction((trx) => eraseContact(trx, 709, '4711', NOW));
      await waitForLock(db);
      erasing.resolve();
      await Promise.all([refresh, erased]);
      expect(await findTraces(get(), 709, /Grace Hopper|4711/)).toEqual([]);
    });

    test('an entry of the audit log can be redacted and not be changed', async () => {
      const { kysely: db } = get();
      await appendAudit(db, 708, { at: NOW, actor: 'ada', action: 'a', subject: 'contact:1', details: { b: 1 } });
      for (const change of [
        sql`actor = 'eve'`,
        sql`subject = 'contact:2'`,
        sql`subject = 'erased'`,
        sql`details = '{}'`,
      ]) {
        await expect(sql`update audit_log set ${change} where portal_id = 708`.execute(db)).rejects.toThrow(
          'append-only',
        );
      }
    });

    test('a portal leaves nothing of it and all of the others', async () => {
      const { kysely: db, transaction } = get();
      await fill(get(), 701);
      await fill(get(), 702);
      const count = async (portalId: number) => {
        const counts = await Promise.all(
          PORTAL_TABLES.map((table) =>
            sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where portal_id = ${portalId}`.execute(db),
          ),
        );
        return counts.reduce((sum, result) => sum + (result.rows[0]?.n ?? 0), 0);
      };
      const before = await count(702);
      expect(await count(701)).toBe(before);
      await transaction((trx) => deletePortalData(trx, 701));
      expect(await count(701)).toBe(0);
      expect(await count(702)).toBe(before);
    });
  });
}
