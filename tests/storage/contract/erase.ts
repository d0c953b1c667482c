import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { getAccountScore, saveComputedAccounts } from '../../../src/storage/account-scores.ts';
import { upsertActivities } from '../../../src/storage/activities.ts';
import { upsertCompanies } from '../../../src/storage/companies.ts';
import { upsertContacts } from '../../../src/storage/contacts.ts';
import type { Database } from '../../../src/storage/database.ts';
import { PORTAL_TABLES, deletePortalData, eraseContact } from '../../../src/storage/erase.ts';
import { replaceContactCompanies } from '../../../src/storage/links.ts';
import { savePersonScores } from '../../../src/storage/person-scores.ts';
import { getPlayRun, insertPlayRun } from '../../../src/storage/play-runs.ts';
import { savePortalNorms } from '../../../src/storage/portal-norms.ts';
import { upsertPortal } from '../../../src/storage/portals.ts';
import { takeStale } from '../../../src/storage/stale-accounts.ts';
import { saveWebhookEvents } from '../../../src/storage/webhook-events.ts';
import { activity, company, contact } from './mirror.ts';
import { NOW, PORTAL } from './portals.ts';
import { computed } from './scores.ts';

async function fill(database: Database, portalId: number): Promise<string> {
  const db = database.kysely;
  await upsertPortal(db, { ...PORTAL, portalId });
  await upsertCompanies(db, portalId, [company('1'), company('2')]);
  await upsertContacts(db, portalId, [contact('4711', { name: 'Grace Hopper' }), contact('4712')]);
  const links = ['4711', '4712'].map((contactId) => ({ contactId, companyId: '1', primary: true }));
  await replaceContactCompanies(db, portalId, ['4711', '4712'], links);
  await upsertActivities(db, portalId, [activity('m', '4711'), activity('m', '4712')]);
  await savePortalNorms(db, portalId, 1, { meanPointsByCriterion: {} });
  const titleClass = { seniority: null, jobFunction: null };
  await savePersonScores(db, portalId, [{ contactId: '4711', titleClass, suggestedRoles: [], engagement: 1 }]);
  await saveComputedAccounts(db, portalId, [computed('1', { result: { who: 'Grace Hopper' } }), computed('2')]);
  const body = { objectId: 4711, subscriptionType: 'contact.propertyChange', propertyValue: 'Grace Hopper' };
  await saveWebhookEvents(db, portalId, [{ dedupeKey: 'e', body }], NOW);
  const step = { title: 'Call', channel: 'call', who: 'owner', dueAt: NOW, text: 'Call Grace Hopper', taskId: '1' };
  const { run } = await insertPlayRun(db, portalId, {
    requestId: 'r',
    companyId: '1',
    playId: 'surge',
    contactIds: ['4711', '4712'],
    steps: [step],
    startedBy: 'ada',
    startedAt: NOW,
  });
  return run.runId;
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
      expect(await transaction((trx) => eraseContact(trx, 700, '4711'))).toEqual(['1']);
      for (const table of PORTAL_TABLES) {
        const rows = await sql`select * from ${sql.table(table)} where portal_id = 700`.execute(db);
        expect([table, JSON.stringify(rows.rows)]).toEqual([
          table,
          expect.not.stringMatching(/Grace Hopper|4711/) as string,
        ]);
      }
      expect((await takeStale(db, 700, 9)).map((mark) => mark.companyId)).toEqual(['1']);
      expect((await getAccountScore(db, 700, '1'))?.result).toBeNull();
      expect((await getAccountScore(db, 700, '2'))?.result).toEqual({ plays: [] });
      expect(await getPlayRun(db, 700, runId)).toMatchObject({
        contactIds: ['4712'],
        steps: [{ title: 'Call', taskId: '1' }],
      });
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
