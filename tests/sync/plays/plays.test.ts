import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActivityType } from '../../../src/domain/facts.ts';
import { listPlayRuns, type PlayRun } from '../../../src/storage/plays/play-runs.ts';
import { countRunOutcomes } from '../../../src/storage/plays/play-outcomes.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { markAllStale, takeStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { refreshAccount, refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { runPlay } from '../../../src/sync/plays/run-play.ts';
import { mirrorActivities } from '../../../src/sync/pull/mirror/mirror-activities.ts';
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

const account = async (companyId: string): Promise<Json> =>
  (await app.call(`/api/cards/account?companyId=${companyId}`)).body;
const post = (path: string, body: object) => app.call(`/api/cards/account${path}`, { method: 'POST', body });
const start = (companyId: string, playId: string, requestId: string = randomUUID()) =>
  post('/plays/start', { companyId, playId, requestId });
const runs = (companyId: string): Promise<PlayRun[]> => listPlayRuns(app.context.db.kysely, app.portalId, [companyId]);
const roleOf = (card: Json): Json => card.roles.find(({ role }: Json) => role === 'BUDGET_HOLDER');
const playIds = ({ plays }: Json): string[] => plays.map((play: Json) => play.playId);

/** The tasks of a company in the portal. */
function tasksOf(companyId: string): Json[] {
  const { associations, records } = app.standIn.store;
  return [...associations.linked('companies', companyId, 'tasks').keys()].map((id) => ({
    id,
    ...records.tasks.get(id)?.properties,
    contacts: [...associations.linked('tasks', id, 'contacts').keys()],
  }));
}

async function endLeases(): Promise<void> {
  await app.context.db.kysely
    .updateTable('play_runs')
    .set({ leased_until: new Date(0) })
    .execute();
}

/** Does what the job does, until it is done; the time an attempt has to wait for another's lease passes. */
async function work(runId: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await endLeases();
      return await runPlay(app.context, app.portalId, runId);
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

describe('a started play', () => {
  let run: Json;
  let offered: Json;
  beforeAll(async () => {
    offered = (await account('101')).plays.find((play: Json) => play.playId === 'request-unanswered');
    const answer = await start('101', 'request-unanswered', 'click-acme-1');
    [run] = answer.body.running;
    await work(run.runId);
  });

  test('is on the card as running, and no longer among those to start', async () => {
    const card = await account('101');
    expect(card.running).toMatchObject([{ playId: 'request-unanswered', status: 'running', problem: null }]);
    expect(playIds(card)).not.toContain('request-unanswered');
    expect(card.running[0].steps.every((step: Json) => step.taskId !== null)).toBe(true);
  });

  test('has a task in HubSpot for each step: with the company and its people, for its owner, due on its day', () => {
    const tasks = tasksOf('101');
    const titles = new Set(offered.steps.map((step: Json) => step.title));
    expect(tasks).toHaveLength(titles.size);
    expect(new Set(tasks.map((task) => task.hs_task_subject))).toEqual(titles);
    for (const task of tasks) {
      expect(task).toMatchObject({ hubspot_owner_id: '9000', hs_task_status: 'NOT_STARTED', contacts: ['1'] });
      const step = run.steps.find((each: Json) => each.title === task.hs_task_subject);
      expect(Date.parse(task.hs_timestamp)).toBe(Date.parse(step.dueAt));
    }
    const days = run.steps.map((step: Json) => (Date.parse(step.dueAt) - Date.parse(run.startedAt)) / DAY_MS);
    // What is due today has four hours, or HubSpot would call it overdue at once.
    expect(days).toEqual([4 / 24, 4 / 24, 2]);
  });

  test('is one run and its tasks, however often the same click or another one comes', async () => {
    const [first] = await runs('101');
    await start('101', 'request-unanswered', 'click-acme-1');
    await Promise.all(Array.from({ length: 4 }, () => start('101', 'request-unanswered')));
    expect((await runs('101')).map(({ runId }) => runId)).toEqual([first?.runId]);
    await work(run.runId);
    expect(tasksOf('101')).toHaveLength(3);
  });
});

test('clicks that come at once start one run', async () => {
  const answers = await Promise.all(Array.from({ length: 4 }, () => start('101', 'coverage-under-half')));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await runs('101')).filter(({ playId }) => playId === 'coverage-under-half')).toHaveLength(1);
});

test('a task whose answer was lost is found again and not made twice', async () => {
  const answer = await start('102', 'single-threaded-deal');
  const [{ runId }] = answer.body.running;
  let lost = 0;
  app.proxy.decideFault = ({ method, path }) => {
    if (method !== 'POST' || !path.endsWith('/tasks')) return null;
    lost += 1;
    return lost === 1 ? 'lost' : null;
  };
  await expect(runPlay(app.context, app.portalId, runId)).rejects.toMatchObject({ code: 'HUBSPOT_AMBIGUOUS_WRITE' });
  await work(runId);
  const tasks = tasksOf('102').map((task) => task.hs_task_subject);
  expect(tasks).toHaveLength(new Set(tasks).size);
  expect((await runs('102'))[0]).toMatchObject({ status: 'running' });
  expect((await runs('102'))[0]?.steps.map(({ taskId }) => taskId)).not.toContain(null);
});

