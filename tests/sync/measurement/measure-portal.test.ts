import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { weekOf } from '../../../src/domain/review/calendar-week.ts';
import { activateModel, getActiveModel, saveModelDraft } from '../../../src/storage/portal/models.ts';
import { getPortal, saveAccountInfo } from '../../../src/storage/portal/portals.ts';
import { getLatestMeasurement, saveMeasurement } from '../../../src/storage/program/measurements.ts';
import { saveTierRound } from '../../../src/storage/target-list/tier-rounds.ts';
import { measurePortal, whenMeasurementIsDue } from '../../../src/sync/measurement/measure-portal.ts';
import { readProgram } from '../../../src/sync/measurement/read-program.ts';
import { readReadiness } from '../../../src/sync/measurement/read-readiness.ts';
import { changeSettings } from '../../../src/sync/settings/change-settings.ts';
import { daysAgo, createSmallPortal } from '../../fixtures/small-portal.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

const DAY_MS = 86_400_000;
let app: TestApp;

/** The small portal with 12 deals that Acme closed in the last week, with one or two people each. */
function createSellingPortal() {
  const data = createSmallPortal();
  for (let index = 0; index < 12; index += 1) {
    const id = String(700 + index);
    data.objects.deals.push({
      id,
      properties: {
        dealname: `Won ${index}`,
        pipeline: 'default',
        dealstage: 'closedwon',
        amount: String(10_000 + 1_000 * index),
        createdate: daysAgo(100),
        closedate: daysAgo(index < 6 ? 1 : 5),
      },
      createdAt: daysAgo(100),
      updatedAt: daysAgo(5),
    });
    const link = { fromType: 'deals', fromId: id, label: null } as const;
    data.associations.push({ ...link, toType: 'companies', toId: '101', primary: true });
    data.associations.push({ ...link, toType: 'contacts', toId: '1', primary: false });
    if (index % 2 === 0) data.associations.push({ ...link, toType: 'contacts', toId: '2', primary: false });
  }
  return data;
}

beforeAll(async () => {
  app = await startTestApp({ data: createSellingPortal() });
  await app.installAndSync();
});
afterAll(() => app.stop());

const db = () => app.context.db.kysely;
const jobs = async (): Promise<string[]> => {
  const { rows } = await app.context.db.executeSql(
    `select name from pgboss.job where state = 'created' and singleton_key = $1 order by 1`,
    [String(app.portalId)],
  );
  return rows.map((row) => (row as { name: string }).name);
};

