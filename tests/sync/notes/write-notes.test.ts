import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Tier } from '../../../src/domain/committee/committee-model.ts';
import { savePositions } from '../../../src/storage/accounts/account-scores.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { insertPlayRun } from '../../../src/storage/plays/play-runs.ts';
import { addDueNotes, countNotes, pruneNotes } from '../../../src/storage/portal/record-notes.ts';
import { lockScores, logScores } from '../../../src/storage/accounts/score-log.ts';
import { backfillPortal } from '../../../src/sync/install/backfill-portal.ts';
import { MOST_NOTES_A_DAY, writeNotes } from '../../../src/sync/notes/write-notes.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { changeSettings } from '../../../src/sync/settings/change-settings.ts';
import { dying } from '../../fixtures/dying-process.ts';
import { createPortalUsers } from '../../fixtures/portal-users.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

const DAY_MS = 86_400_000;
const OFF = { tiers: false, surges: false, plays: false };
const [ACME, BOLT, COLD] = ['101', '102', '103'];
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.proxy.decideFault = () => null;
  await want(OFF);
  await app.context.db.kysely.deleteFrom('record_notes').execute();
});

const want = (recordNotes: Partial<typeof OFF>) =>
  changeSettings(app.context, app.portalId, { recordNotes: { ...OFF, ...recordNotes } }, 'ava@vendor.example');