/** Has contact 1 do something in the days of the runs, and every account computed. */
const doAndRefresh = async (type: ActivityType): Promise<Json> => {
  const { kysely } = app.context.db;
  const occurredAt = Date.now() - 5 * DAY_MS;
  const activity = { activityId: `test:${type}`, contactId: '1', type, occurredAt, detail: null, source: 'test' };
  await mirrorActivities(app.context, app.portalId, [activity]);
  await markAllStale(kysely, app.portalId, 'a day has passed');
  await refreshPortal(app.context, app.portalId);
  return (await account('101')).running.find((run: Json) => run.playId === 'request-unanswered');
};

describe('a running play', () => {
  beforeAll(async () => {
    const started_at = new Date(Date.now() - 6 * DAY_MS);
    await app.context.db.kysely.updateTable('play_runs').set({ started_at }).where('status', '=', 'running').execute();
  });

  test('is not completed by what its aim does not name', async () => {
    expect(await doAndRefresh('page_view')).toMatchObject({ status: 'running' });
  });

  test('is completed by the next refresh when what it aims at was seen in its time', async () => {
    const ended = await doAndRefresh('email_reply');
    expect(ended).toMatchObject({ status: 'completed' });
    expect(ended.outcome).toBe('a reply, call or meeting with one of its people within 7 days');
    const run = (await runs('101')).find(({ playId }) => playId === 'request-unanswered');
    const entries = (await listAudit(app.context.db.kysely, app.portalId, 50)).filter(
      ({ details }) => details['runId'] === run?.runId,
    );
    expect(entries).toMatchObject([{ action: 'play completed', actor: 'roundtable' }, { action: 'play started' }]);
  });
});

test('an account computed for its card is marked, so that the refresh that follows publishes', async () => {
  await refreshPortal(app.context, app.portalId);
  await refreshAccount(app.context, app.portalId, '101');
  expect((await takeStale(app.context.db.kysely, app.portalId, 10)).map(({ companyId }) => companyId)).toEqual(['101']);
});

test('an account without an owner has its tasks done by whoever started the play', () => {
  expect(tasksOf('102').map((task) => task.hubspot_owner_id)).toEqual(['9000', '9000']);
});

test('a step that is an email or a call is such a task in HubSpot, any other a to-do', async () => {
  const types = new Map(tasksOf('102').map((task) => [task.hs_task_subject, task.hs_task_type]));
  const steps = (await runs('102')).flatMap((run) => run.steps);
  expect(steps.some(({ channel }) => channel === 'call' || channel === 'email')).toBe(true);
  for (const { title, channel } of steps) {
    expect(types.get(title)).toBe(channel === 'email' ? 'EMAIL' : channel === 'call' ? 'CALL' : 'TODO');
  }
});

test('tasks HubSpot refuses fail the run with the reason, and it may be started again', async () => {
  const answer = await start('103', 'high-fit-no-engagement');
  app.proxy.decideFault = ({ method, path }) => (method === 'POST' && path.endsWith('/tasks') ? 400 : null);
  await work(answer.body.running[0].runId);
  const [failed] = (await account('103')).running;
  expect(failed).toMatchObject({ status: 'failed' });
  expect(failed.problem).toContain('HubSpot did not take the tasks');
  app.proxy.decideFault = () => null;
  await work((await start('103', 'high-fit-no-engagement')).body.running[0].runId);
  expect(tasksOf('103')).toHaveLength(4);
});

test('a play that is not recommended is refused with what to do', async () => {
  const refused = await start('104', 'surge');
  expect(refused.status).toBe(400);
  expect(refused.body.error.message).toContain('reload the card');
  expect(refused.body.error.faults).toMatchObject([{ field: 'playId' }]);
  expect(await runs('104')).toEqual([]);
  expect((await start('999', 'surge')).status).toBe(404);
});

