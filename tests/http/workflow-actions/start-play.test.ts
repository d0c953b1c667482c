import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdPortal } from '../../../src/storage/portal/portals.ts';
import { switchPlay } from '../../../src/sync/plays/change-play.ts';
import { runPlay } from '../../../src/sync/plays/run-play.ts';
import { createPortalUsers } from '../../fixtures/portal-users.ts';
import { createWorkflows, type Workflows } from '../../fixtures/run-workflow-action.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

/** Acme asked for a demo and nobody called. */
const ACME = 101;
let app: TestApp;
let workflows: Workflows;
let play: string;

beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
  workflows = createWorkflows(app);
  play = (await readCard(ACME)).plays[0].playId;
});
afterAll(() => app.stop());

const readCard = async (companyId: number): Promise<Json> =>
  (await app.call(`/api/cards/account?companyId=${companyId}`)).body;
const run = (callbackId: string, inputs: Record<string, string> = { play }, companyId = ACME) =>
  workflows.run('start-play', { callbackId, companyId, inputs });
const click = (action: string, body: Record<string, unknown>) =>
  app.call(`/api/cards/account/plays/${action}`, { method: 'POST', body: { companyId: String(ACME), ...body } });

describe('while a workflow is built', () => {
  test('HubSpot offers the plays that are switched on, narrowed by what is typed', async () => {
    const all = await workflows.offer('start-play', 'play');
    expect(all.map(({ value }) => value)).toContain(play);
    const name = all.find(({ value }) => value === play)?.label ?? '';
    expect((await workflows.offer('start-play', 'play', name.toUpperCase())).map(({ value }) => value)).toEqual([play]);
    expect(await workflows.offer('start-play', 'play', 'no such play')).toEqual([]);
  });
});

describe('a workflow that starts a play', () => {
  test('while it is snoozed on the card is told so, and goes on', async () => {
    await click('snooze', { playId: play, days: 7, requestId: 'click-snooze' });
    const { status, outputs } = await run('snoozed-1');
    expect(status).toBe(200);
    expect(outputs).toMatchObject({ hs_execution_state: 'FAIL_CONTINUE', play_result: 'suppressed', play_run: '' });
    expect(outputs?.['play_reason']).toMatch(/is snoozed at this account/);
    await click('undo', { playId: play, requestId: 'click-undo' });
  });

  test('after it was dismissed is told so', async () => {
    await click('dismiss', { playId: play, reason: 'bad_timing', requestId: 'click-dismiss' });
    const { outputs } = await run('dismissed-1');
    expect(outputs).toMatchObject({ play_result: 'suppressed', play_reason: expect.stringContaining('was dismissed') });
    await click('undo', { playId: play, requestId: 'click-undo-2' });
  });

  test('starts it once for however many tries, and HubSpot has its tasks', async () => {
    const first = await run('start-1');
    expect(first.outputs).toMatchObject({ hs_execution_state: 'SUCCESS', play_result: 'started', play_reason: '' });
    const runId = first.outputs?.['play_run'] ?? '';
    expect((await run('start-1')).outputs).toEqual(first.outputs);
    const { running } = await readCard(ACME);
    expect(running).toMatchObject([{ runId, playId: play, status: 'starting' }]);
    await runPlay(app.context, app.portalId, runId);
    const tasks = [...app.standIn.store.records.tasks.active()];
    expect(tasks).toHaveLength(running[0].steps.length);
    expect((await run('start-1')).outputs).toEqual(first.outputs);
  });

  test('while it runs is told by which run', async () => {
    const { outputs } = await run('start-2');
    const { running } = await readCard(ACME);
    expect(outputs).toMatchObject({
      hs_execution_state: 'FAIL_CONTINUE',
      play_result: 'already_running',
      play_run: running[0].runId,
    });
  });

  test('for an account off the list is told that, where the play is for listed ones', async () => {
    expect((await run('off-1', { play: 'engaged-not-reached' }, 104)).outputs).toMatchObject({
      hs_execution_state: 'FAIL_CONTINUE',
      play_result: 'not_on_list',
      play_reason: expect.stringContaining('is not on the target account list'),
    });
  });

  test('that is not due is told so', async () => {
    const plays = (await workflows.offer('start-play', 'play')).map(({ value }) => value);
    const due = new Set((await readCard(103)).plays.map(({ playId }: Json) => playId));
    const reports = [];
    for (const other of plays.filter((each) => !due.has(each))) {
      reports.push((await run(`due-${other}`, { play: other }, 103)).outputs?.['play_result']);
    }
    expect(new Set(reports)).toEqual(new Set(['not_due']));
  });

  test('that waits for an open ticket is told so, as is who looks at the card', async () => {
    const [due] = (await readCard(103)).plays;
    const { kysely } = app.context.db;
    const openedAt = new Date('2026-11-12T10:00:00Z');
    const ticket = { portal_id: app.portalId, ticket_id: '901', company_id: '103', opened_at: openedAt };
    await kysely.insertInto('open_tickets').values(ticket).execute();
    expect((await run('ticket-1', { play: due.playId }, 103)).outputs).toMatchObject({
      play_result: 'suppressed',
      play_reason: `"${due.name}" is on hold while the account has an open support ticket.`,
    });
    const resting = await readCard(103);
    expect(resting.plays.map(({ playId }: Json) => playId)).not.toContain(due.playId);
    expect(resting.playsRest).toMatch(/ on hold: a support ticket has been open since ⟦2026-11-12T10:00Z⟧$/);
    await kysely.deleteFrom('open_tickets').execute();
    expect((await run('ticket-2', { play: due.playId }, 103)).outputs).toMatchObject({ play_result: 'started' });
  });

  test('that is switched off, or that nobody knows, is told so', async () => {
    expect((await run('none-1', { play: 'no-such-play' })).outputs).toMatchObject({ play_result: 'no_such_play' });
    const other = (await workflows.offer('start-play', 'play')).find(({ value }) => value !== play);
    const change = { portalId: app.portalId, playId: other?.value ?? '', changedBy: 'ava@vendor.example' };
    await switchPlay(app.context, { ...change, enabled: false });
    expect((await run('off-2', { play: change.playId })).outputs).toMatchObject({
      play_result: 'no_such_play',
      play_reason: `"${other?.label}" is switched off in the plays.`,
    });
    expect((await workflows.offer('start-play', 'play')).map(({ value }) => value)).not.toContain(change.playId);
  });
});

