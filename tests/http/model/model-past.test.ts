import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startOfDay } from '../../../src/domain/local-time.ts';
import { getAccountScore } from '../../../src/storage/accounts/account-scores.ts';
import { upsertActivities } from '../../../src/storage/mirror/activities.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

const DAY_MS = 86_400_000;
const MODEL = '/api/settings/model';
/** The last moment of yesterday in the portal's time zone: what a day is recomputed for. */
const then = startOfDay(Date.now(), 'Europe/Berlin') - 1;
const yesterday = new Date(then).toISOString().slice(0, 10);
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  app.context.scoringTime = () => then;
  app.context.now = () => then;
  await app.installAndSync();
});
afterAll(() => app.stop());

const read = (query: string) =>
  app.call(`${MODEL}/score-on?${query}`, { userEmail: 'rep@vendor.example', timestamp: app.context.now() });
const totals = ({ scores }: Json): unknown => scores.map(({ total }: Json) => total);

describe('the score on an earlier day', () => {
  test('is what was recorded then, whatever happened since and whichever model scores now', async () => {
    const { kysely } = app.context.db;
    const before = await getAccountScore(kysely, app.portalId, '101');
    const recorded = [before?.fit, before?.engagement, before?.intent, before?.coverage];
    expect(before?.engagement).toBeGreaterThan(10);

    const later = then + 20 * DAY_MS;
    app.context.scoringTime = () => later;
    app.context.now = () => later;
    const post = (path: string, body: unknown) =>
      app.call(`${MODEL}${path}`, { method: 'POST', body, timestamp: later });
    const { draft } = (await post('/draft', { requestId: 'draft-request', from: { kind: 'active' } })).body;
    const engagement = { ...draft.model.engagement, halfScoreDepth: 20 };
    const fit = { ...draft.model.fit, criteria: draft.model.fit.criteria.slice(0, 1) };
    await post('/draft/change', { version: 2, revision: 1, model: { ...draft.model, engagement, fit } });
    await post('/activate', { requestId: 'activate-request', version: 2, revision: 2 });
    const meeting = { activityId: 'm', contactId: '1', type: 'meeting_held', detail: null, source: 'test' } as const;
    await upsertActivities(kysely, app.portalId, [{ ...meeting, occurredAt: later - DAY_MS }]);
    await markAllStale(kysely, app.portalId, 'test');
    await refreshPortal(app.context, app.portalId);
    const now = await getAccountScore(kysely, app.portalId, '101');
    expect([now?.fit, now?.engagement]).not.toEqual([before?.fit, before?.engagement]);

    const call = (query: string) => app.call(`${MODEL}/score-on?companyId=101&${query}`, { timestamp: later });
    const { body } = await call(`day=${yesterday}`);
    expect(body).toMatchObject({ name: 'Acme', modelVersion: 1, recorded: { modelVersion: 1, tier: 1 } });
    expect(totals(body)).toEqual(recorded);
    expect(body.scores.map((line: Json) => line.recorded)).toEqual(recorded);
    expect(body.scores[1].reasons.length).toBeGreaterThan(0);

    const active = (await call(`day=${yesterday}&model=active`)).body;
    expect(active.modelVersion).toBe(2);
    expect(totals(active)).not.toEqual(recorded);
    const day = new Date(later).toISOString().slice(0, 10);
    const latest = (await call(`day=${day}`)).body;
    expect(totals(latest)).toEqual([now?.fit, now?.engagement, now?.intent, now?.coverage]);
    app.context.scoringTime = () => then;
    app.context.now = () => then;
  });

  test('of a day before the install is recomputed by the first model, with nothing recorded', async () => {
    const day = new Date(then - 100 * DAY_MS).toISOString().slice(0, 10);
    const { body } = await read(`companyId=101&day=${day}`);
    expect(body).toMatchObject({ modelVersion: 1, recorded: null });
    expect(body.scores[1]).toMatchObject({ score: 'engagement', total: 0, recorded: null });
  });

  test.each([
    ['a day that is none', 'companyId=101&day=2026-02-31', 400, 'day', 'as 2026-11-20'],
    ['a day before the retention', 'companyId=101&day=2020-01-01', 400, 'day', 'of the last 400'],
    ['a day ahead', 'companyId=101&day=2999-01-01', 400, 'day', 'of the last 400'],
    ['no company', `day=${yesterday}`, 400, 'companyId', 'record id'],
    ['another model', `companyId=101&day=${yesterday}&model=best`, 400, 'model', 'then or active'],
  ])('is refused for %s, naming the field', async (_fault, query, status, field, problem) => {
    const answer = await read(query);
    expect(answer.status).toBe(status);
    expect(answer.body.error.faults).toEqual([{ field, problem: expect.stringContaining(problem) }]);
  });

  test('of a company that is not held is not found', async () => {
    expect((await read(`companyId=999&day=${yesterday}`)).status).toBe(404);
  });
});
