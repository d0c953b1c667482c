import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { savePortalSettings } from '../../../src/storage/portal/portal-settings.ts';
import { countAccountsByTier } from '../../../src/storage/target-list/account-lists.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { readVersions } from '../../../src/sync/model/read-versions.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { readSettings } from '../../../src/sync/settings/portal-settings.ts';
import { checkScoreLog } from '../../fixtures/check-score-log.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

let asked = 0;
const read = async (): Promise<Json> => (await app.call('/api/settings/guide')).body;
const change = async (what: object, requestId = `guided-start-${(asked += 1)}`): Promise<Json> => {
  const { status, body } = await app.call('/api/settings/guide/change', {
    method: 'POST',
    body: { requestId, change: what },
  });
  expect(status).toBe(200);
  return body;
};
const settle = (told: object) => app.call('/api/settings/guide/settle', { method: 'POST', body: told });
const tiersOf = (body: Json, role: string): number[] => body.roles.find((each: Json) => each.role === role).tiers;
const versions = () => readVersions(app.context.db.kysely, app.portalId);

describe('the guided start', () => {
  test('is filled in already, and nothing is drafted by looking at it', async () => {
    const body = await read();
    expect(body).toMatchObject({
      finished: null,
      settled: [],
      start: 'general',
      draft: null,
      seats: { 1: 25, 2: 150, 3: 1_000 },
      otherRoles: [],
      mayChange: true,
    });
    expect(body.roles.find((each: Json) => each.role === 'DECISION_MAKER')).toMatchObject({
      isOption: true,
      tiers: [1, 2, 3],
    });
    expect(tiersOf(body, 'PROCUREMENT')).toEqual([]);
    expect((await versions()).draft).toBeNull();
  });

  test('changes one draft step by step, and a repeat changes nothing', async () => {
    expect(await change({ kind: 'model', id: 'general' })).toMatchObject({ draft: null });
    const taken = await change({ kind: 'model', id: 'services' });
    expect(taken).toMatchObject({ start: 'services', draft: { version: 2 } });
    const capacity = { kind: 'capacity', seats: { 1: 2, 2: 4, 3: 8 }, people: 1, hoursPerWeek: 4 };
    expect((await read()).assumed).toEqual({ users: expect.any(Number) });
    const seated = await change(capacity, 'one-click-of-it');
    expect(seated).toMatchObject({
      assumed: null,
      start: 'services',
      seats: { 1: 2, 2: 4, 3: 8 },
      capacity: { people: 1 },
    });
    expect(seated.math.warning).toContain('The list needs 10 hours a week, the team has 4.');
    expect(await change(capacity, 'one-click-of-it')).toEqual(seated);
    expect((await versions()).active.model.tiering.rules[0]?.seats).toBe(25);
  });

  test('takes roles out of every tier and brings them back as they usually are', async () => {
    const all: string[] = (await read()).roles.flatMap((each: Json) => (each.tiers.length > 0 ? [each.role] : []));
    const without = await change({ kind: 'roles', roles: all.filter((role) => role !== 'CHAMPION') });
    expect(tiersOf(without, 'CHAMPION')).toEqual([]);
    expect(tiersOf(without, 'DECISION_MAKER')).toEqual([1, 2, 3]);
    const back = await change({ kind: 'roles', roles: [...all, 'PROCUREMENT'] });
    expect(tiersOf(back, 'CHAMPION')).toEqual([1, 2, 3]);
    expect(tiersOf(back, 'PROCUREMENT')).toEqual([1]);
    const required = (await versions()).draft?.model.committee.requiredRoles;
    expect(required?.[2].find(({ role }) => role === 'CHAMPION')?.weight).toBe(3);
  });

  test('keeps how far it came, and the sync tells when it is over', async () => {
    await settle({ step: 'roles' });
    await settle({ step: 'model' });
    expect((await settle({ step: 'model' })).body).toMatchObject({
      settled: ['model', 'capacity', 'roles'],
      finished: null,
    });
    expect((await app.call('/api/settings/sync')).body).toMatchObject({
      guide: 'open',
      settled: ['model', 'capacity', 'roles'],
    });
    await settle({ finished: 'skipped' });
    expect((await settle({ finished: 'done' })).body).toMatchObject({ finished: 'done' });
    expect((await app.call('/api/settings/sync')).body.guide).toBe('done');
    const log = await listAudit(app.context.db.kysely, app.portalId, 50);
    const told = log.filter(({ action }) => action === 'guided start').map(({ details }) => details);
    expect(told).toEqual([{ finished: 'done' }, { finished: 'skipped' }, { step: 'model' }, { step: 'roles' }]);
  });

  test('shows what was chosen at once: nobody’s minimum stay stands in the way until it is over', async () => {
    const { kysely } = app.context.db;
    const inTier1 = async (): Promise<number> => (await countAccountsByTier(kysely, app.portalId))['1'];
    const seatOne = async (tier1: number): Promise<void> => {
      const { draft } = await change({ kind: 'capacity', seats: { 1: tier1, 2: 4, 3: 8 }, people: 1, hoursPerWeek: 4 });
      const activation = { requestId: `activate-${draft.version}`, ...draft };
      await app.call('/api/settings/model/activate', { method: 'POST', body: activation });
      await refreshPortal(app.context, app.portalId);
    };
    await savePortalSettings(kysely, app.portalId, {}, { at: Date.now(), by: 'test' });
    await change({ kind: 'model', id: 'general' });
    await seatOne(3);
    expect(await inTier1()).toBeGreaterThan(1);
    await seatOne(1);
    expect(await inTier1()).toBe(1);
    await seatOne(3);
    const seated = await inTier1();
    await settle({ finished: 'done' });
    await seatOne(1);
    expect(await inTier1()).toBe(seated);
    expect((await checkScoreLog(kysely, app.portalId)).differences).toEqual([]);
  });

  test('is not everybody’s: another user looks and changes nothing', async () => {
    const userEmail = 'ben@vendor.example';
    expect((await app.call('/api/settings/guide', { userEmail })).body.mayChange).toBe(false);
    const { status } = await app.call('/api/settings/guide/settle', {
      method: 'POST',
      body: { finished: 'skipped' },
      userEmail,
    });
    expect(status).toBe(403);
    expect((await readSettings(app.context.db.kysely, app.portalId)).guide.finished).toBe('done');
  });

  test.each([
    [{ kind: 'model', id: 'banking' }],
    [{ kind: 'capacity', seats: { 1: -1, 2: 4, 3: 8 }, people: 1, hoursPerWeek: 4 }],
    [{ kind: 'roles', roles: [] }],
    [{ kind: 'roles', roles: ['FRIEND'] }],
  ])('refuses %j', async (what) => {
    const body = { requestId: 'refused-request', change: what };
    expect((await app.call('/api/settings/guide/change', { method: 'POST', body })).status).toBe(400);
  });
});
