import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Model } from '../../../src/domain/model/model.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { getCompany } from '../../../src/storage/mirror/companies.ts';
import { getActiveModel, getActiveVersion, listModels } from '../../../src/storage/portal/models.ts';
import { countStale, markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { activateVersion } from '../../../src/sync/model/activate-version.ts';
import { readPreview } from '../../../src/sync/model/ask-preview.ts';
import { changeDraft, discardDraft, openDraft, type DraftSource } from '../../../src/sync/model/drafts.ts';
import { runPreview } from '../../../src/sync/model/preview-model.ts';
import { rereadCompanies } from '../../../src/sync/pull/steps/reread-records.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

const BY = 'ada@vendor.example';
let app: TestApp;

beforeAll(async () => {
  const data = createSmallPortal();
  data.customProperties['companies'] = [{ name: 'segment', label: 'Segment', type: 'string', fieldType: 'text' }];
  for (const { id, properties } of data.objects.companies) if (id === '103') properties['segment'] = 'gold';
  app = await startTestApp({ data });
  const at = Date.now();
  app.context.scoringTime = () => at;
  await app.installAndSync();
});
afterAll(() => app.stop());

const kysely = () => app.context.db.kysely;
const open = (requestId: string, from: DraftSource = { kind: 'active' }) =>
  openDraft(app.context, app.portalId, { requestId, from, by: BY });
const change = ({ version, ...model }: Model) => changeDraft(app.context, app.portalId, { version, model, by: BY });
const discard = (version: number) => discardDraft(app.context, app.portalId, { version, by: BY });
const activate = (requestId: string, version: number, revision: number) =>
  activateVersion(app.context, app.portalId, { requestId, version, revision, by: BY });
const versions = async () =>
  (await listModels(kysely(), app.portalId)).map(({ status, model }) => [model.version, status]);

/** All that is computed of the accounts, and what HubSpot was given. */
async function readScores(): Promise<unknown> {
  const rows = await kysely()
    .selectFrom('account_scores')
    .select(['company_id', 'tier', 'tier_reason', 'stage', 'fit', 'engagement', 'intent', 'coverage', 'rank', 'result'])
    .orderBy('company_id')
    .execute();
  const published = rows.map(({ company_id: id }) => {
    const values = app.standIn.store.records.companies.get(id)?.properties ?? {};
    return { tier: values['roundtable_tier'], fit: values['roundtable_fit'], stage: values['roundtable_stage'] };
  });
  return { rows, published };
}

function withSegment(model: Model, property = 'segment'): Model {
  const band = { label: 'gold', when: { kind: 'oneOf', values: ['gold'] }, points: 40 } as const;
  const criterion = { id: 'segment', label: 'Segment', property, bands: [band] };
  return { ...model, fit: { ...model.fit, criteria: [...model.fit.criteria, criterion] } };
}

describe('a draft', () => {
  test('is one for the portal: a repeat of the request gives the same, another is refused until it is gone', async () => {
    const first = await open('request-1');
    expect(first).toMatchObject({ status: 'draft', basedOn: 1, revision: 1, model: { version: 2 } });
    expect(await open('request-1')).toEqual(first);
    await expect(open('request-2')).rejects.toThrow('version 2 is a draft already');
    for (let repeat = 0; repeat < 2; repeat += 1) await discard(2);
    expect((await open('request-1')).status).toBe('discarded');
    const { model } = await open('request-3', { kind: 'start', id: 'manufacturing' });
    expect([model.version, model.name]).toEqual([3, 'Manufacturing']);
    expect(model.tiering).toEqual((await getActiveModel(kysely(), app.portalId))?.tiering);
    await discard(3);
    expect(await versions()).toEqual([
      [3, 'discarded'],
      [2, 'discarded'],
      [1, 'active'],
    ]);
    const actions = (await listAudit(kysely(), app.portalId, 9)).map(({ action, subject }) => `${action} ${subject}`);
    expect(actions.slice(0, 4)).toEqual([
      'model draft discarded model:3',
      'model drafted model:3',
      'model draft discarded model:2',
      'model drafted model:2',
    ]);
  });

  test.each([
    [{ kind: 'start', id: 'hardware' }, 'must be one of general'],
    [{ kind: 'version', version: 2 }, 'there is no version 2'],
  ] as const)('is not made from %j', async (from, problem) => {
    await expect(open('request-x', from)).rejects.toThrow(problem);
  });

  test('that names a property nobody has is refused with its place, and says which; the active one is no draft', async () => {
    const { model } = await open('request-4');
    await expect(change(withSegment(model, 'segmant'))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      faults: [{ field: 'fit.criteria.4.property', problem: 'this account has no company property "segmant"' }],
    });
    await expect(change({ ...model, version: 1 })).rejects.toThrow('version 1 is no draft');
    await expect(discard(1)).rejects.toThrow('version 1 is no draft');
    await expect(discard(99)).rejects.toThrow('There is no version 99');
    expect((await change(model)).revision).toBe(1);
    await discard(model.version);
  });

  test('that names a property not read yet has it read, and is activated only then: no tier is given by half of it', async () => {
    const { model } = await open('request-5');
    const since = app.context.now();
    const { revision } = await change(withSegment(model));
    await runPreview(app.context, app.portalId, model.version);
    const preview = async () => (await readPreview(app.context, app.portalId, model.version)).preview;
    expect((await preview())?.unread).toEqual([{ property: 'segment', companies: 4 }]);
    await expect(activate('request-6', model.version, revision)).rejects.toThrow('segment is still being read');
    const { rows } = await app.context.db.executeSql(`select data from pgboss.job where name = 'reread-companies'`);
    expect(rows).toHaveLength(1);

    await rereadCompanies(app.context, app.portalId, { since });
    expect((await getCompany(kysely(), app.portalId, '103'))?.properties['segment']).toBe('gold');
    expect((await readPreview(app.context, app.portalId, model.version)).state).toBe('working');
    await runPreview(app.context, app.portalId, model.version);
    expect((await preview())?.unread).toEqual([]);
    await expect(activate('request-6', model.version, 1)).rejects.toThrow('changed since you looked');
    await activate('request-6', model.version, revision);
    expect(await getActiveVersion(kysely(), app.portalId)).toBe(model.version);
  });
});

