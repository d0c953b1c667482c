import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { createSellingPortal } from '../../fixtures/selling-portal.ts';

const MODEL = '/api/settings/model';
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ data: createSellingPortal() });
  await app.installAndSync();
});
afterAll(() => app.stop());

const post = (path: string, body: unknown, userEmail?: string) =>
  app.call(`${MODEL}${path}`, { method: 'POST', body, ...(userEmail === undefined ? {} : { userEmail }) });

describe('what closed deals teach', () => {
  test('is shown with its evidence: n, wins, intervals, points, AUC and lift; nothing is applied', async () => {
    const { status, body } = await app.call(`${MODEL}/icp`, { userEmail: 'rep@vendor.example' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ success: 'won', n: 240, verdict: 'signal' });
    expect(body.looked).toContain('Industry');
    expect(body.looked).not.toContain('Lifecycle Stage');
    expect(body.suggestions).toHaveLength(1);
    const [suggestion] = body.suggestions;
    expect(suggestion).toMatchObject({ property: 'industry', replaces: 'Industry', inDraft: false });
    const [retail] = suggestion.buckets;
    expect(retail).toMatchObject({ label: 'Retail', n: 60 });
    expect(retail.points).toBeGreaterThan(20);
    expect(retail.low).toBeGreaterThan(body.wins / body.n);
    expect(retail.wins / retail.n).toBeLessThan(retail.high);
    expect(body.auc.low).toBeGreaterThan(0.55);
    expect(body.deciles.map(({ n }: Json) => n)).toEqual(Array.from({ length: 10 }, () => 24));
    expect(body.deciles[0].lift).toBeGreaterThan(1.3);
    expect((await app.call(MODEL)).body).toMatchObject({ draft: null, active: { version: 1 } });
  });

  test('is taken into a draft in the place of what the model said of the property; a repeat changes nothing', async () => {
    const take = { requestId: 'take-request-1', property: 'industry', success: 'won' };
    for (let repeat = 0; repeat < 2; repeat += 1) {
      const { status, body } = await post('/icp/take', take);
      expect(status).toBe(200);
      expect(body.suggestions[0]).toMatchObject({ inDraft: true, replaces: null });
    }
    const { draft } = (await app.call(MODEL)).body;
    expect(draft).toMatchObject({ version: 2, revision: 2, changedBy: 'Ava Stone' });
    const { criteria } = draft.model.fit;
    expect(criteria.map(({ id }: Json) => id)).toEqual(['size', 'revenue', 'learned_industry', 'icp_tier']);
    expect(criteria[2].bands[0]).toMatchObject({ label: 'Retail', when: { kind: 'oneOf', values: ['RETAIL'] } });
  });

  test('is asked by another success: who bought again', async () => {
    const { body } = await app.call(`${MODEL}/icp?success=won_again`);
    expect(body).toMatchObject({ success: 'won_again', n: 240 });
    expect(body.wins).toBeLessThan((await app.call(`${MODEL}/icp`)).body.wins);
  });

  test.each([
    [
      { requestId: 'take-request-2', property: 'country', success: 'won' },
      400,
      'property',
      'suggest nothing of "country"',
    ],
    [
      { requestId: 'take-request-2', property: 'industry', success: 'luck' },
      400,
      'success',
      'must be one of won, won_again',
    ],
  ])('is refused where there is nothing: %j', async (body, status, field, problem) => {
    const answer = await post('/icp/take', body);
    expect(answer.status).toBe(status);
    expect(answer.body.error.faults).toEqual([{ field, problem: expect.stringContaining(problem) }]);
  });

  test('is taken by nobody but who installed the app', async () => {
    const take = { requestId: 'take-request-3', property: 'industry', success: 'won' };
    expect((await post('/icp/take', take, 'rep@vendor.example')).status).toBe(403);
  });
});

test('a portal of four companies is told plainly that it has too few deals', async () => {
  const small = await startTestApp();
  await small.installAndSync();
  const { body } = await small.call(`${MODEL}/icp`);
  await small.stop();
  expect(body).toMatchObject({ verdict: 'too_few', suggestions: [], auc: null, deciles: [] });
  expect(body.summary).toContain('Too few closed deals to learn from');
});
