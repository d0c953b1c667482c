import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { runPreview } from '../../../src/sync/model/preview-model.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

const MODEL = '/api/settings/model';
let app: TestApp;
let asked = 0;

beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());
afterEach(async () => {
  const { draft } = (await app.call(MODEL)).body;
  if (draft !== null) await post('/draft/discard', { version: draft.version, revision: draft.revision });
});

const post = (path: string, body: unknown, userEmail?: string) =>
  app.call(`${MODEL}${path}`, { method: 'POST', body, ...(userEmail === undefined ? {} : { userEmail }) });

/** A new draft of the active model. */
async function open(): Promise<Json> {
  asked += 1;
  const { status, body } = await post('/draft', { requestId: `draft-request-${asked}`, from: { kind: 'active' } });
  expect(status).toBe(200);
  return body.draft;
}

describe('the model', () => {
  test('is read with who made it active and when, what a draft can begin as, and who may change it', async () => {
    const { status, body } = await app.call(MODEL, { userEmail: 'rep@vendor.example' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      active: { version: 1, name: 'Starting model', activatedBy: 'roundtable', basedOn: null, difference: null },
      draft: null,
      earlier: [],
      unknownProperties: [],
      mayChange: false,
      askWhom: 'Ava Stone',
    });
    expect(Date.parse(body.active.activatedAt)).toBeGreaterThan(Date.now() - 600_000);
    expect(body.active.model.tiering.rules[0]).toEqual({ tier: 1, seats: 25, fitFloor: 70 });
    expect(body.starts.map(({ id }: Json) => id)).toEqual([
      'general',
      'enterprise_software',
      'services',
      'manufacturing',
    ]);
  });

  test('is drafted, previewed, activated and returned to, each answered with all of it; repeats change nothing', async () => {
    const draft = await open();
    const rules = draft.model.tiering.rules.map((rule: Json) => ({ ...rule, seats: 0 }));
    const change = {
      version: draft.version,
      revision: draft.revision,
      model: { ...draft.model, tiering: { ...draft.model.tiering, rules, dwellDays: 0 } },
    };
    for (let repeat = 0; repeat < 2; repeat += 1) {
      const { body } = await post('/draft/change', change);
      expect(body.draft).toMatchObject({ revision: 2, changedBy: 'Ava Stone', model: { tiering: { rules } } });
    }
    const preview = async (): Promise<Json> => (await app.call(`${MODEL}/preview?version=${draft.version}`)).body;
    expect(await preview()).toMatchObject({ state: 'working', preview: null, at: null });
    await runPreview(app.context, app.portalId, draft.version);
    expect(await preview()).toMatchObject({
      state: 'ready',
      done: 0,
      total: 4,
      preview: { accounts: 4, tierMovesTotal: 3 },
    });
    expect((await preview()).preview.tierMoves[0]).toMatchObject({ name: expect.any(String), to: null });

    const activation = { requestId: 'activate-request-1', version: draft.version, revision: 2 };
    for (let repeat = 0; repeat < 2; repeat += 1) {
      const { body } = await post('/activate', activation);
      expect(body).toMatchObject({
        active: {
          version: draft.version,
          difference: {
            against: 1,
            parts: ['tiering'],
            tiers: [{ tier: 1, before: { seats: 25, fitFloor: 70 }, after: { seats: 0, fitFloor: 70 } }, {}, {}],
          },
        },
        draft: null,
        earlier: [{ version: 1, revision: 1 }],
      });
    }
    const back = await post('/activate', { requestId: 'activate-request-2', version: 1, revision: 1 });
    expect(back.body).toMatchObject({ active: { version: 1 }, earlier: [{ version: draft.version }] });
    const asked = await post('/preview', { version: draft.version });
    expect(asked.body.state).toBe('working');
    const logged = await listAudit(app.context.db.kysely, app.portalId, 4);
    expect(logged.map(({ action, details }) => [action, details['changed']])).toEqual([
      ['model returned to', ['tiering']],
      ['model activated', ['tiering']],
      ['model draft changed', ['tiering']],
      ['model drafted', undefined],
    ]);
  });

  test.each([0, 1.5, 2_147_483_648, Number.MAX_SAFE_INTEGER])('has no version %d', async (version) => {
    expect((await app.call(`${MODEL}/preview?version=${version}`)).status).toBe(400);
    expect((await post('/preview', { version })).status).toBe(400);
    expect((await post('/draft/discard', { version, revision: 1 })).status).toBe(400);
  });

  test.each([
    ['no bands', (model: Json) => void (model.fit.criteria[0].bands = []), 'fit.criteria.0.bands', 'must have a band'],
    [
      'a bound that is no number',
      (model: Json) => void (model.fit.criteria[0].bands[1].when.min = 'big'),
      'fit.criteria.0.bands.1.when.min',
      'expected a number',
    ],
    [
      'a property of no portal',
      (model: Json) => void (model.fit.criteria[2].property = 'no_such'),
      'fit.criteria.2.property',
      'no company property "no_such"',
    ],
    [
      'a label of HubSpot',
      (model: Json) => void (model.fit.criteria[2].property = 'Industry'),
      'fit.criteria.2.property',
      'internal name',
    ],
    [
      'half a seat',
      (model: Json) => void (model.tiering.rules[1].seats = 1.5),
      'tiering.rules.1.seats',
      'whole number from 0',
    ],
    [
      'one tier twice',
      (model: Json) => void (model.tiering.rules[1].tier = 1),
      'tiering.rules.1.tier',
      'is there already',
    ],
    [
      'nothing that weighs',
      (model: Json) => void (model.tiering.priorityWeights = { fit: 0, engagement: 0, intent: 0, dealPotential: 0 }),
      'tiering.priorityWeights',
      'must weigh something',
    ],
    [
      'a role that is none',
      (model: Json) => void (model.committee.requiredRoles[1][0].role = 'BOSS'),
      'committee.requiredRoles.1.0.role',
      'must be one of',
    ],
    [
      'a stage by what it cannot ask for',
      (model: Json) => void (model.stage.stages[2].when = { risk: 'champion_quiet' }),
      'stage.stages.2.when',
      'means nothing here',
    ],
    [
      'a stage by a score that is none',
      (model: Json) => void (model.stage.stages[3].when.all[0].score = 'luck'),
      'stage.stages.3.when.all.0.score',
      'expected one of fit',
    ],
    [
      'points of a half-life of 0',
      (model: Json) => void (model.engagement.weights.email_click.halfLifeDays = 0),
      'engagement.weights.email_click.halfLifeDays',
      'from 0.1',
    ],
    ['a part that is not known', (model: Json) => void (model.magic = 1), 'model', 'magic'],
    ['no name', (model: Json) => void (model.name = ' '), 'name', 'must not be empty'],
  ])('with %s is refused, naming the field', async (_fault, spoil, field, problem) => {
    const { version, revision, model } = await open();
    spoil(model);
    const { status, body } = await post('/draft/change', { version, revision, model });
    expect(status).toBe(400);
    const [fault] = body.error.faults;
    expect(fault.field.replace(/^model\./, '')).toBe(field);
    expect(fault.problem).toContain(problem);
    expect((await app.call(MODEL)).body.draft.revision).toBe(1);
  });

  test('of two who change a draft at once the later one is told, and what the first wrote stays', async () => {
    const { version, revision, model } = await open();
    const first = { version, revision, model: { ...model, name: 'First' } };
    expect((await post('/draft/change', first)).body.draft).toMatchObject({ revision: 2, model: { name: 'First' } });
    const later: [string, object][] = [
      ['/draft/change', { version, revision, model: { ...model, name: 'Later' } }],
      ['/draft/discard', { version, revision }],
    ];
    for (const [path, body] of later) {
      const answer = await post(path, body);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toBe(
        'Ava Stone changed this draft since you read it. Nothing of yours was saved.',
      );
      expect(answer.body.error.faults).toMatchObject([{ field: 'revision' }]);
    }
    expect((await app.call(MODEL)).body.draft).toMatchObject({ revision: 2, model: { name: 'First' } });
    expect((await post('/draft/change', first)).status).toBe(200);
  });

  test('is changed by nobody but who installed the app', async () => {
    const draft = await open();
    const changes: [string, unknown][] = [
      ['/draft', { requestId: 'other-request', from: { kind: 'active' } }],
      ['/draft/change', { version: draft.version, revision: 1, model: draft.model }],
      ['/draft/discard', { version: draft.version, revision: 1 }],
      ['/activate', { requestId: 'other-request', version: draft.version, revision: 1 }],
      ['/preview', { version: draft.version }],
    ];
    for (const [path, body] of changes) {
      const answer = await post(path, body, 'rep@vendor.example');
      expect({ path, status: answer.status }).toEqual({ path, status: 403 });
      expect(answer.body.error.message).toContain('Only Ava Stone may change this');
    }
    expect((await app.call(MODEL)).body).toMatchObject({ active: { version: 1 }, draft: { version: draft.version } });
  });
});
