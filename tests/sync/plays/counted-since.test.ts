import { afterAll, beforeAll, expect, test } from 'vitest';
import { toEdit, type PlayEdit } from '../../../src/domain/plays/portal-plays.ts';
import { changePlayRunStatus, insertPlayRun } from '../../../src/storage/plays/play-runs.ts';
import { editPlay } from '../../../src/sync/plays/change-play.ts';
import { readPlays, type PlayReport } from '../../../src/sync/plays/read-plays.ts';
import { loadScoring } from '../../../src/sync/refresh/load-scoring.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

const PLAY = 'event-follow-up';
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

async function readPlay(): Promise<PlayReport> {
  const found = (await readPlays(app.context, app.portalId)).find(({ play }) => play.id === PLAY);
  if (found === undefined) throw new Error('The play ships.');
  return found;
}

/** How many runs the page and the chance of the play count once an admin wrote it so. */
async function countAfter(changes: Partial<PlayEdit>): Promise<number[]> {
  const { play, version } = await readPlay();
  const edit = { ...toEdit(play), ...changes };
  await editPlay(app.context, {
    portalId: app.portalId,
    playId: PLAY,
    changedBy: 'ava@vendor.example',
    edit,
    version,
  });
  const { successByPlay } = await loadScoring(app.context, app.portalId);
  return [(await readPlay()).run.reached.n, successByPlay[PLAY]?.n ?? 0];
}

test('what came of a play is counted anew with another aim, and goes on with another name', async () => {
  const { kysely } = app.context.db;
  const { run } = await insertPlayRun(kysely, app.portalId, {
    requestId: 'ended-by-its-aim',
    companyId: '101',
    playId: PLAY,
    contactIds: [],
    steps: [],
    startedBy: 'ava@vendor.example',
    startedAt: Date.now(),
    stageFrom: 'aware',
  });
  const change = { now: Date.now() };
  await changePlayRunStatus(kysely, app.portalId, run.runId, 'running', change);
  await changePlayRunStatus(kysely, app.portalId, run.runId, 'completed', change);
  expect(await countAfter({ name: 'Write to who came' })).toEqual([1, 1]);
  expect(await countAfter({ aim: { kind: 'meeting' } })).toEqual([0, 0]);
});
