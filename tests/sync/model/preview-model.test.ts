import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { previewModel, type PreviewedAccount } from '../../../src/domain/model/preview-model.ts';
import type { Model } from '../../../src/domain/model/model.ts';
import { listAccountScores } from '../../../src/storage/accounts/account-scores.ts';
import { listCompanies, listCompanyIds } from '../../../src/storage/mirror/companies.ts';
import { getActiveModel, listModels } from '../../../src/storage/portal/models.ts';
import { tierAfter } from '../../../src/domain/target-list/proposal.ts';
import { listOpenProposals } from '../../../src/storage/target-list/proposals.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { getKeptList, startKeptList } from '../../../src/storage/target-list/target-list.ts';
import { activateVersion } from '../../../src/sync/model/activate-version.ts';
import { readPreview, requestPreview } from '../../../src/sync/model/ask-preview.ts';
import { changeDraft, discardDraft, openDraft } from '../../../src/sync/model/drafts.ts';
import { comparePortal, runPreview } from '../../../src/sync/model/preview-model.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { changeSettings } from '../../../src/sync/settings/change-settings.ts';
import { type PortalSettings } from '../../../src/sync/settings/portal-settings.ts';
import type { PortalData } from '../../../src/sandbox/portal-data.ts';
import { createSmallPortal, daysAgo } from '../../fixtures/small-portal.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

const DAY_MS = 86_400_000;
const INDUSTRIES = ['COMPUTER_SOFTWARE', 'BANKING', 'RESTAURANTS', ''];
const BY = 'ada@vendor.example';
let app: TestApp;
let now = Date.now();
let asked = 0;

beforeAll(async () => {
  app = await startTestApp({ data: createContestedPortal() });
  app.context.scoringTime = () => now;
  await app.installAndSync();
});
afterAll(() => app.stop());

/** The small portal with twenty companies more, of all sizes and kinds, so that seats are contended for. */
function createContestedPortal(): PortalData {
  const data = createSmallPortal();
  for (let index = 0; index < 20; index += 1) {
    const properties: Record<string, string> = {
      name: `Company ${index}`,
      industry: INDUSTRIES[index % 4] ?? '',
      numberofemployees: String(30 * (index + 1) ** 2),
    };
    if (index % 3 !== 0) properties['annualrevenue'] = String(2_000_000 * (index + 1));
    data.objects.companies.push({
      id: String(201 + index),
      properties,
      createdAt: daysAgo(300),
      updatedAt: daysAgo(9),
    });
  }
  return data;
}

const kysely = () => app.context.db.kysely;

/** Lets time pass, and brings every account up to it. */
async function refreshAt(at: number): Promise<void> {
  now = at;
  await markAllStale(kysely(), app.portalId, 'test');
  await refreshPortal(app.context, app.portalId);
}

async function activate(change: (model: Model) => Model): Promise<number> {
  asked += 1;
  const { model: opened } = await openDraft(app.context, app.portalId, {
    requestId: `open-${asked}`,
    from: { kind: 'active' },
    by: BY,
  });
  const { version, ...content } = change(opened);
  const { revision } = await changeDraft(app.context, app.portalId, { version, model: content, by: BY });
  await activateVersion(app.context, app.portalId, { requestId: `activate-${asked}`, version, revision, by: BY });
  return version;
}

async function readAccounts(): Promise<PreviewedAccount[]> {
  const ids = await listCompanyIds(kysely(), app.portalId, null, 1_000);
  const names = new Map((await listCompanies(kysely(), app.portalId, ids)).map((each) => [each.companyId, each.name]));
  const scores = await listAccountScores(kysely(), app.portalId, ids);
  return scores.map(({ companyId, tier, stage, fit, engagement }) => ({
    companyId,
    name: names.get(companyId) ?? '',
    tier,
    stage,
    fit,
    engagement: engagement ?? 0,
  }));
}

async function activeModel(): Promise<Model> {
  const model = await getActiveModel(kysely(), app.portalId);
  if (model === null) throw new Error('no model');
  return model;
}

