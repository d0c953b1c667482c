import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replaceContactCompanies } from '../../../src/storage/mirror/links.ts';
import { changePlayRunStatus, getPlayRun, insertPlayRun } from '../../../src/storage/plays/play-runs.ts';
import { refreshAccount } from '../../../src/sync/refresh/refresh-portal.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal, daysAgo } from '../../fixtures/small-portal.ts';

const ACME = '101';
const PLAY = 'coverage-under-half';
/** Held the role of a decision maker for long, and belongs to no company. */
const FAY = '6';

let app: TestApp;
beforeAll(async () => {
  const data = createSmallPortal();
  const [like] = data.objects.contacts;
  if (like === undefined) throw new Error('The small portal has contacts.');
  const properties = { email: 'fay@nowhere.example', firstname: 'Fay', hs_buying_role: 'DECISION_MAKER' };
  const history = { hs_buying_role: [{ value: 'DECISION_MAKER', timestamp: daysAgo(200) }] };
  data.objects.contacts.push({ ...like, id: FAY, properties, history });
  app = await startTestApp({ data });
  await app.installAndSync();
});
afterAll(() => app.stop());

const readCoverage = async (): Promise<number> => {
  const { body }: Json = await app.call(`/api/cards/account?companyId=${ACME}`);
  return body.coverage.total;
};

test('a play that aims at coverage is completed by somebody known who joins the account, which nobody dated', async () => {
  const { kysely } = app.context.db;
  const { portalId } = app;
  await app.call('/api/plays/edit', {
    method: 'POST',
    body: await readEditAiming((await readCoverage()) + 1),
  });
  const { run } = await insertPlayRun(kysely, portalId, {
    requestId: randomUUID(),
    companyId: ACME,
    playId: PLAY,
    contactIds: [],
    steps: [],
    startedBy: 'ava@vendor.example',
    startedAt: Date.now(),
    stageFrom: 'aware',
  });
  await changePlayRunStatus(kysely, portalId, run.runId, 'running', { now: Date.now() });
  const statusAfter = async (): Promise<string | undefined> => {
    await refreshAccount(app.context, portalId, ACME);
    return (await getPlayRun(kysely, portalId, run.runId))?.status;
  };
  expect(await statusAfter()).toBe('running');
  await replaceContactCompanies(kysely, portalId, [FAY], [{ contactId: FAY, companyId: ACME, primary: true }]);
  expect(await statusAfter()).toBe('completed');
});

/** What an admin sends who has the play aim at this coverage. */
async function readEditAiming(min: number): Promise<Json> {
  const { body }: Json = await app.call('/api/plays');
  const { version, edit } = body.plays.find(({ playId }: Json) => playId === PLAY);
  return {
    requestId: randomUUID(),
    playId: PLAY,
    version,
    edit: { ...edit, aim: { kind: 'score', score: 'coverage', min } },
  };
}
