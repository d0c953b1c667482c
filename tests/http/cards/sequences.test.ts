import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { insertPlayRun } from '../../../src/storage/plays/play-runs.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

const ENROL = '/api/cards/account/plays/enrol';
const PATH = '/automation/sequences/2026-09/enrollments';
const ACME = '101';

let app: TestApp;
let runId: string;
let runs = 0;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

/** A run of Acme whose first step enrols its contact. */
async function run(contactId: string): Promise<string> {
  const { kysely } = app.context.db;
  runs += 1;
  await kysely.deleteFrom('play_runs').execute();
  const step = { title: 'Enrol', channel: 'sequence', who: 'owner', dueAt: Date.now(), text: '', taskId: '9' };
  const { run: made } = await insertPlayRun(kysely, app.portalId, {
    requestId: `run-${runs}`,
    companyId: ACME,
    playId: 'surge',
    contactIds: [contactId],
    steps: [{ ...step, sequence: { id: '4100', name: 'First touch' } }],
    startedBy: 'ava@vendor.example',
    startedAt: Date.now(),
    stageFrom: null,
  });
  await kysely.updateTable('play_runs').set({ status: 'running' }).execute();
  return made.runId;
}

beforeEach(() => {
  app.proxy.decideFault = () => null;
  app.proxy.requests.length = 0;
});
const enrol = (requestId = 'enrol-click-1', step = 0) =>
  app.call(ENROL, { method: 'POST', body: { companyId: ACME, runId, step, requestId } });
const asked = () => app.proxy.requests.filter(({ path }) => path.startsWith(PATH));
const setScopes = (scopes: readonly string[]) =>
  app.context.db.kysely
    .updateTable('portals')
    .set({ scopes: JSON.stringify(scopes) })
    .execute();
const stateOf = (body: Json): Json => body.running[0].steps[0].enrol;
const card = async (): Promise<Json> => (await app.call(`/api/cards/account?companyId=${ACME}`)).body;

describe('a step that enrols', () => {
  test('is offered by name, and one click enrols the person with the signed user as sender', async () => {
    runId = await run('1');
    expect(stateOf(await card())).toEqual({
      sequence: 'First touch',
      person: 'Ann Ruiz',
      state: 'offered',
      at: null,
      reason: null,
    });
    const { status, body } = await enrol();
    expect({ status, ...stateOf(body) }).toMatchObject({ status: 200, state: 'enrolled', reason: null });
    expect(asked().map(({ path, body: sent }) => [path, JSON.parse(sent)])).toEqual([
      [`${PATH}?userId=77`, { contactId: '1', senderEmail: 'ava@vendor.example', sequenceId: '4100' }],
    ]);
    const [entry] = await listAudit(app.context.db.kysely, app.portalId, 1);
    expect(entry).toMatchObject({
      action: 'contact enrolled',
      actor: 'ava@vendor.example',
      details: { contactId: '1' },
    });
  });

  test('enrols once, however often and by whomever it is clicked', async () => {
    runId = await run('2');
    const answers = await Promise.all([enrol('enrol-click-a'), enrol('enrol-click-a'), enrol('enrol-click-b')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await enrol('enrol-click-c');
    expect(asked()).toHaveLength(1);
    expect(stateOf(await card()).state).toBe('enrolled');
  });

  test('says in a sentence what HubSpot refused, and may be clicked again', async () => {
    runId = await run('2');
    const { body } = await enrol('enrol-click-d');
    expect(stateOf(body)).toMatchObject({
      state: 'refused',
      reason: 'The contact is already enrolled in a sequence.',
    });
    await enrol('enrol-click-e');
    expect(asked()).toHaveLength(2);
  });

  test('of a user without a seat is refused in HubSpot’s words', async () => {
    runId = await run('1');
    const body = { companyId: ACME, runId, step: 0, requestId: 'enrol-click-f' };
    const other = { method: 'POST', body, userId: 991, userEmail: 'rep@vendor.example' };
    expect(stateOf((await app.call(ENROL, other)).body).reason).toContain('needs a Sales Hub');
  });

  test('whose answer was lost is not asked for again', async () => {
    runId = await run('4');
    app.proxy.decideFault = ({ path }) => (path.startsWith(PATH) ? 'lost' : null);
    await enrol('enrol-click-g');
    app.proxy.decideFault = () => null;
    await enrol('enrol-click-h');
    expect(asked()).toHaveLength(1);
    expect(stateOf(await card()).state).toBe('asked');
  });

  test('enrols nobody who opted out, and nobody of another company’s run or another step', async () => {
    runId = await run('3');
    await sql`update contacts set opted_out = true where contact_id = '3'`.execute(app.context.db.kysely);
    const refused = await enrol('enrol-click-i');
    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      expect.stringContaining('may not be written to'),
    ]);
    expect((await enrol('enrol-click-j', 3)).status).toBe(404);
    const body = { companyId: '102', runId, step: 0, requestId: 'enrol-click-k' };
    expect((await app.call(ENROL, { method: 'POST', body })).status).toBe(404);
    expect(asked()).toEqual([]);
  });

  test('is a task by hand, with the reason, where the account has not allowed it', async () => {
    runId = await run('1');
    const { kysely } = app.context.db;
    const held = (await kysely.selectFrom('portals').select('scopes').executeTakeFirstOrThrow()).scopes;
    const scopes = held.filter((scope) => !scope.startsWith('automation.'));
    await setScopes(scopes);
    const enrolment = stateOf(await card());
    const page = (await app.call('/api/plays')).body;
    await setScopes(held);
    expect(enrolment).toMatchObject({ state: 'unavailable', reason: expect.stringContaining('install it again') });
    expect(page.maySequence).toBe(false);
  });
});

describe('the editor of plays', () => {
  const sequence = { id: '4200', name: 'After the demo' };

  test('offers the sequences that the admin sees, and keeps the one that is chosen', async () => {
    expect((await app.call('/api/plays/sequences')).body).toEqual([{ id: '4100', name: 'First touch' }, sequence]);
    const { plays, maySequence } = (await app.call('/api/plays')).body;
    expect(maySequence).toBe(true);
    const [play] = plays;
    const save = (requestId: string, step: object) =>
      app.call('/api/plays/edit', {
        method: 'POST',
        body: {
          requestId,
          playId: play.playId,
          version: play.version,
          edit: { ...play.edit, steps: [{ title: 'Enrol', who: 'owner', dueInDays: 0, text: 'x', ...step }] },
        },
      });
    expect((await save('edit-seq-1', { channel: 'sequence' })).status).toBe(400);
    expect((await save('edit-seq-2', { channel: 'call', sequence })).status).toBe(400);
    const { status, body } = await save('edit-seq-3', { channel: 'sequence', sequence });
    expect(status).toBe(200);
    const saved = body.plays.find(({ playId }: Json) => playId === play.playId);
    expect(saved.edit.steps).toMatchObject([{ channel: 'sequence', sequence }]);
  });

  test('says what HubSpot says where the admin has no seat', async () => {
    const refused = await app.call('/api/plays/sequences', { userId: 991 });
    expect(refused.body.error.message).toContain('needs a Sales Hub');
  });
});