const seats = fc.integer({ min: 0, max: 6 });
const floor = fc.integer({ min: 0, max: 90 });
const anyChange = fc.record({
  rules: fc.tuple(
    ...([1, 2, 3] as const).map((tier) => fc.record({ tier: fc.constant(tier), seats, fitFloor: floor })),
  ),
  dwellDays: fc.constantFrom(0, 10),
  points: fc.integer({ min: -30, max: 60 }),
  isExcluding: fc.boolean(),
  halfScoreDepth: fc.constantFrom(20, 80),
  engaged: fc.integer({ min: 5, max: 60 }),
  sponsorOnly: fc.boolean(),
});

type Change = typeof anyChange extends fc.Arbitrary<infer T> ? T : never;

function applyTo(model: Model, change: Change): Model {
  const [first, ...others] = model.fit.criteria;
  if (first === undefined) throw new Error('no criterion');
  const bands = first.bands.map((band, index) => (index === 1 ? { ...band, points: change.points } : band));
  const restaurant = {
    id: 'food',
    label: 'food',
    property: 'industry',
    when: { kind: 'oneOf', values: ['RESTAURANTS'] },
  } as const;
  const { requiredRoles } = model.committee;
  const top = change.sponsorOnly ? ([{ role: 'EXECUTIVE_SPONSOR', weight: 1 }] as const) : requiredRoles[2];
  return {
    ...model,
    fit: { criteria: [{ ...first, bands }, ...others], disqualifiers: change.isExcluding ? [restaurant] : [] },
    engagement: { ...model.engagement, halfScoreDepth: change.halfScoreDepth },
    committee: { ...model.committee, requiredRoles: { ...requiredRoles, 1: top } },
    stage: {
      ...model.stage,
      stages: model.stage.stages.map((stage) =>
        stage.id === 'engaged' ? { ...stage, when: { score: 'engagement', min: change.engaged } } : stage,
      ),
    },
    tiering: { ...model.tiering, rules: change.rules, dwellDays: change.dwellDays },
  };
}

describe('a preview', () => {
  test('is what activation then does, account by account, whatever is changed and whoever holds a tier', async () => {
    const { moves, stageMoves, proposed } = await compareWithActivation(25);
    expect(moves).toBeGreaterThan(20);
    expect(stageMoves).toBeGreaterThan(0);
    expect(proposed).toBe(0);
  });

  test('is asked for with every change of a draft, found out by its job, and gone when another version is activated', async () => {
    const opened = await openDraft(app.context, app.portalId, {
      requestId: 'open-p',
      from: { kind: 'active' },
      by: BY,
    });
    const { version, ...content } = opened.model;
    const state = () => readPreview(app.context, app.portalId, version);
    expect(await state()).toMatchObject({ state: 'working', done: 0, total: null });
    await runPreview(app.context, app.portalId, version);
    expect(await state()).toMatchObject({
      state: 'ready',
      total: 24,
      preview: { accounts: 24, tierMovesTotal: 0, unread: [], summary: 'No account changes tier.' },
    });

    const rules = content.tiering.rules.map((rule) => ({ ...rule, seats: 0, fitFloor: 0 }));
    const noSeats = { ...content, tiering: { ...content.tiering, rules, dwellDays: 0 } };
    await changeDraft(app.context, app.portalId, { version, model: noSeats, by: BY });
    expect((await state()).state).toBe('working');
    await runPreview(app.context, app.portalId, version);
    const held = (await readAccounts()).filter(({ tier }) => tier !== null).length;
    expect((await state()).preview?.tierMovesTotal).toBe(held);

    const earlier = (await activeModel()).version - 1;
    const requestId = 'return-p';
    // A draft to which nothing was changed has its first revision.
    const { revision } = (await listModels(kysely(), app.portalId)).find(({ model }) => model.version === earlier)!;
    await activateVersion(app.context, app.portalId, { requestId, version: earlier, revision, by: BY });
    expect((await state()).state).toBe('none');
    await requestPreview(app.context, app.portalId, version);
    expect((await state()).state).toBe('working');
    await expect(requestPreview(app.context, app.portalId, earlier)).rejects.toThrow('is the active one');
    await expect(requestPreview(app.context, app.portalId, 999)).rejects.toThrow('There is no version 999');
    await discardDraft(app.context, app.portalId, { version, by: BY });
  });

  test('is asked for anew where an earlier build kept it in another form', async () => {
    const { model } = await openDraft(app.context, app.portalId, {
      requestId: 'another form',
      from: { kind: 'active' },
      by: BY,
    });
    await requestPreview(app.context, app.portalId, model.version);
    await runPreview(app.context, app.portalId, model.version);
    expect(await readPreview(app.context, app.portalId, model.version)).toMatchObject({ state: 'ready' });
    await sql`update model_previews set preview = preview || '{"proposed": 0}'`.execute(kysely());
    expect(await readPreview(app.context, app.portalId, model.version)).toMatchObject({ state: 'none', preview: null });
    await discardDraft(app.context, app.portalId, { version: model.version, by: BY });
  });

  test('of a list that is kept with two keys moves only what may apply by itself, and counts what would be proposed', async () => {
    const rules = ([1, 2, 3] as const).map((tier) => ({ tier, seats: 6, fitFloor: 0 }));
    await activate((model) => ({ ...model, tiering: { ...model.tiering, rules, dwellDays: 0 } }));
    await refreshPortal(app.context, app.portalId);
    const autoApply: PortalSettings['autoApply'] = { addTo: [3], moveTo: [2, 3], remove: true };
    await changeSettings(app.context, app.portalId, { autoApply }, BY);
    await app.context.db.transaction((trx) =>
      startKeptList(trx, app.portalId, { keptSince: app.context.now(), proposalId: 'adopted' }),
    );
    const { moves, proposed } = await compareWithActivation(12);
    expect(moves).toBeGreaterThan(0);
    expect(proposed).toBeGreaterThan(0);
  });
});

