import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { weekOf, weekToReview, type Week } from '../../../src/domain/review/calendar-week.ts';
import { upsertActivities, type Activity } from '../../../src/storage/mirror/activities.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { markStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { upsertDeals, listDeals } from '../../../src/storage/mirror/deals.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { stopPlay } from '../../../src/sync/plays/stop-play.ts';
import { startPlay } from '../../../src/sync/plays/start-play.ts';
import { runPlay } from '../../../src/sync/plays/run-play.ts';
import { loadReview } from '../../../src/sync/review/load-review.ts';
import { createPortalUsers } from '../../fixtures/portal-users.ts';
import { startTestApp, type CallOptions, type Json, type TestApp } from '../../fixtures/running-app.ts';

const SAM = 'sam@vendor.example';
let app: TestApp;
let week: Week;
let count = 0;

beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
  week = weekOf(Date.now(), 'Europe/Berlin');
});
afterAll(() => app.stop());

const get = (query = '', options?: CallOptions) => app.call(`/api/review?${query}`, options);
const post = (action: string, body: Record<string, unknown>, userEmail?: string) => {
  count += 1;
  const request = { companyId: '101', week: week.id, requestId: `request-${count}`, ...body };
  return app.call(`/api/review/${action}`, { method: 'POST', body: request, ...(userEmail && { userEmail }) });
};
const readTasks = async () => (await app.call('/api/review/tasks?ago=0')).body;
const accountOf = (body: Json, id: string): Json => body.accounts.find((account: Json) => account.id === id);
/** How many accounts are read, and in how many statements. */
const countStatements = async (ownerId: string | null): Promise<{ accounts: number; statements: number }> => {
  let statements = 0;
  const counting = app.context.db.kysely.withPlugin({
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const request = { week, tiers: [1, 2, 3] as const, ownerId, firstOf: null, now: Date.now() };
  const { materials } = await loadReview(counting, app.portalId, request);
  return { accounts: materials.length, statements };
};
const activity = (activityId: string, changes: Partial<Activity>): Activity => ({
  activityId,
  contactId: '1',
  type: 'page_view',
  occurredAt: week.from + 1,
  detail: null,
  source: 'test',
  ...changes,
});

describe('GET /api/review', () => {
  test('begins with the accounts of who looks, in the week of the portal', async () => {
    const { status, body } = await get('ago=0');
    expect(status).toBe(200);
    expect(body.week).toEqual({
      id: week.id,
      from: new Date(week.from).toISOString(),
      to: new Date(week.to).toISOString(),
    });
    expect(body.weeks).toHaveLength(8);
    expect(body).toMatchObject({ currency: 'EUR', ownerId: '9000', total: 3, firstScored: 'within' });
    expect(body.accounts.filter(({ happened }: Json) => happened.isNew)).toEqual([]);
    expect((await get('ago=1')).body.firstScored).toBe('after');
    expect(body.accounts[0]).toMatchObject({ id: '101', name: 'Acme', owner: 'Ava Stone', isMine: true });
    expect(accountOf(body, '103')).toMatchObject({ owner: null, isMine: false });
    expect(accountOf(body, '103').blocks).toContainEqual({ kind: 'no_owner' });
    expect((await get('ago=0&owner=9000')).body.accounts.map(({ id }: Json) => id)).toEqual(['101']);
  });

  test('says what happened and what we did in the week, not before it', async () => {
    await upsertActivities(app.context.db.kysely, app.portalId, [
      activity('v-1', { type: 'page_high_intent', contactId: '4' }),
      activity('v-2', { type: 'page_high_intent', contactId: '4', occurredAt: week.from + 2 }),
      activity('v-0', { type: 'ad_click', contactId: '4', occurredAt: week.from - 1 }),
      activity('s-1', { type: 'email_sent', contactId: '2' }),
      activity('m-1', { type: 'meeting_held', contactId: '2', occurredAt: week.from + 5 }),
      activity('m-1', { type: 'meeting_held', occurredAt: week.from + 5 }),
    ]);
    const { body } = await get('ago=0');
    expect(accountOf(body, '103').happened.people).toMatchObject([
      { name: 'Dee Park', acts: ['2 pricing or comparison pages'], lastAt: new Date(week.from + 2).toISOString() },
    ]);
    const acme = accountOf(body, '101');
    const bob = acme.happened.people.find(({ name }: Json) => name === 'Bob Okafor');
    expect(bob).toMatchObject({ role: 'Champion', acts: ['meeting'] });
    expect(acme.did).toEqual(['email sent', 'meeting']);
    const before = (await get('ago=1')).body;
    expect(accountOf(before, '103').happened.people).toMatchObject([{ acts: ['ad click'] }]);
    expect(accountOf(before, '101').did).not.toContain('email sent');
  });

  test('compares with seven days ago what no log of scores reaches back to, as proposals and cards do', async () => {
    const movesOf = async (query: string) => accountOf((await get(query)).body, '101').happened.moves;
    const { body: card } = await app.call('/api/cards/account?companyId=101');
    const { total: to, changeThisWeek } = card.engagement;
    const risen = { what: 'engagement', from: to - changeThisWeek, to, span: 'last_days' };
    expect(changeThisWeek).not.toBe(0);
    expect(await movesOf('')).toContainEqual(risen);
    expect((await get('')).body.isRecent).toBe(true);
    expect((await get('ago=2')).body.isRecent).toBe(false);
    expect(await movesOf('ago=2')).toEqual([]);
  });

  test('says which deals moved, by the names of the stages', async () => {
    const { kysely } = app.context.db;
    const [deal] = await listDeals(kysely, app.portalId, ['201']);
    if (deal === undefined) throw new Error('the deal is not mirrored');
    const moved = { ...deal, stageId: 'presentationscheduled', updatedAt: Math.max(deal.updatedAt, week.from) + 1 };
    await upsertDeals(kysely, app.portalId, [moved]);
    const bolt = accountOf((await get('ago=0')).body, '102');
    expect(bolt.happened.deals).toMatchObject([
      { name: 'Bolt platform', kind: 'moved', from: 'Qualified To Buy', to: 'Presentation Scheduled' },
    ]);
    expect(bolt.blocks.map(({ kind }: Json) => kind)).toContain('missing');
  });

  test('takes as many statements for every account as for one', async () => {
    const [one, all] = [await countStatements('9000'), await countStatements(null)];
    expect([one.accounts, all.accounts]).toEqual([1, 3]);
    expect(all.statements).toBe(one.statements);
    expect(one.statements).toBeGreaterThan(5);
  });

  test('asks for what it does not understand, and answers nobody who is not connected', async () => {
    expect((await get('ago=9')).status).toBe(400);
    expect((await get('')).body.week.id).toBe(weekToReview(Date.now(), 'Europe/Berlin').id);
    expect((await get('tiers=3')).status).toBe(400);
    expect((await get('', { portalId: 999 })).status).toBe(403);
  });
});

describe('what is kept on an account', () => {
  test('is a note, once however often it is sent, which its writer may change', async () => {
    const body = { text: ' Ask for the budget ', requestId: 'request-note' };
    const { body: state } = await post('note', body);
    await post('note', body);
    expect(state).toMatchObject({ id: '101', reviewed: null });
    expect(state.notes).toMatchObject([
      { noteId: 'request-note', text: 'Ask for the budget', by: 'Ava Stone', editedAt: null, mayEdit: true },
    ]);
    const edited = await post('note/edit', { noteId: 'request-note', text: 'Ask Ann for the budget' });
    expect(edited.body.notes).toMatchObject([{ text: 'Ask Ann for the budget', editedAt: expect.any(String) }]);
    expect((await post('note', { text: '  ' })).status).toBe(400);
    expect((await post('note', { text: 'x', companyId: '999' })).status).toBe(404);
    expect(accountOf((await get('ago=0')).body, '101').notes).toHaveLength(1);
  });

  test('a colleague changes and removes no note of another; an admin removes it, which is logged', async () => {
    const refused = await post('note/edit', { noteId: 'request-note', text: 'x' }, SAM);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('Only Ava Stone may change this note');
    expect((await post('note/remove', { noteId: 'request-note' }, SAM)).status).toBe(403);
    await post('note', { text: 'From Sam', requestId: 'request-sam' }, SAM);
    const { body } = await post('note/remove', { noteId: 'request-sam' });
    expect(body.notes).toMatchObject([{ noteId: 'request-note', mayRemove: true }]);
    expect((await post('note/remove', { noteId: 'request-sam' })).status).toBe(200);
    const log = await listAudit(app.context.db.kysely, app.portalId, 50);
    expect(log.filter(({ action }) => action === 'review note removed')).toMatchObject([{ subject: 'company:101' }]);
    expect(JSON.stringify(log)).not.toContain('From Sam');
  });

  test('is that it was gone through in this week, which can be taken back', async () => {
    expect((await post('mark', { reviewed: true })).body.reviewed).toMatchObject({ by: 'Ava Stone' });
    await post('mark', { reviewed: true }, SAM);
    expect(accountOf((await get('ago=0')).body, '101').reviewed).toMatchObject({ by: 'Ava Stone' });
    expect(accountOf((await get('ago=1')).body, '101').reviewed).toBeNull();
    expect((await post('mark', { reviewed: false })).body.reviewed).toBeNull();
    expect((await post('mark', { reviewed: true, week: '2199-01-07' })).status).toBe(400);
  });
});

describe('GET /api/review/tasks', () => {
  test('says which tasks of plays are done in HubSpot, in one request, and why it cannot be asked', async () => {
    const { body: card } = await app.call('/api/cards/account?companyId=101');
    const run = await startPlay(app.context, {
      portalId: app.portalId,
      companyId: '101',
      playId: card.plays[0].playId,
      requestId: 'request-play',
      startedBy: 'ava@vendor.example',
    });
    await runPlay(app.context, app.portalId, run.runId);
    const [first] = (await readTasks()).tasks;
    expect(first).toMatchObject({ companyId: '101', state: 'open', doneAt: null });
    const users = createPortalUsers(app.standIn);
    users.set('tasks', first.taskId, { hs_task_status: 'COMPLETED' });
    const asked = app.proxy.requests.length;
    const { tasks, unavailable } = await readTasks();
    expect(app.proxy.requests.length - asked).toBe(1);
    expect(unavailable).toBeNull();
    expect(tasks[0]).toMatchObject({ taskId: first.taskId, state: 'done', doneAt: expect.any(String) });
    expect(tasks.slice(1).map(({ state }: Json) => state)).not.toContain('done');
    app.proxy.decideFault = () => 403;
    expect(await readTasks()).toEqual({ tasks: [], unavailable: expect.any(String) });
    app.proxy.decideFault = () => null;
  });

  test('the play stands among what happened and what is next', async () => {
    const acme = accountOf((await get('ago=0')).body, '101');
    expect(acme.happened.plays).toMatchObject([{ kind: 'started' }]);
    const [running] = acme.next.running;
    expect(running.steps[0]).toMatchObject({ taskId: expect.any(String), dueAt: expect.any(String) });
    expect(acme.next.due.map(({ name }: Json) => name)).not.toContain(running.name);
    expect(acme.next.rests).toBeNull();
  });

  test('a play that somebody stopped is not called one without result', async () => {
    const { kysely } = app.context.db;
    const running = await kysely
      .selectFrom('play_runs')
      .select('run_id')
      .where('portal_id', '=', app.portalId)
      .where('status', '=', 'running')
      .executeTakeFirstOrThrow();
    await stopPlay(app.context, {
      portalId: app.portalId,
      companyId: '101',
      runId: running.run_id,
      reason: 'Started by mistake',
      stoppedBy: 'ava@vendor.example',
    });
    const { happened } = accountOf((await get('ago=0')).body, '101');
    expect(happened.plays.map(({ kind }: Json) => kind)).toEqual(['stopped', 'started']);
  });

  test('plays that wait for a ticket are named: nobody reads that none is due', async () => {
    const { kysely } = app.context.db;
    const ticket = {
      portal_id: app.portalId,
      ticket_id: '901',
      company_id: '101',
      opened_at: new Date(Date.now() - 86_400_000),
    };
    await kysely.insertInto('open_tickets').values(ticket).execute();
    await markStale(kysely, app.portalId, ['101'], 'a ticket was opened');
    await refreshPortal(app.context, app.portalId);
    const { next } = accountOf((await get('ago=0')).body, '101');
    expect(next.rests).toMatch(/ on hold: a support ticket has been open since /);
  });
});