describe('what a rep says of a play', () => {
  const play = { companyId: '102', playId: 'surge' };

  test('a snooze takes it off the card, a repeat changes nothing, undo brings it back', async () => {
    expect(playIds(await account('102'))).toContain('surge');
    const snooze = { ...play, days: 7, requestId: 'snooze-01' };
    expect(playIds((await post('/plays/snooze', snooze)).body)).not.toContain('surge');
    expect(playIds((await post('/plays/undo', { ...play, requestId: 'undo-0001' })).body)).toContain('surge');
    expect(playIds((await post('/plays/snooze', snooze)).body)).toContain('surge');
  });

  test('what was put off stands on the card with who and until when, and every word is in the audit log', async () => {
    await post('/plays/undo', { ...play, requestId: 'undo-0003' });
    const snoozed = (await post('/plays/snooze', { ...play, days: 14, requestId: 'snooze-11' })).body;
    const [word] = snoozed.putOff;
    expect(snoozed.putOff).toMatchObject([{ playId: 'surge', kind: 'snoozed', by: 'Ava Stone' }]);
    expect(Date.parse(word.until) - Date.now()).toBeGreaterThan(13 * DAY_MS);
    expect((await account('102')).putOff).toEqual(snoozed.putOff);
    expect((await post('/plays/undo', { ...play, requestId: 'undo-0002' })).body.putOff).toEqual([]);
    const entries = await listAudit(app.context.db.kysely, app.portalId, 2);
    expect(entries).toMatchObject([
      { action: 'play brought back', subject: 'company:102', details: { playId: 'surge' } },
      { action: 'play snoozed', details: { playId: 'surge', days: 14 }, actor: 'ava@vendor.example' },
    ]);
  });

  test('a dismissal with a reason takes it off for the play’s cool-down', async () => {
    const dismissed = await post('/plays/dismiss', { ...play, reason: 'bad_timing', requestId: 'dismiss-1' });
    expect(playIds(dismissed.body)).not.toContain('surge');
    const row = await app.context.db.kysely
      .selectFrom('play_feedback')
      .selectAll()
      .where('request_id', '=', 'dismiss-1')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ reason: 'bad_timing', given_by: 'ava@vendor.example' });
    expect(row.until - row.given_at).toBe(21 * DAY_MS);
  });

  test('of a play or a company there is none of is refused', async () => {
    const about = { days: 7, requestId: 'snooze-02' };
    expect((await post('/plays/snooze', { ...play, playId: 'nonsense', ...about })).status).toBe(404);
    expect((await post('/plays/snooze', { ...play, companyId: '999', ...about })).status).toBe(404);
  });
});

describe('what a rep says of a suggested role', () => {
  const about = { companyId: '101', contactId: '1', role: 'BUDGET_HOLDER' };

  test('a yes makes it known, and a repeat changes nothing', async () => {
    const before = await account('101');
    expect(roleOf(before)).toMatchObject({ state: 'suggested', people: [{ contactId: '1', canDecide: true }] });
    const yes = { ...about, decision: 'confirmed', requestId: 'decide-01' };
    const { body } = await post('/roles/decide', yes);
    expect(roleOf(body)).toMatchObject({ people: [{ contactId: '1', canDecide: false }] });
    expect(['reached', 'engaged', 'identified']).toContain(roleOf(body).state);
    expect(body.coverage.total).toBeGreaterThan(before.coverage.total);
    expect(roleOf((await post('/roles/decide', yes)).body)).toEqual(roleOf(body));
  });

  test('a no takes the person from the role, and the later word holds', async () => {
    const { body } = await post('/roles/decide', { ...about, decision: 'rejected', requestId: 'decide-02' });
    expect(roleOf(body).people).toEqual([]);
    await post('/roles/decide', { ...about, decision: 'confirmed', requestId: 'decide-01' });
    expect(roleOf(await account('101')).people).toEqual([]);
  });

  test('of a contact that is not known is refused', async () => {
    const unknown = { ...about, contactId: '404', decision: 'confirmed', requestId: 'decide-03' };
    expect((await post('/roles/decide', unknown)).status).toBe(404);
  });
});

const stop = (runId: string, changes: object = {}) =>
  post('/plays/stop', { companyId: '102', runId, reason: 'Wrong account', requestId: randomUUID(), ...changes });

describe('a play that is stopped', () => {
  test('ends at once with its reason, judged by nobody, its tasks left as they are; once', async () => {
    const { runId, playId } = (await runs('102')).find(({ status }) => status === 'running') ?? expect.fail();
    const before = await countRunOutcomes(app.context.db.kysely, app.portalId, { from: 0, byPlay: new Map() });
    const tasks = tasksOf('102');
    const find = ({ running }: Json) => running.find((run: Json) => run.runId === runId);
    expect(find(await account('102'))).toMatchObject({ startedBy: 'Ava Stone' });
    expect(find((await stop(runId)).body)).toMatchObject({ status: 'abandoned', problem: 'Stopped: Wrong account' });
    expect((await stop(runId, { reason: 'Again' })).status).toBe(200);
    expect(find(await account('102')).problem).toBe('Stopped: Wrong account');
    expect(tasksOf('102')).toEqual(tasks);
    expect(await countRunOutcomes(app.context.db.kysely, app.portalId, { from: 0, byPlay: new Map() })).toEqual(before);
    const entries = await listAudit(app.context.db.kysely, app.portalId, 50);
    expect(entries.filter(({ action }) => action === 'play stopped')).toMatchObject([
      { actor: 'ava@vendor.example', subject: 'company:102', details: { runId, playId } },
    ]);
    expect(JSON.stringify(entries)).not.toContain('Wrong account');
  });

  test('of another company, or without a reason, is refused', async () => {
    const [run] = await runs('102');
    expect((await stop(run?.runId ?? '', { companyId: '101' })).status).toBe(404);
    expect((await stop('none')).status).toBe(404);
    expect((await stop(run?.runId ?? '', { reason: ' ' })).status).toBe(400);
  });
});
