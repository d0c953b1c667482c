import type { HubSpotClient } from '../../../src/hubspot/client/client.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getAccountScore } from '../../../src/storage/accounts/account-scores.ts';
import { getCompany } from '../../../src/storage/mirror/companies.ts';
import { listRefusals } from '../../../src/storage/portal/refusals.ts';
import { markAllStale, markStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { backfillPortal } from '../../../src/sync/install/backfill-portal.ts';
import { ROLE_LABELS } from '../../../src/domain/committee/role-labels.ts';
import { provisionProperties, type ProvisionReport } from '../../../src/sync/install/provision-properties.ts';
import { publishAccounts } from '../../../src/sync/publish/publish-accounts.ts';
import { changedValues } from '../../../src/sync/publish/property-values.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import type { SyncContext } from '../../../src/sync/sync-context.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

let app: TestApp;
beforeAll(async () => {
  const data = createSmallPortal();
  // Somebody made a property of our name for something else, before we came.
  data.customProperties['companies'] = [
    { name: 'roundtable_coverage', label: 'Coverage of the roof', type: 'string', fieldType: 'text' },
  ];
  app = await startTestApp({ data });
  await app.installAndSync();
});
afterAll(() => app.stop());
beforeEach(() => {
  app.proxy.decideFault = () => null;
  app.proxy.requests.length = 0;
});

const provision = (): Promise<ProvisionReport> =>
  provisionProperties(app.context.clientFor(app.portalId, 'background'), app.context.manifest, ROLE_LABELS);
const writes = (): { path: string; inputs: Json[] }[] =>
  app.proxy.requests
    .filter(({ method, path }) => method !== 'GET' && /\/update$|\/create$|\/crm\/properties/.test(path))
    .map(({ path, body }) => ({ path, inputs: JSON.parse(body).inputs }));
const published = (id: string): Record<string, string> => app.standIn.store.records.companies.get(id)?.properties ?? {};
const stages = (): string[] => ['101', '102', '103', '104'].map((id) => published(id)['roundtable_stage'] ?? '');
const definition = (name: string) => app.standIn.store.properties.companies.definitions.get(name);

async function refreshAll(): Promise<{ written: number; refused: number }> {
  await markAllStale(app.context.db.kysely, app.portalId, 'test');
  return refreshPortal(app.context, app.portalId);
}

/** As though HubSpot had been given these values last. */
async function pretend(companyId: string, change: Record<string, string>): Promise<void> {
  const { kysely } = app.context.db;
  const held = kysely.selectFrom('published_properties').select('values').where('company_id', '=', companyId);
  const values = JSON.stringify({ ...(await held.executeTakeFirstOrThrow()).values, ...change });
  await kysely.updateTable('published_properties').set({ values }).where('company_id', '=', companyId).execute();
}

/** As though the account had been computed to be in this stage. */
async function setStage(companyId: string, stage: string): Promise<void> {
  const { kysely } = app.context.db;
  const held = kysely.selectFrom('account_scores').select('daily').where('company_id', '=', companyId);
  const { values, ...daily } = (await held.executeTakeFirstOrThrow()).daily as Json;
  const changed = JSON.stringify({ ...daily, values: { ...values, roundtable_stage: stage } });
  await kysely.updateTable('account_scores').set({ daily: changed }).where('company_id', '=', companyId).execute();
}

/** A process that dies once HubSpot has done what such a path asks, and before it hears of it. */
function dyingAfter(path: string): SyncContext {
  const clientFor: SyncContext['clientFor'] = (...ask) => {
    const client = app.context.clientFor(...ask);
    const request: HubSpotClient['request'] = async (asked) => {
      const answer = await client.request(asked);
      if (asked.path.endsWith(path)) throw new Error('killed');
      return answer;
    };
    return { ...client, request };
  };
  return { ...app.context, clientFor };
}

describe('the properties of the app', () => {
  test('are made with the group, each of them as the manifest says', () => {
    for (const { name, type, fieldType } of app.context.manifest.companyProperties.properties) {
      if (name !== 'roundtable_coverage')
        expect(definition(name)).toMatchObject({ type, fieldType, groupName: 'roundtable' });
    }
  });

  test('are made once: a second time writes nothing', async () => {
    expect(await provision()).toMatchObject({ created: [], updated: [] });
    expect(writes()).toEqual([]);
  });

  test('one of the name but of another type is left alone, told of, and not published into', async () => {
    expect(definition('roundtable_coverage')).toMatchObject({ type: 'string', label: 'Coverage of the roof' });
    const refusals = await listRefusals(app.context.db.kysely, app.portalId, 10);
    expect(refusals).toMatchObject([{ objectType: 'property', property: 'roundtable_coverage' }]);
    expect(refusals[0]?.message).toContain('exists with type string');
    expect(published('101')['roundtable_coverage']).toBeUndefined();
    expect(published('101')['roundtable_fit']).toBe('100');
  });

  test('an option that people added stays, one of ours that went comes back', async () => {
    const tier = definition('roundtable_tier');
    if (tier?.options === undefined) throw new Error('the property has no options');
    tier.options.push({ label: 'Board', value: 'board', displayOrder: 9, hidden: false });
    tier.options.splice(1, 1);
    expect((await provision()).updated).toEqual(['roundtable_tier']);
    const values = definition('roundtable_tier')?.options?.map(({ value }) => value);
    expect(values).toEqual(['tier_1', 'tier_2', 'tier_3', 'board']);
    expect((await provision()).updated).toEqual([]);
  });
});

describe('publishing', () => {
  test('writes nothing where nothing differs', async () => {
    expect(await refreshAll()).toEqual({ written: 0, refused: 0 });
    expect(writes()).toEqual([]);
  });

  test('writes of an account that differs what differs, and of the others nothing', async () => {
    await pretend('102', { roundtable_stage: 'unaware' });
    expect(await refreshAll()).toEqual({ written: 1, refused: 0 });
    const [{ inputs } = { inputs: [] }, ...others] = writes();
    expect(others).toEqual([]);
    expect(inputs.map(({ id }) => id)).toEqual(['102']);
    expect(Object.keys(inputs[0].properties)).toEqual(
      expect.arrayContaining(['roundtable_stage', 'roundtable_scored_at']),
    );
    expect(Object.keys(inputs[0].properties)).not.toContain('roundtable_fit');
  });

  test('a record that HubSpot refuses fails alone, is listed, and is forgotten when it is taken', async () => {
    const { kysely } = app.context.db;
    await kysely.deleteFrom('published_properties').execute();
    app.proxy.decideFault = ({ path, body }) =>
      path.endsWith('/companies/batch/update') && body.includes('"104"') ? 400 : null;
    expect(await refreshAll()).toEqual({ written: 3, refused: 1 });
    const companyRefusals = async () =>
      (await listRefusals(kysely, app.portalId, 10)).filter(({ objectType }) => objectType === 'companies');
    expect(await companyRefusals()).toMatchObject([{ recordId: '104' }]);
    app.proxy.decideFault = () => null;
    expect(await refreshAll()).toEqual({ written: 1, refused: 0 });
    expect(await companyRefusals()).toEqual([]);
  });

  test('a property that somebody deleted is made again, and filled for every account', async () => {
    const { kysely } = app.context.db;
    app.standIn.store.properties.companies.definitions.delete('roundtable_stage');
    await pretend('101', { roundtable_stage: 'unaware' });
    await markStale(kysely, app.portalId, ['101'], 'test');
    expect(await refreshPortal(app.context, app.portalId)).toEqual({ written: 4, refused: 0 });
    expect(definition('roundtable_stage')).toMatchObject({ type: 'enumeration' });
    for (const id of ['101', '102', '103', '104']) expect(published(id)['roundtable_stage']).toMatch(/./);
  });

  test('a property that was made again is filled for every account, also where nobody was told that it was made', async () => {
    const { context, portalId } = app;
    const again = async (stage: string): Promise<void> => {
      app.standIn.store.properties.companies.definitions.delete('roundtable_stage');
      for (const { properties } of app.standIn.store.records.companies.all()) delete properties['roundtable_stage'];
      expect(stages()).toEqual(['', '', '', '']);
      await pretend('101', { roundtable_stage: stage });
      await markStale(context.db.kysely, portalId, ['101'], 'test');
    };
    await again('unaware');
    await expect(refreshPortal(dyingAfter('/companies/batch/create'), portalId)).rejects.toThrow('killed');
    await refreshPortal(context, portalId);
    expect(stages()).not.toContain('');
    await again('customer');
    let lost = 0;
    app.proxy.decideFault = ({ path }) => (path.endsWith('/companies/batch/create') && lost++ === 0 ? 'lost' : null);
    await refreshPortal(context, portalId);
    expect(lost).toBeGreaterThan(1);
    expect(stages()).not.toContain('');
  });

  test('a company that HubSpot does not know is forgotten', async () => {
    const { kysely } = app.context.db;
    // Gone in the portal, and no webhook told of it yet.
    const { companies } = app.standIn.store.records;
    const gone = companies.get('104');
    if (gone === undefined) throw new Error('no company 104');
    companies.remove(gone);
    await pretend('104', { roundtable_stage: 'closed' });
    expect(await refreshAll()).toEqual({ written: 0, refused: 0 });
    expect(await getCompany(kysely, app.portalId, '104')).toBeNull();
    expect(await getAccountScore(kysely, app.portalId, '104')).toBeNull();
    companies.add(gone);
  });

  test('a crash before it is published leaves the accounts marked, those whose tier alone moved too', async () => {
    const { kysely } = app.context.db;
    await pretend('103', { roundtable_tier: 'tier_2' });
    const unseated = { tier: null, tier_since: null, tier_reason: '' };
    await kysely.updateTable('account_scores').set(unseated).where('company_id', '=', '103').execute();
    app.proxy.decideFault = ({ path }) => (path.endsWith('/companies/batch/update') ? 401 : null);
    await expect(refreshPortal(app.context, app.portalId)).rejects.toThrow(/./);
    const marked = await kysely.selectFrom('stale_accounts').select('company_id').execute();
    expect(marked.map((row) => row.company_id)).toContain('103');
    app.proxy.decideFault = () => null;
    await refreshPortal(app.context, app.portalId);
    expect(published('103')['roundtable_tier']).toBe('tier_1');
    expect(await kysely.selectFrom('stale_accounts').select('company_id').execute()).toEqual([]);
  });

  test('a write that HubSpot took before the process died is put right, though its account is what it was again', async () => {
    const { context, portalId } = app;
    const stage = published('102')['roundtable_stage'];
    await setStage('102', 'customer');
    await expect(publishAccounts(dyingAfter('/batch/update'), portalId, ['102'])).rejects.toThrow('killed');
    expect(published('102')['roundtable_stage']).toBe('customer');
    await setStage('102', stage ?? '');
    expect(await publishAccounts(context, portalId, ['102'])).toMatchObject({ written: 1 });
    expect(published('102')['roundtable_stage']).toBe(stage);
    expect(await publishAccounts(context, portalId, ['102'])).toMatchObject({ written: 0 });
  });

  test('of two processes that write an account at once it is written again, as it is', async () => {
    const { context, portalId } = app;
    // The other one's write comes after this one's, and is kept before it.
    const overtaken: SyncContext['clientFor'] = (...ask) => {
      const client = context.clientFor(...ask);
      const request: HubSpotClient['request'] = async (asked) => {
        const answer = await client.request(asked);
        await setStage('102', 'customer');
        await publishAccounts(context, portalId, ['102']);
        return answer;
      };
      return { ...client, request };
    };
    await setStage('102', 'engaged');
    await publishAccounts({ ...context, clientFor: overtaken }, portalId, ['102']);
    expect(published('102')['roundtable_stage']).toBe('customer');
    await setStage('102', 'engaged');
    await refreshPortal(context, portalId);
    expect(published('102')['roundtable_stage']).toBe('engaged');
  });

  test('a write that was refused at last, and may have been taken before, is put right', async () => {
    const { context, portalId } = app;
    const stage = published('102')['roundtable_stage'];
    await setStage('102', 'customer');
    let asked = 0;
    app.proxy.decideFault = ({ path }) => (path.endsWith('/batch/update') ? (asked++ === 0 ? 'lost' : 400) : null);
    expect(await publishAccounts(context, portalId, ['102'])).toMatchObject({ refused: 1 });
    expect(published('102')['roundtable_stage']).toBe('customer');
    app.proxy.decideFault = () => null;
    await setStage('102', stage ?? '');
    expect(await publishAccounts(context, portalId, ['102'])).toMatchObject({ written: 1 });
    expect(published('102')['roundtable_stage']).toBe(stage);
  });

  test('fills a property whose name is free again after the next install', async () => {
    app.standIn.store.properties.companies.definitions.delete('roundtable_coverage');
    await app.install();
    await backfillPortal(app.context, app.portalId);
    await refreshAll();
    expect(definition('roundtable_coverage')).toMatchObject({ type: 'number' });
    expect(published('101')['roundtable_coverage']).toMatch(/^\d+$/);
    expect(await listRefusals(app.context.db.kysely, app.portalId, 10)).toEqual([]);
  });
});

describe('what differs', () => {
  const values = {
    roundtable_fit: '80',
    roundtable_tier: 'tier_1',
    roundtable_reasons: 'a',
    roundtable_scored_at: '1',
  };

  test('is all of it where nothing was published', () => {
    expect(changedValues(values, null)).toEqual(values);
  });

  test('is nothing where a number moved by less than a point, or its reasons or its time alone did', () => {
    expect(changedValues({ ...values, roundtable_fit: '80.6', roundtable_reasons: 'a\nb' }, values)).toBeNull();
    expect(changedValues({ ...values, roundtable_fit: '79.2', roundtable_scored_at: '2' }, values)).toBeNull();
  });

  test('is a number that moved by a point, or that came or went, with all that waited', () => {
    const moved = { ...values, roundtable_fit: '81', roundtable_scored_at: '2' };
    expect(changedValues(moved, values)).toEqual({ roundtable_fit: '81', roundtable_scored_at: '2' });
    expect(changedValues({ ...values, roundtable_fit: '' }, values)).toEqual({ roundtable_fit: '' });
    const both = { ...values, roundtable_tier: '', roundtable_fit: '80.4' };
    expect(changedValues(both, values)).toEqual({ roundtable_tier: '', roundtable_fit: '80.4' });
  });

  test('is whatever somebody else overwrote', () => {
    const overwritten = new Set(['roundtable_reasons']);
    expect(changedValues(values, values, overwritten)).toEqual({ roundtable_reasons: 'a' });
  });
});
