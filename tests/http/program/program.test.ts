import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { measurePortal } from '../../../src/sync/measurement/measure-portal.ts';
import { giveKeys, SAM, withColleagues } from '../../fixtures/kept-list.ts';
import { startTestApp, type CallOptions, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ data: withColleagues(createSmallPortal()) });
  await app.installAndSync();
});
afterAll(() => app.stop());

const call = (path: string, options?: CallOptions) => app.call(`/api/program${path}`, options);

describe('GET /api/program', () => {
  test('answers null before the first measurement, and with figures, their n and the clock after it', async () => {
    expect(await call('')).toMatchObject({ status: 200, body: null });
    await measurePortal(app.context, app.portalId);
    const { body } = await call('');
    expect(body.currency).toBe('EUR');
    expect(body.groups.map((each: { group: string }) => each.group)).toEqual([
      'tier_1',
      'tier_2',
      'tier_3',
      'on_list',
      'off_list',
    ]);
    expect(body.groups[3]).toMatchObject({
      accounts: 3,
      contactCoverage: { successes: 0, n: 3, share: 0 },
      clock: { tooEarly: true, note: expect.stringMatching(/^too early: day 0 of \d+$/) },
    });
    const { roleCoverage, engagementRate, reach } = body.groups[3];
    const week = { roleCoverage: roleCoverage.value, engaged: engagementRate.share, reached: reach.share };
    expect(body.weeks).toEqual([{ at: body.asOf, ...week }]);
    expect(week.reached).toBeCloseTo(2 / 3);
    expect(body.stages[0]).toEqual({ id: 'unaware', label: 'Unaware' });
    expect(body).toMatchObject({ earlier: null, goal: null, changed: null });
    // Everybody was scored for the first time today; what they did a week ago is known from their activities.
    expect(body.movers.length).toBeGreaterThan(0);
    for (const { before, after } of body.movers) {
      expect(before).toMatchObject({ tier: null, stage: null });
      expect(Math.abs(after.engagement - before.engagement)).toBeGreaterThanOrEqual(5);
    }
    expect(JSON.stringify(body)).not.toContain('example');
  });

  test('a portal that never installed has none', async () => {
    expect((await call('', { portalId: 999 })).body).toBeNull();
  });
});

test('admins and key holders have the program measured, anybody else is told whom to ask', async () => {
  const { body: before } = await call('');
  expect(before).toMatchObject({ mayMeasure: true, nextAt: expect.stringMatching(/T02:15:00\.000Z$/) });
  expect(Date.parse(before.nextAt)).toBeGreaterThan(Date.now());
  const { userEmail } = SAM;
  expect((await call('', { userEmail })).body.mayMeasure).toBe(false);
  const refused = await call('/measure', { method: 'POST', userEmail, body: {} });
  expect(refused.status).toBe(403);
  expect(refused.body.error.message).toContain('Admins and holders of a key');
  await giveKeys(app);
  for (const by of [{ userEmail }, {}]) {
    const { status, body } = await call('/measure', { method: 'POST', body: {}, ...by });
    expect({ status, asOf: body.asOf, mayMeasure: body.mayMeasure }).toEqual({
      status: 202,
      asOf: before.asOf,
      mayMeasure: true,
    });
  }
  const { rows } = await app.context.db.executeSql(
    `select singleton_key as key from pgboss.job where name = 'measure' and state = 'created'`,
  );
  expect(rows).toEqual([{ key: String(app.portalId) }]);
});

const names = async (query: string) =>
  (await call(`/accounts?${query}`)).body.accounts.map(({ name }: { name: string }) => name);