/** Whatever is drawn: an account falls from Engaged where that takes more, and rises again where it takes little. */
const STRICT: Change = {
  rules: [
    { tier: 1, seats: 2, fitFloor: 50 },
    { tier: 2, seats: 4, fitFloor: 30 },
    { tier: 3, seats: 6, fitFloor: 10 },
  ],
  dwellDays: 0,
  points: 20,
  isExcluding: false,
  halfScoreDepth: 80,
  engaged: 60,
  sponsorOnly: false,
};
const TELLING: [Change, number][] = [
  [STRICT, 0],
  [STRICT, 20],
  [{ ...STRICT, engaged: 5, halfScoreDepth: 20 }, 0],
];

function countByTier(tiers: readonly (number | null)[]): { tier: number | null; accounts: number }[] {
  return [1, 2, 3, null]
    .map((tier) => ({ tier, accounts: tiers.filter((each) => each === tier).length }))
    .filter(({ accounts }) => accounts > 0);
}

/** Previews changes and activates each; what was previewed is what then is. @returns how much moved in all */
async function compareWithActivation(numRuns: number): Promise<Record<'moves' | 'stageMoves' | 'proposed', number>> {
  const sums = { moves: 0, stageMoves: 0, proposed: 0 };
  await fc.assert(
    fc.asyncProperty(anyChange, fc.integer({ min: 0, max: 20 }), async (change, days) => {
      await refreshAt(now + days * DAY_MS);
      const before = await readAccounts();
      const active = await activeModel();
      const preview = await comparePortal(app.context, app.portalId, [active, applyTo(active, change)]);
      expect(await readAccounts()).toEqual(before);
      await activate((model) => applyTo(model, change));
      await refreshPortal(app.context, app.portalId);
      const open = await listOpenProposals(kysely(), app.portalId);
      const isKept = (await getKeptList(kysely(), app.portalId)) !== null;
      const proposed = isKept ? countByTier(open.map((proposal) => tierAfter(proposal.change))) : null;
      expect(preview).toEqual({ ...previewModel(before, await readAccounts()), proposed });
      sums.moves += preview?.tierMoves.length ?? 0;
      sums.stageMoves += preview?.stageMoves.length ?? 0;
      sums.proposed += open.length;
    }),
    { numRuns, endOnFailure: true, examples: TELLING },
  );
  return sums;
}