describe('the program', () => {
  test('is to be measured when the first sync is complete', async () => {
    expect(await jobs()).toContain('measure');
    expect(await whenMeasurementIsDue(app.context, app.portalId)).not.toBeNull();
    expect(await readProgram(app.context, app.portalId)).toBeNull();
  });

  test('is measured from what is stored, and not again at once', async () => {
    await measurePortal(app.context, app.portalId);
    expect(await whenMeasurementIsDue(app.context, app.portalId)).toBeNull();
    const inAnHour = Date.now() + 3_600_000;
    const later = { ...app.context, now: () => inAnHour };
    expect(await whenMeasurementIsDue(later, app.portalId)).toBe(inAnHour);
    const program = await readProgram(app.context, app.portalId);
    const group = (id: string) => program?.latest.measures.groups.find((each) => each.group === id);
    expect(group('on_list')?.accounts).toBe(3);
    expect(group('off_list')?.accounts).toBe(1);
    // Ann and Bob of Acme came to the site, Cid of Bolt was met; Dee of Cold did nothing.
    expect(group('on_list')?.reach).toMatchObject({ successes: 2, n: 3 });
    expect(group('on_list')?.revenue).toEqual({ amount: 186_000, deals: 12, share: 1 });
    expect(group('on_list')?.winRate).toMatchObject({ successes: 12, n: 12 });
    expect(group('on_list')?.pipelineCreated.deals).toBe(13);
    // Cid of Bolt was met; Ann of Acme acted two days ago, when half of Acme's deals were closed.
    expect(group('on_list')?.pipelineInfluenced.deals).toBe(7);
    expect(group('tier_1')?.clock).toMatchObject({ day: 0, tooEarly: true });
    // Bolt was met in these days; who was scored for the first time today has no stage of a week ago.
    expect(program?.latest.movers).toContainEqual(
      expect.objectContaining({ before: expect.objectContaining({ tier: null, stage: null }) }),
    );
    expect(program?.earlier).toBeNull();
  });

  test('is measured ten minutes after the last time where the list or the model is another by now', async () => {
    const due = () => whenMeasurementIsDue(app.context, app.portalId);
    const changed = async () => (await readProgram(app.context, app.portalId))?.changed;
    const { measuredAt } = (await getLatestMeasurement(db(), app.portalId)) ?? { measuredAt: Number.NaN };
    const { tier } = await db()
      .selectFrom('account_scores')
      .select('tier')
      .where('company_id', '=', '101')
      .executeTakeFirstOrThrow();
    const seat = (held: typeof tier) =>
      db().updateTable('account_scores').set({ tier: held }).where('company_id', '=', '101').execute();
    expect(await changed()).toEqual({ accounts: 0, model: false });
    await seat(null);
    expect(await changed()).toEqual({ accounts: 1, model: false });
    const round = { at: app.context.scoringTime(), modelVersion: 1, moved: 1 };
    await app.context.db.transaction((trx) => saveTierRound(trx, app.portalId, round));
    expect(await due()).toBe(measuredAt + 600_000);
    await seat(tier);
    expect(await due()).toBeNull();

    const active = await getActiveModel(db(), app.portalId);
    if (active === null) throw new Error('no model is active');
    const activate = (version: number, at: number) =>
      app.context.db.transaction((trx) => activateModel(trx, app.portalId, version, { by: 'ava@vendor.example', at }));
    const by = { by: 'ava@vendor.example', at: measuredAt };
    const { version } = await saveModelDraft(db(), app.portalId, active, by);
    await activate(version, measuredAt + 1);
    expect(await changed()).toEqual({ accounts: 0, model: true });
    expect(await due()).toBe(measuredAt + 600_000);
    await activate(active.version, measuredAt + 2);
    expect(await due()).toBeNull();
  });

  test('has a trend against a month ago, and progress where a goal was set', async () => {
    const latest = await getLatestMeasurement(db(), app.portalId);
    if (latest === null) throw new Error('nothing was measured');
    const at = latest.at - 30 * DAY_MS;
    await app.context.db.transaction((trx) => saveMeasurement(trx, app.portalId, { ...latest, at }, []));
    await changeSettings(
      app.context,
      app.portalId,
      ({ program }) => ({ program: { ...program, revenueGoal: { amount: 372_000, per: 'year' } } }),
      'ava@vendor.example',
    );
    const program = await readProgram(app.context, app.portalId);
    expect(program?.earlier?.at).toBe(at);
    expect(program?.weeks.map((week) => week.at)).toEqual([at, latest.at]);
    const wonThisYear = program?.latest.measures.revenue.year.all.amount ?? Number.NaN;
    expect(program?.goal).toMatchObject({
      amount: 372_000,
      per: 'year',
      won: wonThisYear,
      share: wonThisYear / 372_000,
    });
  });
});

test.each([
  ['America/Los_Angeles', ['Sunday', 'Monday']],
  ['Pacific/Auckland', ['Monday']],
])('of each week of the portal the last measurement is told: %s', async (timeZone, expected) => {
  const [latest, portal] = [await getLatestMeasurement(db(), app.portalId), await getPortal(db(), app.portalId)];
  if (latest === null || portal === null) throw new Error('nothing was measured');
  await saveAccountInfo(db(), app.portalId, { timeZone, currency: portal.currency });
  const monday = weekOf(latest.at - 60 * DAY_MS, 'America/Los_Angeles').from;
  // By then it is Monday in London and in Auckland.
  const days = { Sunday: monday - 5 * 3_600_000, Monday: monday + 19 * 3_600_000 };
  await app.context.db.transaction(async (trx) => {
    for (const at of Object.values(days)) await saveMeasurement(trx, app.portalId, { ...latest, at }, []);
  });
  const { weeks = [] } = (await readProgram(app.context, app.portalId)) ?? {};
  const told = Object.entries(days).flatMap(([day, at]) => (weeks.some((week) => week.at === at) ? [day] : []));
  expect(told).toEqual(expected);
});

test('whether ABM is right here is told by the portal’s own won deals, beside the math of its seats', async () => {
  const { readiness, math, currency } = await readReadiness(app.context, app.portalId);
  const check = (id: string) => readiness.checks.find((each) => each.id === id);
  expect(check('deal_value')).toMatchObject({ value: 15_500, n: 12, holds: false });
  expect(check('cycle')).toMatchObject({ n: 12, holds: true });
  expect(check('people')).toMatchObject({ value: 1.5, n: 12, holds: false });
  expect(check('self_serve')).toMatchObject({ value: 0, holds: true });
  expect(readiness.answer).toBe('no');
  expect(math.warning).toContain('The list needs 195 hours a week, the team has 125.');
  expect(currency).toBe('EUR');
});
