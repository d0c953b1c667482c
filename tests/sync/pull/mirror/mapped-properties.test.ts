import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getCompany } from '../../../../src/storage/mirror/companies.ts';
import { listRefusalsOf } from '../../../../src/storage/portal/refusals.ts';
import { rereadCompanies } from '../../../../src/sync/pull/steps/reread-records.ts';
import { sweepPortal } from '../../../../src/sync/pull/sweeps/sweep-portal.ts';
import { changeSettings } from '../../../../src/sync/settings/change-settings.ts';
import { createSmallPortal, daysAgo } from '../../../fixtures/small-portal.ts';
import { startSyncedApp, type SyncedApp } from '../../../fixtures/synced-app.ts';

const INTENT = { property: 'bombora_surge', use: 'intent', source: 'Bombora' } as const;
const STACK = { property: 'tech_stack', use: 'technographic', source: 'BuiltWith' } as const;
const TIER = { property: 'old_tier', use: 'tier', source: 'Ours' } as const;
const UNKNOWN = { property: 'no_such_property', use: 'intent', source: 'Nobody' } as const;

let app: SyncedApp;
beforeAll(async () => {
  const data = createSmallPortal();
  data.customProperties['companies'] = [
    { name: INTENT.property, label: 'Surge score', type: 'number', fieldType: 'number' },
    { name: STACK.property, label: 'Tech stack', type: 'string', fieldType: 'text' },
    { name: TIER.property, label: 'Tier', type: 'string', fieldType: 'text' },
  ];
  const acme = data.objects.companies.find(({ id }) => id === '101')!;
  Object.assign(acme.properties, { [INTENT.property]: '60', [STACK.property]: 'Snowflake', [TIER.property]: 'A' });
  acme.history = { [INTENT.property]: [{ value: '60', timestamp: daysAgo(12) }] };
  app = await startSyncedApp({ data });
});
afterAll(() => app.stop());

const map = (...mappedProperties: (typeof INTENT | typeof STACK | typeof TIER | typeof UNKNOWN)[]) =>
  changeSettings(app.context, app.portalId, { mappedProperties }, 'ava@vendor.example');
const reread = () => rereadCompanies(app.context, app.portalId, { since: Date.now() });
const signals = async (): Promise<object[]> => {
  const { rows } = await sql<{ id: string; source: string; topic: string; strength: number; at: number }>`
    select company_id as id, source, topic, strength, occurred_at as at from signals order by 1, 2`.execute(
    app.context.db.kysely,
  );
  return rows.map(({ at, ...rest }) => ({ ...rest, day: new Date(at).toISOString().slice(0, 10) }));
};
const surge = (strength: number, days: number) => ({
  id: '101',
  source: 'Bombora',
  topic: 'Surge score',
  strength,
  day: daysAgo(days).slice(0, 10),
});

describe('a mapped property', () => {
  test('that changes the mapping has all companies read again by a job', async () => {
    await map(INTENT, STACK, TIER, UNKNOWN);
    const { rows } = await app.context.db.executeSql(`select data from pgboss.job where name = 'reread-companies'`);
    expect(rows).toMatchObject([{ data: { portalId: app.portalId } }]);
  });

  test('is mirrored; intent is a signal of the day its value changed', async () => {
    await reread();
    const company = await getCompany(app.context.db.kysely, app.portalId, '101');
    expect(company?.properties).toMatchObject({ [STACK.property]: 'Snowflake', [TIER.property]: 'A' });
    expect(await signals()).toEqual([surge(60, 12)]);
  });

  test('that the portal does not have is told to the admin and breaks no read', async () => {
    const refusals = await listRefusalsOf(app.context.db.kysely, app.portalId, 'unknown_property');
    expect(refusals).toMatchObject([{ recordId: UNKNOWN.property, message: expect.stringContaining('no_such') }]);
    expect(app.standIn.violations).toEqual([]);
  });

  test('that moves moves its signal, and one that ends takes it away', async () => {
    app.users.set('companies', '101', { [INTENT.property]: '90' });
    await app.indexed();
    await sweepPortal(app.context, app.portalId);
    expect(await signals()).toEqual([surge(90, 0)]);
    app.users.set('companies', '101', { [INTENT.property]: '' });
    await app.indexed();
    await sweepPortal(app.context, app.portalId);
    expect(await signals()).toEqual([]);
  });

  test('that does not move keeps the day of its signal, and costs no history', async () => {
    app.users.set('companies', '101', { [INTENT.property]: '70' });
    await reread();
    const before = await signals();
    app.proxy.requests.length = 0;
    await reread();
    expect(await signals()).toEqual(before);
    expect(app.proxy.requests.filter(({ path }) => path.endsWith('/companies/batch/read'))).toEqual([]);
  });

  test('that was deleted in HubSpot meanwhile is gone without', async () => {
    app.proxy.decideFault = ({ path, body }) =>
      path.endsWith('/companies/batch/read') && body.includes(STACK.property) ? 400 : null;
    app.standIn.store.properties.companies.definitions.delete(STACK.property);
    await map(INTENT);
    await reread();
    app.proxy.decideFault = () => null;
    const company = await getCompany(app.context.db.kysely, app.portalId, '101');
    expect(company?.properties).not.toHaveProperty(STACK.property);
    expect(await listRefusalsOf(app.context.db.kysely, app.portalId, 'unknown_property')).toEqual([]);
  });

  test('that is mapped no more takes its signals along', async () => {
    await map();
    await reread();
    expect(await signals()).toEqual([]);
  });
});
