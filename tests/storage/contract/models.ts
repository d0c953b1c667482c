import { describe, expect, test } from 'vitest';
import type { Model } from '../../../src/domain/model/model.ts';
import { listClosedDeals } from '../../../src/storage/mirror/closed-deals.ts';
import { countUnread, upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { upsertDeals } from '../../../src/storage/mirror/deals.ts';
import { replaceDealCompanies } from '../../../src/storage/mirror/links.ts';
import {
  askForPreview,
  finishPreview,
  getPreview,
  notePreviewProgress,
} from '../../../src/storage/portal/model-previews.ts';
import {
  activateModel,
  discardModelDraft,
  findRequestedDraft,
  findVersionAt,
  getActiveModel,
  getActiveVersion,
  getModel,
  listModelProperties,
  listModels,
  saveModelDraft,
  updateModelDraft,
  wasActivatedBy,
} from '../../../src/storage/portal/models.ts';
import { company, deal } from './mirror.ts';
import { DAY_MS, NOW } from './portals.ts';

const ADA = { by: 'ada', at: NOW };
const FIRST = { version: 0, name: 'First' } as Model;
const named = (name: string, ...properties: string[]): Model =>
  ({
    ...FIRST,
    name,
    fit: {
      criteria: properties.slice(1).map((property) => ({ property })),
      disqualifiers: [{ property: properties[0] }],
    },
  }) as unknown as Model;

const link = (dealId: string, companyId: string, primary: boolean) => ({ dealId, companyId, primary });

/** Versions of a portal's model, their activations, and what they would change. */
export function describeModels(get: () => Database): void {
  describe('models', () => {
    test('are numbered, and one at a time scores', async () => {
      const portalId = 410;
      const { kysely: db, transaction } = get();
      expect([await getActiveModel(db, portalId), await getActiveVersion(db, portalId)]).toEqual([null, null]);
      expect((await saveModelDraft(db, portalId, FIRST, ADA)).version).toBe(1);
      expect((await saveModelDraft(db, portalId, { ...FIRST, name: 'Second' }, ADA)).version).toBe(2);
      for (const version of [1, 2, 2]) await transaction((trx) => activateModel(trx, portalId, version, ADA));
      expect(await getActiveModel(db, portalId)).toEqual({ version: 2, name: 'Second' });
      expect(await getActiveVersion(db, portalId)).toBe(2);
      const held = (await listModels(db, portalId)).map(({ status, model: { version } }) => [version, status]);
      expect(held).toEqual([
        [2, 'active'],
        [1, 'archived'],
      ]);
      const missing = transaction((trx) => activateModel(trx, portalId, 9, ADA));
      await expect(missing).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await getActiveVersion(db, portalId)).toBe(2);
    });

    test('that are drafts are found by who asked for them, change, and go; their numbers are not given again', async () => {
      const portalId = 411;
      const { kysely: db, transaction } = get();
      await saveModelDraft(db, portalId, FIRST, ADA);
      await transaction((trx) => activateModel(trx, portalId, 1, ADA));
      const draft = await saveModelDraft(db, portalId, FIRST, ADA, { requestId: 'request-1', basedOn: 1 });
      expect(await findRequestedDraft(db, portalId, 'request-2')).toBeNull();
      expect(await findRequestedDraft(db, portalId, 'request-1')).toMatchObject({
        revision: 1,
        basedOn: 1,
        model: draft,
      });
      const bob = { by: 'bob', at: NOW + 1 };
      expect(await updateModelDraft(db, portalId, { ...draft, name: 'Better' }, bob)).toBe(true);
      expect(await getModel(db, portalId, 2)).toMatchObject({
        status: 'draft',
        model: { version: 2, name: 'Better' },
        revision: 2,
        createdBy: 'ada',
        changedBy: 'bob',
        changedAt: NOW + 1,
        activatedAt: null,
      });
      expect(await updateModelDraft(db, portalId, { ...draft, version: 1 }, bob)).toBe(false);
      expect(await discardModelDraft(db, portalId, 1)).toBe(false);
      expect(await discardModelDraft(db, portalId, 2)).toBe(true);
      expect(await updateModelDraft(db, portalId, draft, bob)).toBe(false);
      expect((await saveModelDraft(db, portalId, FIRST, ADA)).version).toBe(3);
    });

    test('say who activated them last, by which request, and which of them scored at a moment', async () => {
      const portalId = 412;
      const { kysely: db, transaction } = get();
      expect(await findVersionAt(db, portalId, NOW)).toBeNull();
      for (let version = 1; version <= 2; version += 1) await saveModelDraft(db, portalId, FIRST, ADA);
      const steps = [
        { version: 1, by: 'ada', at: NOW, requestId: 'request-1' },
        { version: 2, by: 'bob', at: NOW + 2 * DAY_MS, requestId: 'request-2' },
        { version: 1, by: 'cid', at: NOW + 4 * DAY_MS, requestId: 'request-3' },
      ];
      for (const { version, ...change } of steps)
        await transaction((trx) => activateModel(trx, portalId, version, change));
      expect(await getModel(db, portalId, 1)).toMatchObject({ activatedBy: 'cid', activatedAt: NOW + 4 * DAY_MS });
      expect(await getModel(db, portalId, 2)).toMatchObject({ activatedBy: 'bob', status: 'archived' });
      expect(await wasActivatedBy(db, portalId, 'request-2')).toBe(true);
      expect(await wasActivatedBy(db, portalId, 'request-4')).toBe(false);
      const days = [-9, 0, 1, 2, 3, 4, 9];
      const versions = await Promise.all(days.map((day) => findVersionAt(db, portalId, NOW + day * DAY_MS)));
      expect(versions).toEqual([1, 1, 1, 2, 2, 1, 1]);
      const again = transaction((trx) => activateModel(trx, portalId, 2, { ...ADA, requestId: 'request-2' }));
      await expect(again).rejects.toThrow('duplicate key');
    });

    test('name the company properties to read: of all versions but the discarded', async () => {
      const portalId = 413;
      const { kysely: db } = get();
      await saveModelDraft(db, portalId, named('First', 'type', 'industry', 'country'), ADA);
      await saveModelDraft(db, portalId, named('Second', 'type', 'web_technologies'), ADA);
      await saveModelDraft(db, portalId, named('Third', 'fax'), ADA);
      await discardModelDraft(db, portalId, 3);
      expect(await listModelProperties(db, portalId)).toEqual(['country', 'industry', 'type', 'web_technologies']);
    });

    test('have a preview for one state against one other; what was found for an earlier asking is dropped', async () => {
      const portalId = 414;
      const { kysely: db } = get();
      const key = { version: 2, revision: 1, against: 1 };
      expect(await getPreview(db, portalId, 2)).toBeNull();
      await askForPreview(db, portalId, key, NOW);
      const first = await getPreview(db, portalId, 2);
      expect(first).toEqual({ ...key, askedAt: NOW, done: 0, total: null, finishedAt: null, preview: null });
      if (first === null) return;
      expect(await notePreviewProgress(db, portalId, first, { done: 5, total: 9 })).toBe(true);
      await askForPreview(db, portalId, { ...key, revision: 2 }, NOW);
      expect(await notePreviewProgress(db, portalId, first, { done: 6, total: 9 })).toBe(false);
      await finishPreview(db, portalId, first, { accounts: 9 }, NOW);
      expect(await getPreview(db, portalId, 2)).toMatchObject({
        revision: 2,
        done: 0,
        preview: null,
        finishedAt: null,
      });
      const second = { ...key, revision: 2, askedAt: NOW };
      await finishPreview(db, portalId, second, { accounts: 9 }, NOW + 1);
      expect(await getPreview(db, portalId, 2)).toMatchObject({ finishedAt: NOW + 1, preview: { accounts: 9 } });
    });

    test('are told which company properties were not read of how many companies', async () => {
      const portalId = 415;
      const { kysely: db } = get();
      await upsertCompanies(db, portalId, [
        company('1', { properties: { industry: 'RETAIL', country: null } }),
        company('2', { properties: { industry: null } }),
      ]);
      expect(await countUnread(db, portalId, ['industry', 'country', 'segment'])).toEqual([
        { property: 'country', companies: 1 },
        { property: 'segment', companies: 2 },
      ]);
      expect(await countUnread(db, portalId + 1, ['industry'])).toEqual([]);
    });

    test('learn from closed deals: of the primary company alone, of all where none is', async () => {
      const portalId = 416;
      const { kysely: db } = get();
      const closedAt = NOW - DAY_MS;
      await upsertDeals(db, portalId, [
        deal('1', { state: 'won', closedAt }),
        deal('2', { state: 'lost', closedAt: null }),
        deal('3', { state: 'open' }),
      ]);
      await replaceDealCompanies(
        db,
        portalId,
        ['1', '2', '3'],
        [
          link('1', '7', true),
          link('1', '8', false),
          link('2', '7', false),
          link('2', '8', false),
          link('3', '7', true),
        ],
      );
      expect(await listClosedDeals(db, portalId)).toEqual([
        { companyId: '7', won: true, closedAt },
        { companyId: '7', won: false, closedAt: null },
        { companyId: '8', won: false, closedAt: null },
      ]);
    });
  });
}