describe('every action', () => {
  test('answers with the outputs it declared', async () => {
    const step = { companyId: ACME, callbackId: 'refresh-1', inputs: {} };
    expect((await workflows.run('refresh-account', step)).outputs).toMatchObject({ roundtable_tier: 'tier_1' });
    const inputs = { place: 'tier_3', reason: 'They asked' };
    const { outputs } = await workflows.run('propose-for-list', { companyId: ACME, callbackId: 'propose-1', inputs });
    expect(outputs).toMatchObject({
      proposal_outcome: 'refused',
      proposal_message: expect.stringContaining('provisional'),
    });
  });
});

describe('a company made a moment ago', () => {
  test('is read and scored before its webhook is worked off, so that a workflow that runs at once does not fail', async () => {
    const values = { name: 'Newcomer', domain: 'newcomer.example', industry: 'COMPUTER_SOFTWARE' };
    const companyId = createPortalUsers(app.standIn).create('companies', {
      ...values,
      numberofemployees: '2500',
      annualrevenue: '400000000',
    });
    expect((await readCard(Number(companyId))).error).toBeDefined();
    const step = { companyId: Number(companyId), callbackId: 'new-1', inputs: {} };
    expect(await workflows.run('refresh-account', step)).toMatchObject({
      status: 200,
      outputs: { hs_execution_state: 'SUCCESS' },
    });
    expect((await readCard(Number(companyId))).fit.total).toBeGreaterThan(50);
    expect((await run('new-2', { play }, Number(companyId))).status).toBe(200);
  });
});

describe('what is not for us', () => {
  test('a request that HubSpot did not sign, that names no play, or a company nobody knows', async () => {
    const step = { callbackId: 'bad-1', companyId: ACME, inputs: { play } };
    expect((await workflows.run('start-play', { ...step, signed: false })).status).toBe(401);
    expect((await run('bad-2', { play: ' ' })).status).toBe(400);
    expect((await run('bad-3', { play }, 404)).status).toBe(404);
  });
});

describe('the daily limit', () => {
  test('while it holds nothing is started: HubSpot tries again later', async () => {
    await holdPortal(app.context.db.kysely, app.portalId, Date.now() + 3_600_000);
    expect((await run('held-1')).status).toBe(503);
  });
});