describe('returning to an earlier version', () => {
  test('restores every score, tier and published value; a late repeat of the activation changes nothing', async () => {
    await refreshPortal(app.context, app.portalId);
    const before = await readScores();
    const earlier = await getActiveVersion(kysely(), app.portalId);
    if (earlier === null) throw new Error('no model');
    const { model } = await open('request-7');
    const rules = model.tiering.rules.map((rule) => ({ ...rule, seats: rule.tier === 1 ? 0 : 1 }));
    const tiering = { ...model.tiering, rules, dwellDays: 0 };
    const fit = { ...model.fit, criteria: model.fit.criteria.slice(0, 1) };
    const { revision } = await change({ ...model, fit, tiering });
    await activate('request-8', model.version, revision);
    expect(await countStale(kysely(), app.portalId)).toBe(4);
    await refreshPortal(app.context, app.portalId);
    expect(await readScores()).not.toEqual(before);

    const { revision: held } = (await listModels(kysely(), app.portalId)).find(
      (each) => each.model.version === earlier,
    ) as Json;
    await activate('request-9', earlier, held);
    await activate('request-8', model.version, revision);
    expect(await getActiveVersion(kysely(), app.portalId)).toBe(earlier);
    await refreshPortal(app.context, app.portalId);
    expect(await readScores()).toEqual(before);
    const [latest] = await listAudit(kysely(), app.portalId, 1);
    expect(latest).toMatchObject({ actor: BY, action: 'model returned to', subject: `model:${earlier}` });
    expect(latest?.details).toEqual({ before: model.version, changed: ['fit', 'tiering'] });
  });
});

test('an activation between a refresh loading its model and taking its accounts leaves none under the model before', async () => {
  const { model, revision } = await open('request-10');
  await markAllStale(kysely(), app.portalId, 'test');
  const between = { isOver: false };
  const late = <T extends object>(builder: T): T =>
    new Proxy(builder, {
      get: (target, key) => {
        const part = Reflect.get(target, key) as unknown;
        if (typeof part !== 'function') return part;
        return (...given: unknown[]) => {
          if (key !== 'execute') return late(part.apply(target, given) as object);
          between.isOver = true;
          return activate('request-11', model.version, revision).then(() => part.apply(target, given) as unknown);
        };
      },
    });
  const held = kysely();
  const slowed = new Proxy(held, {
    get: (target, key) => {
      const part = Reflect.get(target, key) as unknown;
      if (typeof part !== 'function') return part;
      return (...given: unknown[]) => {
        const made = part.apply(target, given) as object;
        return key === 'selectFrom' && given[0] === 'stale_accounts' && !between.isOver ? late(made) : made;
      };
    },
  });
  await refreshPortal({ ...app.context, db: { ...app.context.db, kysely: slowed } }, app.portalId);
  expect(between.isOver).toBe(true);
  const rows = await held.selectFrom('account_scores').select('model_version').distinct().execute();
  expect(rows).toEqual([{ model_version: model.version }]);
});