/** The notes on a company in HubSpot, without their markers. */
function notesOn(companyId: string): string[] {
  const { associations, records } = app.standIn.store;
  const ids = [...associations.linked('companies', companyId, 'notes').keys()].toSorted(
    (a, b) => Number(a) - Number(b),
  );
  return ids.map((id) => String(records.notes.get(id)?.properties['hs_note_body']).replace(/<br><br>\[rt-.*$/, ''));
}
const countAll = (): number => [...app.standIn.store.records.notes.active()].length;

/** A round of tiers moves an account. */
async function move(companyId: string, tier: Tier | null, tierReason: string): Promise<void> {
  const { db, now } = app.context;
  await db.transaction(async (trx) => {
    await lockScores(trx, app.portalId);
    const since = tier === null ? null : now();
    await savePositions(trx, app.portalId, [
      { companyId, tier, tierSince: since, tierReason, priority: null, rank: null },
    ]);
    await logScores(trx, app.portalId, [companyId], { cause: 'assigned', at: now(), round: 1 });
  });
}

/** The same, to a tier the account does not hold. */
async function moveOn(companyId: string, tierReason: string): Promise<void> {
  const held = app.context.db.kysely.selectFrom('account_scores').select('tier').where('company_id', '=', companyId);
  const { tier } = await held.executeTakeFirstOrThrow();
  await move(companyId, tier === 1 ? 2 : 1, tierReason);
}

/** Does what the job does until it is done; a lease that is held passes. */
async function work(): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await app.context.db.kysely.updateTable('record_notes').set({ leased_until: null }).execute();
    try {
      return await writeNotes(app.context, app.portalId);
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

describe('a change of tier', () => {
  test('is noted where an admin wants it, from then on, and once', async () => {
    await move(COLD, 1, 'Tier 1: rank 1 of 25 seats');
    await work();
    expect(countAll()).toBe(0);
    await want({ tiers: true });
    await work();
    expect(countAll()).toBe(0);
    await move(COLD, 2, 'Tier 2: ranked 27th for 25 Tier 1 seats');
    await work();
    await work();
    expect(notesOn(COLD)).toEqual(['Roundtable: from Tier 1 to Tier 2: ranked 27th for 25 Tier 1 seats.']);
    await move(COLD, null, 'not eligible: fit 20 under 30');
    await move(COLD, 3, 'Tier 3: rank 4');
    await work();
    expect(notesOn(COLD).slice(1).toSorted()).toEqual([
      'Roundtable: off the target account list, from Tier 2: not eligible: fit 20 under 30.',
      'Roundtable: on the target account list, in Tier 3: rank 4.',
    ]);
  });

  test('is not written any more once it is switched off', async () => {
    const before = countAll();
    await want({ tiers: true });
    await move(COLD, 2, 'Tier 2: rank 5');
    await want({ tiers: false });
    await move(COLD, 3, 'Tier 3: rank 6');
    await want({ tiers: true });
    await work();
    expect(countAll()).toBe(before);
  });

  test.each(['before', 'after'] as const)(
    'is written once by a process that is killed %s any of its requests',
    async (when) => {
      await want({ tiers: true });
      for (let n = 1; ; n += 1) {
        const before = countAll();
        await moveOn(COLD, `change ${when} ${n}`);
        const { context, died } = dying(app.context, n, when);
        await writeNotes(context, app.portalId).catch(() => undefined);
        await work();
        expect(countAll()).toBe(before + 1);
        if (!died()) break;
        expect(n).toBeLessThan(10);
      }
    },
  );

  test('is written once where another took it over from a process that was slow to ask', async () => {
    await want({ tiers: true });
    const before = countAll();
    await moveOn(COLD, 'slow');
    app.proxy.decideFault = async ({ path }) => {
      if (!path.endsWith('/companies/batch/read')) return null;
      app.proxy.decideFault = () => null;
      await work();
      return null;
    };
    await writeNotes(app.context, app.portalId);
    expect(countAll()).toBe(before + 1);
  });

  test('is written once where the answer was lost, and where several processes write', async () => {
    await want({ tiers: true });
    const before = countAll();
    let lost = 0;
    app.proxy.decideFault = ({ method, path }) => {
      if (method !== 'POST' || !path.endsWith('/objects/2026-09/notes') || lost > 0) return null;
      lost += 1;
      return 'lost';
    };
    await moveOn(COLD, 'lost');
    await work();
    expect([lost, countAll()]).toEqual([1, before + 1]);
    for (const [index, companyId] of [ACME, BOLT, COLD].entries()) await moveOn(companyId, `crowd ${index}`);
    await Promise.all([1, 2, 3].map(() => writeNotes(app.context, app.portalId)));
    await work();
    expect(countAll()).toBe(before + 4);
  });

  test('on a company that is gone is given up, and the others are written', async () => {
    await want({ tiers: true });
    const before = countAll();
    await moveOn('104', 'soon gone');
    await moveOn(BOLT, 'still there');
    createPortalUsers(app.standIn).archive('companies', '104');
    await work();
    expect(countAll()).toBe(before + 1);
    expect(await countNotes(app.context.db.kysely, app.portalId, 0)).toMatchObject({ failed: 1, written: 1 });
  });
});

describe('more than people can read', () => {
  test('is held back for good, the highest tiers come first, and the audit log says so', async () => {
    await want({ tiers: true });
    const before = countAll();
    const { kysely } = app.context.db;
    const count = MOST_NOTES_A_DAY - 1;
    await sql`insert into record_notes (portal_id, note_key, company_id, kind, details, happened_at, made_at, status)
      select ${app.portalId}, 'earlier-' || i, '101', 'tiers', '{}', now(), now(), 'written'
      from generate_series(1, ${count}) i`.execute(kysely);
    for (const companyId of [ACME, BOLT, COLD]) await move(companyId, 3, 'before');
    await want(OFF);
    await want({ tiers: true });
    await move(ACME, 2, 'second');
    await move(BOLT, null, 'third');
    await move(COLD, 1, 'first');
    await work();
    await work();
    expect(countAll()).toBe(before + 1);
    expect(notesOn(COLD).at(-1)).toContain('to Tier 1: first.');
    const entries = (await listAudit(kysely, app.portalId, 50)).filter(({ action }) => action === 'notes held back');
    expect(entries).toMatchObject([{ details: { held: 2, most: MOST_NOTES_A_DAY } }]);
    const { body } = await app.call('/api/settings/choices');
    expect(body.notes).toEqual({
      written: MOST_NOTES_A_DAY,
      waiting: 0,
      held: 2,
      failed: 0,
      mostADay: MOST_NOTES_A_DAY,
    });
    await pruneNotes(kysely, app.portalId, Date.now() + 31 * DAY_MS);
    expect(await countNotes(kysely, app.portalId, 0)).toEqual({});
  });
});

const surge = (companyId: string, surging: boolean) =>
  app.context.db.kysely.updateTable('account_scores').set({ surging }).where('company_id', '=', companyId).execute();

describe('a surge', () => {
  test('is noted once for as long as it lasts; one that was there when it was switched on is no news', async () => {
    const before = countAll();
    await move(BOLT, 2, 'on the list');
    await surge(ACME, true);
    await surge(BOLT, false);
    await want({ surges: true });
    await work();
    expect(countAll()).toBe(before);
    await surge(BOLT, true);
    await work();
    await work();
    expect(countAll()).toBe(before + 1);
    expect(notesOn(BOLT).at(-1)).toMatch(/the last seven days are far above this account's usual week/);
    const later = { now: Date.now() + 15 * DAY_MS, left: 10 };
    await app.context.db.transaction((trx) => addDueNotes(trx, app.portalId, later));
    expect(await countNotes(app.context.db.kysely, app.portalId, Date.now() + DAY_MS)).toMatchObject({ waiting: 2 });
  });
});

describe('a finished play', () => {
  test('is noted with what came of it, without naming anybody', async () => {
    const before = countAll();
    await want({ plays: true });
    const begun = {
      companyId: BOLT,
      contactIds: ['2'],
      steps: [],
      startedBy: 'ava@vendor.example',
      startedAt: Date.now(),
      stageFrom: 'engaged',
    };
    const { kysely } = app.context.db;
    for (const [playId, status] of [
      ['surge', 'completed'],
      ['no-such-play', 'abandoned'],
    ] as const) {
      const { run } = await insertPlayRun(kysely, app.portalId, { ...begun, playId, requestId: `run-${playId}` });
      await work();
      expect(countAll()).toBe(before + (status === 'completed' ? 0 : 1));
      const ended = kysely.updateTable('play_runs').set({ status, finished_at: new Date() });
      await ended.where('run_id', '=', run.runId).execute();
      await work();
      await work();
    }
    expect(countAll()).toBe(before + 2);
    const [reached, missed] = notesOn(BOLT).slice(-2);
    expect(reached).toMatch(/^Roundtable: the play ".+" reached its aim \(.+\)\.$/);
    expect(missed).toBe('Roundtable: the play "no-such-play" ended without reaching its aim.');
  });
});

test('what the app noted is no engagement of anybody', async () => {
  const { kysely } = app.context.db;
  const read = async () => {
    await refreshPortal(app.context, app.portalId);
    const { rows } = await sql`select company_id, engagement, result -> 'account' -> 'engagement' as lines
      from account_scores order by company_id`.execute(kysely);
    const activities = await kysely.selectFrom('activities').selectAll().orderBy('activity_id').execute();
    return { rows, activities };
  };
  await backfillPortal(app.context, app.portalId);
  const before = await read();
  await want({ tiers: true });
  for (const companyId of [ACME, BOLT, COLD]) await moveOn(companyId, 'a note on each');
  await work();
  expect(notesOn(ACME).length).toBeGreaterThan(0);
  await backfillPortal(app.context, app.portalId);
  const after = await read();
  expect(after.activities.length).toBeGreaterThan(0);
  expect(after.activities.map(({ activity_id }) => activity_id)).toEqual(
    before.activities.map(({ activity_id }) => activity_id),
  );
  expect(after.rows).toEqual(before.rows);
});