describe('GET /api/program/accounts', () => {
  test('lists who is behind a figure of a group', async () => {
    expect((await names('group=on_list')).toSorted()).toEqual(['Acme', 'Bolt', 'Cold']);
    expect((await names('group=on_list&figure=reached')).toSorted()).toEqual(['Acme', 'Bolt']);
    expect(await names('group=off_list')).toEqual(['Tiny']);
    expect(await names('group=on_list&figure=pipeline')).toEqual(['Bolt']);
    expect(await names('group=on_list&stage=opportunity')).toEqual(['Bolt']);
    const { body } = await call('/accounts?group=on_list&figure=pipeline');
    expect(body).toMatchObject({
      accounts: [{ id: '102', rank: expect.any(Number), stage: 'Opportunity', pipeline: 50_000 }],
      total: 1,
      before: 0,
      next: null,
    });
    const { body: all } = await call('/accounts?group=on_list');
    expect(all.total).toBe(3);
    const [first] = all.accounts;
    const { body: rest } = await call(`/accounts?group=on_list&after=${first.rank}:${first.id}`);
    expect(rest).toMatchObject({ accounts: all.accounts.slice(1), total: 3, before: 1 });
    expect((await call('/accounts?group=off_list')).body.accounts[0].rank).toBeNull();
    expect((await call('/accounts?group=on_list&stage=opportunity')).body.total).toBe(1);
  });

  test('says what it does not understand', async () => {
    const { status, body } = await call('/accounts?group=everybody');
    expect(status).toBe(400);
    expect(body.error.message).toBe('Check group: must name a group of accounts.');
    expect((await call('/accounts?group=on_list&figure=x')).status).toBe(400);
    for (const after of ['x', '1', '9999999999:1', '2147483648:1']) {
      expect(await call(`/accounts?group=on_list&after=${after}`)).toMatchObject({ status: 400 });
    }
    expect((await call('/accounts?group=on_list&after=2147483647:1')).status).toBe(200);
  });
});

const post = (path: string, body: unknown, options: CallOptions = {}) =>
  call(path, { method: 'POST', body, ...options });

describe('whether ABM is right here', () => {
  const capacity = { people: 9, hoursPerWeek: 30, effortHours: { 1: 4, 2: 0.5, 3: 0.02 }, budget: null };
  test('is answered with what it is judged by and what may be changed', async () => {
    const { body } = await call('/readiness');
    expect(body).toMatchObject({
      answer: 'unknown',
      summary: '0 won deals are too few to say whether ABM is right here: 10 are needed.',
      math: { hours: { needed: 195, available: 125 }, fits: false },
      settings: { revenueGoal: null, dealValueFloor: 30_000 },
      assumed: { users: 3 },
      currency: 'EUR',
      mayChange: true,
    });
    expect(body.checks).toHaveLength(4);
  });

  test('the math follows what the team has, a repeated change is one change, and the goal is kept beside it', async () => {
    const goal = { revenueGoal: { amount: 60_000, per: 'quarter' } };
    expect((await post('/goal', goal)).body.settings.revenueGoal).toEqual(goal.revenueGoal);
    const change = { capacity, dealValueFloor: 20_000 };
    const { body } = await post('/capacity', change);
    await post('/capacity', change);
    expect(body.math).toMatchObject({ hours: { needed: 195, available: 270 }, fits: true, warning: null });
    expect(body.settings).toEqual({ ...change, ...goal });
    expect(body.assumed).toBeNull();
    const audit = await listAudit(app.context.db.kysely, app.portalId, 5);
    expect(audit.filter(({ action }) => action === 'settings changed')).toHaveLength(2);
    expect((await call('')).body.goal).toMatchObject({ amount: 60_000, per: 'quarter', won: 0, share: 0 });
  });

  test('only who may change settings changes it, and only to what makes sense', async () => {
    const refused = await post('/capacity', { capacity, dealValueFloor: 1 }, { userEmail: 'rep@vendor.example' });
    expect(refused.status).toBe(403);
    const wrong = { ...capacity, hoursPerWeek: 200 };
    const { status, body } = await post('/capacity', { capacity: wrong, dealValueFloor: 1 });
    expect(status).toBe(400);
    expect(body.error.message).toBe('Check capacity.hoursPerWeek: a week has 168 hours.');
    expect((await post('/goal', { revenueGoal: { amount: 0, per: 'year' } })).status).toBe(400);
    expect((await post('/goal', { revenueGoal: null })).body.settings.revenueGoal).toBeNull();
  });
});
