import { array, assert, asyncProperty, constantFrom, integer, record, shuffledSubarray } from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { computePortalNorms } from '../../fixtures/portal-norms.ts';
import { scoreFit } from '../../../src/domain/fit/score-fit.ts';
import { deleteAccountScores, getAccountScore } from '../../../src/storage/accounts/account-scores.ts';
import type { Activity } from '../../../src/storage/mirror/activities.ts';
import { listCompanies, upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import { getActiveModel } from '../../../src/storage/portal/models.ts';
import {
  countStale,
  hasStale,
  markAllStale,
  markStale,
  takeComputed,
} from '../../../src/storage/accounts/stale-accounts.ts';
import { getLastTierRound } from '../../../src/storage/target-list/tier-rounds.ts';
import { agePortal } from '../../../src/sync/refresh/age-portal.ts';
import { mirrorActivities } from '../../../src/sync/pull/mirror/mirror-activities.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { checkScoreLog } from '../../fixtures/check-score-log.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

const HOUR_MS = 3_600_000;
const OURS = [
  'roundtable_engagement',
  'roundtable_intent',
  'roundtable_coverage',
  'roundtable_tier',
  'roundtable_stage',
];
/** More than a slice of a refresh holds, so that there are several. */
const COMPANIES = 2_100;

let app: TestApp;
let now = Date.now();
beforeAll(async () => {
  const data = createSmallPortal();
  const [first] = data.objects.companies;
  if (first === undefined) throw new Error('no company');
  for (let id = 1_000; id < 1_000 + COMPANIES; id += 1) {
    const numberofemployees = String((id * 7) % 3_000);
    const properties = { name: `Company ${id}`, industry: 'COMPUTER_SOFTWARE', numberofemployees };
    data.objects.companies.push({ ...first, id: String(id), properties });
  }
  app = await startTestApp({ data });
  app.context.scoringTime = () => now;
});
afterAll(() => app.stop());
beforeEach(() => {
  app.proxy.decideFault = () => null;
  app.proxy.requests.length = 0;
});

const kysely = () => app.context.db.kysely;
const updates = () => app.proxy.requests.filter(({ path }) => path.endsWith('/companies/batch/update'));
const published = (id: string): Record<string, string> => app.standIn.store.records.companies.get(id)?.properties ?? {};

test('a first sync publishes nothing before all is scored and tiers are assigned, in several slices', async () => {
  await app.installAndSync();
  expect(updates()).toHaveLength(Math.ceil((COMPANIES + 4) / 100));
  expect((await getLastTierRound(kysely(), app.portalId))?.moved).toBeGreaterThan(0);
  const inputs = updates().flatMap(({ body }) => JSON.parse(body).inputs as { properties: Record<string, string> }[]);
  expect(inputs.filter(({ properties }) => properties['roundtable_tier'] === 'tier_1')).toHaveLength(25);
  expect(await countStale(kysely(), app.portalId)).toBe(0);
});

test('a run that is cut off goes on where it was: what is computed is not computed again', async () => {
  now += 24 * HOUR_MS;
  await markAllStale(kysely(), app.portalId, 'test');
  const stop = new AbortController();
  const until = setInterval(() => {
    void takeComputed(kysely(), app.portalId, 1).then((marks) => (marks.length > 0 ? stop.abort() : null));
  }, 20);
  await expect(refreshPortal(app.context, app.portalId, stop.signal)).rejects.toThrow(/abort/i);
  clearInterval(until);
  const computed = await takeComputed(kysely(), app.portalId, 5_000);
  expect(computed.length).toBeGreaterThan(0);
  expect(await hasStale(kysely(), app.portalId, { urgent: false })).toBe(true);
  const [one] = computed;
  const before = await getAccountScore(kysely(), app.portalId, one?.companyId ?? '');
  now += HOUR_MS;
  await refreshPortal(app.context, app.portalId);
  expect((await getAccountScore(kysely(), app.portalId, one?.companyId ?? ''))?.scoredAt).toBe(before?.scoredAt);
  expect(await countStale(kysely(), app.portalId)).toBe(0);
});

test('what is computed is published while others are computed, but for the last, who wait for the tiers', async () => {
  await kysely().updateTable('published_properties').set({ sending: true }).execute();
  await markAllStale(kysely(), app.portalId, 'night');
  const waiting: Promise<boolean>[] = [];
  app.proxy.decideFault = ({ path }) => {
    if (path.endsWith('/batch/update')) waiting.push(hasStale(kysely(), app.portalId, { urgent: false }));
    return null;
  };
  await refreshPortal(app.context, app.portalId);
  expect(updates()).toHaveLength(Math.ceil((COMPANIES + 4) / 100));
  const [first, ...rest] = await Promise.all(waiting);
  expect(first).toBe(true);
  expect(rest.slice(-2)).toEqual([false, false]);
});

test('a change of one account does not wait for the night of all others, and is one request', async () => {
  await markAllStale(kysely(), app.portalId, 'night');
  const [company] = await listCompanies(kysely(), app.portalId, ['1000']);
  if (company === undefined) throw new Error('no company 1000');
  const properties = { ...company.properties, industry: 'RESTAURANTS', numberofemployees: '3' };
  await upsertCompanies(kysely(), app.portalId, [{ ...company, properties, updatedAt: company.updatedAt + 1 }]);
  await markStale(kysely(), app.portalId, ['1000'], 'company changed');
  let waiting: number | null = null;
  app.proxy.decideFault = ({ path, body }) => {
    if (path.endsWith('/batch/update') && body.includes('"1000"')) waiting ??= updates().length;
    return null;
  };
  await refreshPortal(app.context, app.portalId);
  expect(waiting).toBe(1);
  expect((await checkScoreLog(kysely(), app.portalId)).differences).toEqual([]);
});

test('after a night every fit is what the domain makes of the whole mirror', async () => {
  const companies = await listCompanies(
    kysely(),
    app.portalId,
    Array.from({ length: 600 }, (_, index) => String(1_000 + index)),
  );
  // Too few at once to renew the norms, enough to move them.
  for (const start of [0, 200, 400]) {
    const slice = companies.slice(start, start + 200);
    const changed = slice.map((each) => ({
      ...each,
      properties: { ...each.properties, numberofemployees: null },
      updatedAt: each.updatedAt + 5,
    }));
    await markStale(kysely(), app.portalId, await upsertCompanies(kysely(), app.portalId, changed), 'changed');
    await refreshPortal(app.context, app.portalId);
  }
  now += 24 * HOUR_MS;
  await agePortal(app.context, app.portalId);
  await refreshPortal(app.context, app.portalId);
  const model = await getActiveModel(kysely(), app.portalId);
  if (model === null) throw new Error('no model');
  const ids = ['101', '102', '103', '104', ...Array.from({ length: COMPANIES }, (_, index) => String(1_000 + index))];
  const all = await listCompanies(kysely(), app.portalId, ids);
  const norms = computePortalNorms(
    all.map(({ properties }) => properties),
    model.fit,
    now,
    [50_000],
  );
  const wrong = all.filter(({ companyId, properties }) => {
    const { total } = scoreFit({ properties, timeZone: 'UTC' }, model.fit, norms, now);
    return (published(companyId)['roundtable_fit'] ?? '') !== (total === null ? '' : String(total));
  });
  expect(all.length).toBe(COMPANIES + 4);
  expect(wrong.map(({ companyId }) => companyId)).toEqual([]);
});

const history = array(
  record({
    days: integer({ min: 0, max: 60 }),
    type: constantFrom('meeting_held', 'page_view', 'form_high_intent', 'email_open', 'email_reply'),
    contactId: constantFrom('1', '2'),
  }),
  { minLength: 1, maxLength: 12 },
);

test('activities late, repeated and in any order end in the same published values', async () => {
  let run = 0;
  const orders = history.chain((events) =>
    record({
      events: constantFrom(events),
      order: shuffledSubarray([...events.keys()], { minLength: events.length }),
      repeats: shuffledSubarray([...events.keys()]),
    }),
  );
  await assert(
    asyncProperty(orders, async ({ events, order, repeats }) => {
      run += 1;
      await kysely().deleteFrom('activities').where('source', '=', 'test').execute();
      const activities = events.map((event, index): Activity => ({
        activityId: `run${run}:${index}`,
        contactId: event.contactId,
        type: event.type as Activity['type'],
        occurredAt: now - event.days * 24 * HOUR_MS,
        detail: null,
        source: 'test',
      }));
      await mirrorActivities(app.context, app.portalId, activities);
      const inOrder = await valuesAfterRefresh();
      await kysely().deleteFrom('activities').where('source', '=', 'test').execute();
      await markStale(kysely(), app.portalId, ['101'], 'test');
      await refreshPortal(app.context, app.portalId);
      for (const index of [...order, ...repeats]) {
        await mirrorActivities(app.context, app.portalId, activities.slice(index, index + 1));
        if (index % 3 === 0) await refreshPortal(app.context, app.portalId);
      }
      expect(await valuesAfterRefresh()).toEqual(inOrder);
    }),
    { numRuns: 6 },
  );
});

/** Tiers and stages hold what they once gave, so that those of the account are let go first. */
async function valuesAfterRefresh(): Promise<Record<string, string | undefined>> {
  await app.context.db.transaction((trx) => deleteAccountScores(trx, app.portalId, ['101']));
  await markStale(kysely(), app.portalId, ['101'], 'test');
  await refreshPortal(app.context, app.portalId);
  return Object.fromEntries(OURS.map((name) => [name, published('101')[name]]));
}
