import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Model } from '../../../src/domain/model/model.ts';
import { setPinned } from '../../../src/storage/accounts/account-scores.ts';
import { upsertActivities } from '../../../src/storage/mirror/activities.ts';
import { deleteCompanies, listCompanies, upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import { upsertContacts } from '../../../src/storage/mirror/contacts.ts';
import { upsertDeals } from '../../../src/storage/mirror/deals.ts';
import { replaceContactCompanies, replaceDealCompanies } from '../../../src/storage/mirror/links.ts';
import { moveCompanyHistory } from '../../../src/storage/mirror/merge-records.ts';
import { activateModel, getActiveModel, saveModelDraft } from '../../../src/storage/portal/models.ts';
import { markAllStale, markStale } from '../../../src/storage/accounts/stale-accounts.ts';
import type { Db } from '../../../src/storage/tables/tables.ts';
import { savePortalSettings } from '../../../src/storage/portal/portal-settings.ts';
import { listOpenProposals } from '../../../src/storage/target-list/proposals.ts';
import { getKeptList } from '../../../src/storage/target-list/target-list.ts';
import { InvalidInputError, NotFoundError } from '../../../src/errors.ts';
import { decideProposals } from '../../../src/sync/target-list/decide-proposals.ts';
import { proposeAdoption } from '../../../src/sync/target-list/propose-adoption.ts';
import { proposeForOne } from '../../../src/sync/target-list/propose-for-accounts.ts';
import { refreshAccount, refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { checkScoreLog } from '../../fixtures/check-score-log.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';
import { activity, company, contact, deal } from '../../storage/contract/mirror.ts';

const DAY_MS = 86_400_000;
const IDS = ['101', '102', '103', '104', '105', '106', '107', '108'] as const;
const LIFECYCLES = ['lead', 'customer', 'opportunity'] as const;

let app: TestApp;
let now = Date.now();
let nextId = 1;
beforeAll(async () => {
  const data = createSmallPortal();
  for (const id of IDS.slice(4)) {
    const properties = { name: `Company ${id}`, industry: 'COMPUTER_SOFTWARE', numberofemployees: '900' };
    data.objects.companies.push({ ...data.objects.companies[0], id, properties } as (typeof data.objects.companies)[0]);
  }
  app = await startTestApp({ data });
  app.context.scoringTime = () => now;
  await app.installAndSync();
  app.context.now = () => now;
  await savePortalSettings(app.context.db.kysely, app.portalId, { keys: KEYS }, { at: now, by: 'ada' });
  await switchModel((model) => ({ ...model, tiering: { ...model.tiering, ...FEW_SEATS } }));
});
afterAll(() => app.stop());

/** So few seats that accounts contend for them. */
const FEW_SEATS = {
  rules: [
    { tier: 1, seats: 2, fitFloor: 60 },
    { tier: 2, seats: 2, fitFloor: 40 },
    { tier: 3, seats: 2, fitFloor: 20 },
  ],
  incumbencyBonus: 1,
  dwellDays: 5,
} as const;

async function switchModel(change: (model: Model) => Model): Promise<void> {
  const { kysely, transaction } = app.context.db;
  const model = await getActiveModel(kysely, app.portalId);
  if (model === null) throw new Error('no model');
  const { version } = await saveModelDraft(kysely, app.portalId, change(model), { by: 'ada', at: now });
  await transaction(async (trx) => {
    await activateModel(trx, app.portalId, version, { by: 'ada', at: now });
    await markAllStale(trx, app.portalId, 'model changed');
  });
}

interface Step {
  kind: (typeof KINDS)[number];
  companyId: (typeof IDS)[number];
  size: number;
}

const KINDS = [
  ...(['days', 'days', 'grow', 'act', 'act', 'deal', 'pin', 'lifecycle', 'forget', 'merge', 'model'] as const),
  ...(['refresh', 'refresh', 'card', 'race'] as const),
  ...(['adopt', 'adopt', 'wish', 'wish', 'decide', 'decide'] as const),
];

const steps = array(
  record<Step>({
    kind: constantFrom(...KINDS),
    companyId: constantFrom(...IDS),
    size: integer({ min: 0, max: 99 }),
  }),
  { minLength: 15, maxLength: 40 },
);

/** Whatever is drawn: a list that is kept with keys, changes of it that both turned, and rounds of several models. */
const APPROVED: Step[] = [
  { kind: 'adopt', companyId: '105', size: 0 },
  { kind: 'wish', companyId: '105', size: 0 },
  { kind: 'wish', companyId: '106', size: 1 },
  { kind: 'wish', companyId: '107', size: 3 },
  { kind: 'decide', companyId: '105', size: 1 },
  { kind: 'refresh', companyId: '105', size: 0 },
  ...[1, 2, 3, 4, 5].flatMap((size): Step[] => [
    { kind: 'grow', companyId: '101', size: 15 * size },
    { kind: 'model', companyId: '101', size },
    { kind: 'refresh', companyId: '101', size: 0 },
  ]),
];

test('the log replays to exactly what is stored, whatever happens and when', async () => {
  await assert(
    asyncProperty(steps, async (sequence) => {
      await beProvisional();
      for (const step of sequence) await take(step);
      await refreshPortal(app.context, app.portalId);
      expect((await checkScoreLog(app.context.db.kysely, app.portalId)).differences).toEqual([]);
    }),
    { numRuns: 10, endOnFailure: true, examples: [[APPROVED]] },
  );
  const { rows, rounds } = await checkScoreLog(app.context.db.kysely, app.portalId);
  expect(rows).toBeGreaterThan(30);
  expect(rounds).toBeGreaterThan(1);
  const causes = await app.context.db.kysely.selectFrom('score_log').select('cause').distinct().execute();
  expect(causes.map(({ cause }) => cause)).toContain('approved');
});

test('a log in which a tier or a stage is another one does not replay', async () => {
  const { kysely } = app.context.db;
  const logged = kysely.selectFrom('score_log').selectAll().where('stage', '<>', 'customer').orderBy('seq');
  const first = await logged
    .where('cause', '=', 'computed')
    .where('failing_since', 'is', null)
    .executeTakeFirstOrThrow();
  const changeLog = kysely.updateTable('score_log').where('seq', '=', first.seq);
  await changeLog.set({ stage: 'customer' }).execute();
  expect((await checkScoreLog(kysely, app.portalId)).differences).toContainEqual(
    expect.objectContaining({ field: 'stage', logged: 'customer' }),
  );
  await changeLog.set({ stage: first.stage }).execute();
  await change('101', { numberofemployees: '900' });
  await refreshPortal(app.context, app.portalId);
  expect((await checkScoreLog(kysely, app.portalId)).differences).toEqual([]);
  const other = sql<2 | 3>`case tier when 3 then 2 else 3 end`;
  await kysely
    .updateTable('account_scores')
    .set({ tier: other, tier_since: new Date(1) })
    .execute();
  expect((await checkScoreLog(kysely, app.portalId)).differences).not.toEqual([]);
});

async function take({ kind, companyId, size }: Step): Promise<void> {
  const { context, portalId } = app;
  const inTransaction = (work: (trx: Db) => Promise<unknown>) => context.db.transaction((trx) => work(trx));
  nextId += 1;
  if (kind === 'days') now += Math.round((size * DAY_MS) / 3);
  if (kind === 'pin') await inTransaction((trx) => setPinned(trx, portalId, companyId, size % 2 === 0, now));
  if (kind === 'forget' && size < 30) await inTransaction((trx) => deleteCompanies(trx, portalId, [companyId]));
  if (kind === 'merge' && size < 30)
    await inTransaction((trx) => merge(trx, companyId, IDS[size % IDS.length] ?? '101'));
  if (kind === 'model' && size < 30) {
    await switchModel((model) => ({ ...model, tiering: { ...model.tiering, dwellDays: size % 7 } }));
  }
  if (kind === 'refresh') await refreshPortal(context, portalId);
  if (kind === 'card') await refreshAccount(context, portalId, companyId);
  if (kind === 'race') await race(companyId);
  if (kind === 'grow') await change(companyId, { numberofemployees: String(size * 40) });
  if (kind === 'lifecycle') await change(companyId, { lifecyclestage: LIFECYCLES[size % LIFECYCLES.length] ?? null });
  if (kind === 'act') await inTransaction((trx) => act(trx, companyId, size));
  if (kind === 'deal') await inTransaction((trx) => openDeal(trx, companyId, size));
  if (kind === 'adopt') await adopt();
  if (kind === 'wish') await wish(companyId, size);
  if (kind === 'decide') await decideAll(size);
}

const KEYS = { marketing: ['mia@vendor.example'], sales: ['sam@vendor.example'] };

/** A list that nobody approved yet, as at the start. */
async function beProvisional(): Promise<void> {
  const { kysely } = app.context.db;
  await kysely.deleteFrom('target_lists').execute();
  await kysely.deleteFrom('list_members').execute();
  await kysely.updateTable('proposals').set({ status: 'withdrawn' }).where('status', '=', 'open').execute();
}

async function adopt(): Promise<void> {
  if ((await getKeptList(app.context.db.kysely, app.portalId)) !== null) return;
  const proposal = await proposeAdoption(app.context, { portalId: app.portalId, userEmail: 'ada' }, `adopt-${nextId}`);
  await turnBoth([proposal.proposalId]);
}

/** Somebody wishes for a tier, or that the account leaves; the list may refuse it. */
async function wish(companyId: string, size: number): Promise<void> {
  const tier = ([1, 2, 3, null] as const)[size % 4] ?? null;
  const asked = { requestId: `wish-${nextId}`, companyId, tier, reason: 'a wish' };
  await proposeForOne(app.context, { portalId: app.portalId, userEmail: 'ada' }, asked).catch((error: unknown) => {
    if (!(error instanceof InvalidInputError || error instanceof NotFoundError)) throw error;
  });
}

async function decideAll(size: number): Promise<void> {
  const open = await listOpenProposals(app.context.db.kysely, app.portalId);
  await turnBoth(open.filter((_, index) => (index + size) % 3 > 0).map(({ proposalId }) => proposalId));
}

async function turnBoth(proposalIds: readonly string[]): Promise<void> {
  for (const side of ['marketing', 'sales'] as const) {
    const userEmail = KEYS[side][0] ?? '';
    await decideProposals(app.context, { portalId: app.portalId, userEmail }, proposalIds, {
      verdict: 'approve',
      side,
    });
  }
}

/** People click on cards while the job computes and assigns. */
async function race(companyId: string): Promise<void> {
  const { context, portalId } = app;
  await context.db.transaction((trx) => markAllStale(trx, portalId, 'a race'));
  await Promise.all([
    refreshPortal(context, portalId),
    refreshAccount(context, portalId, companyId),
    refreshAccount(context, portalId, companyId),
    refreshPortal(context, portalId),
  ]);
}

async function change(companyId: string, properties: Record<string, string | null>): Promise<void> {
  const { kysely, transaction } = app.context.db;
  const [held] = await listCompanies(kysely, app.portalId, [companyId]);
  const base = held ?? company(companyId, { properties: { industry: 'COMPUTER_SOFTWARE' } });
  const changed = { ...base, properties: { ...base.properties, ...properties }, updatedAt: base.updatedAt + 1 };
  await transaction(async (trx) => {
    await upsertCompanies(trx, app.portalId, [changed]);
    await markStale(trx, app.portalId, [companyId], 'company changed');
  });
}

async function merge(trx: Db, oldId: string, newId: string): Promise<void> {
  if (oldId === newId) return;
  await moveCompanyHistory(trx, app.portalId, [oldId], newId);
  await deleteCompanies(trx, app.portalId, [oldId]);
  await markStale(trx, app.portalId, [newId], 'merged');
}

async function act(trx: Db, companyId: string, size: number): Promise<void> {
  const id = `p${nextId}`;
  const title = ['Chief Financial Officer', 'Head of IT', 'VP Operations'][size % 3] ?? null;
  const roles = size % 2 === 0 ? [{ role: 'CHAMPION' as const, setAt: now }] : [];
  await upsertContacts(trx, app.portalId, [contact(id, { jobTitle: title, buyingRoles: roles })]);
  await replaceContactCompanies(trx, app.portalId, [id], [{ contactId: id, companyId, primary: true }]);
  const type = size % 2 === 0 ? 'meeting_held' : 'form_high_intent';
  await upsertActivities(trx, app.portalId, [activity(`a${nextId}`, id, { type, occurredAt: now - size * 3_600_000 })]);
  await markStale(trx, app.portalId, [companyId], 'activity');
}

async function openDeal(trx: Db, companyId: string, size: number): Promise<void> {
  const id = `d${size % 5}`;
  const state = (['open', 'won', 'lost'] as const)[size % 3] ?? 'open';
  await upsertDeals(trx, app.portalId, [deal(id, { state, updatedAt: now + nextId })]);
  await replaceDealCompanies(trx, app.portalId, [id], [{ dealId: id, companyId, primary: true }]);
  await markStale(trx, app.portalId, [companyId], 'deal changed');
}
