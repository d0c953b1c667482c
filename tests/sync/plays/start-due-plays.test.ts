import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tier } from '../../../src/domain/committee/committee-model.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { listOfferedDues } from '../../../src/storage/plays/play-auto-starts.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { changePlayRunStatus, listPlayRuns, type PlayRun } from '../../../src/storage/plays/play-runs.ts';
import { setAutoStart, switchPlay } from '../../../src/sync/plays/change-play.ts';
import { startDuePlays } from '../../../src/sync/plays/start-due-plays.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

const PLAY = 'request-unanswered';
const ACME = '101';
let app: TestApp;
let tier: Tier;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
  const { body } = await app.call(`/api/cards/account?companyId=${ACME}`);
  tier = body.tier.value;
});
afterAll(() => app.stop());

const change = (playId = PLAY) => ({ portalId: app.portalId, playId, changedBy: 'ava@vendor.example' });
const refresh = () => refreshPortal(app.context, app.portalId);
const start = () => startDuePlays(app.context, app.portalId);
const runs = (companyId = ACME): Promise<PlayRun[]> => listPlayRuns(app.context.db.kysely, app.portalId, [companyId]);
/** Where the play would be started. */
const listOffered = async (): Promise<string[]> => {
  const asked = { playId: PLAY, tiers: [tier], limit: 9 };
  const dues = await listOfferedDues(app.context.db.kysely, app.portalId, asked);
  return dues.map(({ companyId }) => companyId);
};
const feedback = (path: string, body: object) =>
  app.call(`/api/cards/account/plays/${path}`, {
    method: 'POST',
    body: { companyId: ACME, playId: PLAY, requestId: randomUUID(), ...body },
  });

test('nothing starts by itself unless an admin said so, for the tier of the account, of a play that is on', async () => {
  expect(await start()).toBe(0);
  await setAutoStart(app.context, { ...change(), tiers: [1, 2, 3].filter((each) => each !== tier) as Tier[] });
  await refresh();
  expect((await runs()).map(({ playId }) => playId)).toEqual([]);
  await setAutoStart(app.context, { ...change(), tiers: [tier] });
  await switchPlay(app.context, { ...change(), enabled: false });
  expect(await start()).toBe(0);
  await switchPlay(app.context, { ...change(), enabled: true });
  await refresh();
});

test('a play that a rep put off is not started', async () => {
  await feedback('snooze', { days: 7 });
  expect(await start()).toBe(0);
  await feedback('undo', {});
});

test('a play that was off for a while starts where it is due again, in the period it had', async () => {
  await switchPlay(app.context, { ...change(), enabled: false });
  await refresh();
  const before = await listOffered();
  await switchPlay(app.context, { ...change(), enabled: true });
  await refresh();
  expect([before, await listOffered()]).toEqual([[], [ACME]]);
});

test('is started once in the period in which it is due, however often and by however many it is tried', async () => {
  await Promise.all([start(), start(), start()]);
  await start();
  await refresh();
  await start();
  const [run, ...others] = await runs();
  expect(others).toEqual([]);
  expect(run).toMatchObject({
    playId: PLAY,
    status: 'starting',
    startedBy: 'roundtable',
    stageFrom: expect.any(String),
  });
  const started = (await listAudit(app.context.db.kysely, app.portalId, 50)).filter(
    ({ action, subject }) => action === 'play started' && subject === `company:${ACME}`,
  );
  expect(started).toMatchObject([{ actor: 'roundtable', details: { playId: PLAY, runId: run?.runId } }]);
  expect(await runs('104')).toEqual([]);
});

test('one whose tasks HubSpot refused is not started again in its period, and has nothing computed for it', async () => {
  const { kysely } = app.context.db;
  const [failed] = await runs();
  const problem = 'HubSpot did not take the tasks';
  await changePlayRunStatus(kysely, app.portalId, failed?.runId ?? '', 'failed', { now: Date.now(), problem });
  // As where it fails before anything is computed with it.
  await kysely.updateTable('play_dues').set({ outcome: null }).where('play_id', '=', PLAY).execute();
  await markAllStale(kysely, app.portalId, 'play failed');
  await refresh();
  const card = await app.call(`/api/cards/account?companyId=${ACME}`);
  expect(card.body.plays.map(({ playId }: Json) => playId)).toContain(PLAY);
  expect(await start()).toBe(0);
  expect(await runs()).toHaveLength(1);
});
