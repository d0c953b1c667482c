import { afterAll, beforeAll, expect, test } from 'vitest';
import { upsertOwners } from '../../../src/storage/mirror/owners.ts';
import { runPlay } from '../../../src/sync/plays/run-play.ts';
import { SAM, withColleagues } from '../../fixtures/kept-list.ts';
import { createPortalUsers } from '../../fixtures/portal-users.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

/** Acme is Sam's. */
const ACME = '101';
/** HubSpot's association type (associations v4 reference). */
const TASK_TO_COMPANY = 192;
let app: TestApp;

beforeAll(async () => {
  const data = withColleagues(createSmallPortal());
  const acme = data.objects.companies.find(({ id }) => id === ACME);
  if (acme !== undefined) acme.properties['hubspot_owner_id'] = '9002';
  app = await startTestApp({ data });
  await app.installAndSync();
});
afterAll(() => app.stop());

const read = async (): Promise<Json> => (await app.call(`/api/cards/account?companyId=${ACME}`)).body;
const readTasks = async (companyId = ACME): Promise<Json> =>
  (await app.call(`/api/cards/account/tasks?companyId=${companyId}`)).body;
const start = async (requestId: string, playId: string): Promise<Json> =>
  (
    await app.call('/api/cards/account/plays/start', {
      method: 'POST',
      body: { companyId: ACME, playId, requestId },
    })
  ).body;
const asked = (): number =>
  app.proxy.requests.filter(({ path }) => path.endsWith('/tasks/batch/read') && path.includes('/objects/')).length;

test('of a company without tasks none is known, and none is read', async () => {
  expect(await readTasks()).toEqual({ tasks: [], overdue: [], unavailable: null });
  expect(asked()).toBe(0);
});

test('a started play says for whom its tasks were made, as they are in HubSpot, and how each stands', async () => {
  const [{ playId, steps }] = (await read()).plays;
  const [{ runId }] = (await start('start-0001', playId)).running;
  expect((await read()).running[0]).toMatchObject({ status: 'starting', tasksFor: null });
  await runPlay(app.context, app.portalId, runId);
  const [run] = (await read()).running;
  expect(run).toMatchObject({ runId, status: 'running', tasksFor: 'Sam Sells' });
  const ids: string[] = run.steps.map(({ taskId }: Json) => taskId);
  expect(ids).toHaveLength(steps.length);
  for (const id of ids) {
    expect(app.standIn.store.records.tasks.getActive(id)?.properties['hubspot_owner_id']).toBe('9002');
  }
  const tasks = ids.map((taskId) => ({ taskId, state: 'open' }));
  const before = asked();
  expect(await readTasks()).toEqual({ tasks, overdue: [], unavailable: null });
  expect(asked() - before).toBe(1);
  createPortalUsers(app.standIn).set('tasks', ids[0] ?? '', { hs_task_status: 'COMPLETED' });
  expect((await readTasks()).tasks).toEqual([{ taskId: ids[0], state: 'done' }, ...tasks.slice(1)]);
});

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

test('a task that no play made is told while it is overdue and to do, the latest due first', async () => {
  const users = createPortalUsers(app.standIn);
  const link = (id: string): string => {
    users.link(['tasks', id], ['companies', ACME], [TASK_TO_COMPANY]);
    return id;
  };
  const add = (subject: string, days: number, status = 'NOT_STARTED'): string =>
    link(users.create('tasks', { hs_task_subject: subject, hs_timestamp: daysAgo(days), hs_task_status: status }));
  users.set('tasks', add('Send the business case', 3), { hubspot_owner_id: '9002' });
  const id = add('Call back', 1, 'WAITING');
  add('Done', 3, 'COMPLETED');
  add('Put off', 3, 'DEFERRED');
  add('Forgotten', 90);
  add('To come', -3);
  expect((await readTasks()).overdue[0].owner).toBeNull();
  const titles = async (): Promise<string[]> => (await readTasks()).overdue.map(({ title }: Json) => title);
  expect(await titles()).toEqual(['Call back', 'Send the business case']);
  users.set('tasks', id, { hs_task_status: 'COMPLETED' });
  expect((await readTasks()).overdue).toEqual([
    { title: 'Send the business case', dueAt: expect.stringContaining('T'), owner: 'Sam Sells' },
  ]);
});

test('of two owners of one name the one whose tasks they are is told with the address', async () => {
  const namesake = { ownerId: '9009', userId: '90', email: 's.sells@vendor.example', name: 'Sam Sells', active: true };
  await upsertOwners(app.context.db.kysely, app.portalId, [namesake]);
  expect((await read()).running[0].tasksFor).toBe(`Sam Sells (${SAM.userEmail})`);
});

test('another request for a play that runs starts none: an answer that was late or lost makes no task twice', async () => {
  const [{ playId, runId }] = (await read()).running;
  const before = [...app.standIn.store.records.tasks.active()].length;
  for (const requestId of ['start-0001', 'start-0002']) {
    const { running } = await start(requestId, playId);
    expect(running.filter((run: Json) => run.playId === playId).map((run: Json) => run.runId)).toEqual([runId]);
  }
  await runPlay(app.context, app.portalId, runId);
  expect([...app.standIn.store.records.tasks.active()]).toHaveLength(before);
});

test('where HubSpot does not answer for the tasks, why is said, and the card is there all the same', async () => {
  app.proxy.decideFault = () => ({ status: 400, answer: { status: 'error', message: 'not now' } });
  expect(await readTasks()).toEqual({ tasks: [], overdue: [], unavailable: expect.stringContaining('not now') });
  app.proxy.decideFault = () => null;
  expect((await read()).running).toHaveLength(1);
});

test('a wrong id is refused', async () => {
  expect((await app.call('/api/cards/account/tasks?companyId=../1')).status).toBe(400);
});

test('an account that the app left answers as that, not as a fault', async () => {
  const { kysely } = app.context.db;
  await kysely.updateTable('portals').set({ status: 'leaving' }).where('portal_id', '=', app.portalId).execute();
  for (const path of [`account?companyId=${ACME}`, `account/tasks?companyId=${ACME}`]) {
    const { status, body } = await app.call(`/api/cards/${path}`);
    expect({ status, code: body.error.code }).toEqual({ status: 403, code: 'NOT_CONNECTED' });
    expect(body.error.message).toMatch(/^Roundtable is not connected to this HubSpot account\. .+\/oauth\/install\.$/);
  }
});
