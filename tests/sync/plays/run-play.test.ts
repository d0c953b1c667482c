import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getPlayRun, insertPlayRun, type PlayRun } from '../../../src/storage/plays/play-runs.ts';
import { runPlay } from '../../../src/sync/plays/run-play.ts';
import { dying } from '../../fixtures/dying-process.ts';
import { createPortalUsers } from '../../fixtures/portal-users.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

const DAY_MS = 86_400_000;
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());
beforeEach(() => {
  app.proxy.decideFault = () => null;
});

/** The tasks of a company in the portal. */
function tasksOf(companyId: string): Json[] {
  const { associations, records } = app.standIn.store;
  return [...associations.linked('companies', companyId, 'tasks').keys()].map((id) => ({
    ...records.tasks.get(id)?.properties,
    contacts: [...associations.linked('tasks', id, 'contacts').keys()],
  }));
}

/** Does what the job does, until it is done; the time an attempt has to wait for another's lease passes. */
async function work(runId: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await app.context.db.kysely
        .updateTable('play_runs')
        .set({ leased_until: new Date(0) })
        .execute();
      return await runPlay(app.context, app.portalId, runId);
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

let plays = 0;
/** A run as a click leaves it. */
async function begin(companyId: string, contactIds: string[] = []): Promise<PlayRun> {
  plays += 1;
  const step = { channel: 'task', who: 'owner', dueAt: Date.now() + DAY_MS, text: 'Do it', taskId: null };
  const { run } = await insertPlayRun(app.context.db.kysely, app.portalId, {
    requestId: randomUUID(),
    companyId,
    playId: `play-${plays}`,
    contactIds,
    steps: ['First', 'Second'].map((title) => ({ ...step, title: `${title} of ${plays}` })),
    startedBy: 'ava@vendor.example',
    startedAt: Date.now(),
    stageFrom: 'engaged',
  });
  return run;
}
const titlesOf = (companyId: string, run: PlayRun): string[] => {
  const titles = new Set(run.steps.map((step) => step.title));
  const all = tasksOf(companyId).map((task) => String(task.hs_task_subject));
  return all.filter((title) => titles.has(title)).toSorted();
};
const statusOf = async (run: PlayRun): Promise<PlayRun | null> =>
  getPlayRun(app.context.db.kysely, app.portalId, run.runId);

describe('the tasks of a run are made once', () => {
  test.each(['before', 'after'] as const)('by a process that is killed %s any of its requests', async (when) => {
    for (let n = 1; ; n += 1) {
      const run = await begin('104');
      const { context, died } = dying(app.context, n, when);
      await runPlay(context, app.portalId, run.runId).catch(() => undefined);
      if (!died()) break;
      await work(run.runId);
      expect(titlesOf('104', run)).toEqual(run.steps.map((step) => step.title));
      expect(await statusOf(run)).toMatchObject({ status: 'running' });
      expect(n).toBeLessThan(20);
    }
  });

  test('by jobs that run at once', async () => {
    const run = await begin('104');
    const tries = await Promise.allSettled([1, 2, 3].map(() => runPlay(app.context, app.portalId, run.runId)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(titlesOf('104', run)).toHaveLength(2);
    await work(run.runId);
    expect(titlesOf('104', run)).toHaveLength(2);
  });

  test('and not looked for before a create whose answer was lost may have taken effect', async () => {
    const run = await begin('104');
    let lost = 0;
    app.proxy.decideFault = ({ method, path }) =>
      method === 'POST' && path.endsWith('/tasks') && (lost += 1) === 1 ? 'lost' : null;
    const attempt = () => runPlay(app.context, app.portalId, run.runId);
    await expect(attempt()).rejects.toMatchObject({ code: 'HUBSPOT_AMBIGUOUS_WRITE' });
    await expect(attempt()).rejects.toMatchObject({ code: 'PLAY_UNDER_WAY' });
    await work(run.runId);
    expect(titlesOf('104', run)).toHaveLength(2);
  });

  test('on the survivor of a company that is merged meanwhile', async () => {
    const users = createPortalUsers(app.standIn);
    const [first, second] = ['One', 'Two'].map((name) => users.create('companies', { name }));
    const run = await begin(first ?? '');
    const { context } = dying(app.context, 4, 'after');
    await expect(runPlay(context, app.portalId, run.runId)).rejects.toThrow('killed');
    expect(titlesOf(first ?? '', run)).toHaveLength(1);
    const survivor = users.merge('companies', first ?? '', second ?? '');
    await work(run.runId);
    expect(titlesOf(survivor, run)).toEqual(run.steps.map((step) => step.title));
  });

  test('on the survivor of a company that is merged between the look for a task and its making', async () => {
    const users = createPortalUsers(app.standIn);
    const [first, second] = ['Three', 'Four'].map((name) => users.create('companies', { name }));
    const run = await begin(first ?? '');
    let survivor = '';
    app.proxy.decideFault = ({ method, path }) => {
      if (method !== 'POST' || !path.endsWith('/tasks') || survivor !== '') return null;
      survivor = users.merge('companies', first ?? '', second ?? '');
      return 'lost';
    };
    await work(run.runId);
    expect(titlesOf(survivor, run)).toEqual(run.steps.map((step) => step.title));
    const made = [...app.standIn.store.records.tasks.all()].map(({ properties }) => properties['hs_task_body'] ?? '');
    expect(made.filter((body) => body.includes(run.runId))).toHaveLength(2);
  });

  test('not at all for a company that is in HubSpot no more: the run fails and says so', async () => {
    const users = createPortalUsers(app.standIn);
    const companyId = users.create('companies', { name: 'Gone' });
    const run = await begin(companyId);
    users.archive('companies', companyId);
    await work(run.runId);
    expect(await statusOf(run)).toMatchObject({ status: 'failed' });
    expect((await statusOf(run))?.problem).toContain('in HubSpot no more');
  });

  test('without people who are in HubSpot no more', async () => {
    const users = createPortalUsers(app.standIn);
    const id = users.create('contacts', { email: 'left@tiny.example' });
    const run = await begin('104', [id, '4']);
    users.erase(id);
    await work(run.runId);
    const made = tasksOf('104').filter((task) => run.steps.some((step) => step.title === task.hs_task_subject));
    expect(made.map((task) => task.contacts)).toEqual([['4'], ['4']]);
  });
});
