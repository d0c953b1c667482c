import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareText } from '../../../src/domain/compare-text.ts';
import { getCompany } from '../../../src/storage/mirror/companies.ts';
import { readPropertyDefinitions } from '../../../src/sync/install/read-definitions.ts';
import { syncRecords } from '../../../src/sync/pull/mirror/sync-records.ts';
import { rereadCompanies } from '../../../src/sync/pull/steps/reread-records.ts';
import { readOutsideEdits } from '../../../src/sync/publish/read-outside-edits.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import type { Json } from '../../fixtures/running-app.ts';
import { startSyncedApp, type SyncedApp } from '../../fixtures/synced-app.ts';

const TARGET = 'hs_is_target_account';
const PROFILE = 'hs_ideal_customer_profile';

let app: SyncedApp;
beforeAll(async () => {
  app = await startSyncedApp();
  // Acme is set as the tier says, Bolt otherwise; the fourth has no tier.
  app.users.set('companies', '101', { [TARGET]: 'true', [PROFILE]: 'tier_1' });
  app.users.set('companies', '102', { [PROFILE]: 'tier_3' });
  // No webhook tells of these two: a sweep does.
  await syncRecords(app.context, client(), 'companies', ['101', '102']);
  await refreshPortal(app.context, app.portalId);
});
afterAll(() => app.stop());

const client = () => app.context.clientFor(app.portalId, 'background');
const held = (id: string) => {
  const { properties } = app.standIn.store.records.companies.get(id)!;
  return [properties[TARGET] ?? '', properties[PROFILE] ?? ''];
};
const tierOf = (id: string) => app.standIn.store.records.companies.get(id)!.properties['roundtable_tier'];
const choose = async (keepTargetAccounts: boolean): Promise<Json> => {
  const since = Date.now();
  const { body } = await app.call('/api/settings/choices/target-accounts', {
    method: 'POST',
    body: { keepTargetAccounts },
  });
  await rereadCompanies(app.context, app.portalId, { since });
  await refreshPortal(app.context, app.portalId);
  return body;
};
/** Ids of the companies whose two were written to. */
const written = () =>
  app.proxy.requests
    .filter(({ path }) => path.includes('/companies/batch/update'))
    .flatMap(({ body }) => JSON.parse(body).inputs as Json[])
    .filter(({ properties }: Json) => TARGET in properties || PROFILE in properties)
    .map(({ id }: Json): string => id)
    .toSorted(compareText);
const fitOf = async (id: string): Promise<Json> => (await app.call(`/api/cards/account?companyId=${id}`)).body.fit;
const profileLine = async (id: string): Promise<Json> =>
  (await fitOf(id)).lines.find(({ label }: Json) => label.startsWith('Ideal customer profile'));

describe("HubSpot's own target accounts", () => {
  test('are left alone, and the profile counts for the fit, until the admin chooses otherwise', async () => {
    expect(held('102')).toEqual(['', 'tier_3']);
    expect((await profileLine('101')).points).toBeGreaterThan(0);
  });

  test('are kept in step where they differ, and only there', async () => {
    app.proxy.requests.length = 0;
    expect(await choose(true)).toMatchObject({ keepTargetAccounts: true, unwritableTargets: [] });
    expect(tierOf('101')).toBe('tier_1');
    const expected = ['102', '103', '104'].flatMap((id) => (tierOf(id) ? [id] : []));
    expect(expected.length).toBeGreaterThan(0);
    for (const id of expected) expect(held(id)).toEqual(['true', tierOf(id)]);
    expect(written()).toEqual(expected);
    for (const id of ['103', '104'].filter((each) => !tierOf(each))) expect(held(id)).toEqual(['', '']);
  });

  test('no longer count for the fit, whatever the app wrote there', async () => {
    expect((await getCompany(app.context.db.kysely, app.portalId, '101'))?.properties).toMatchObject({
      [PROFILE]: null,
    });
    expect((await profileLine('101'))?.points ?? 0).toBe(0);
    const { total } = await fitOf('101');
    await app.settle();
    await markAllStale(app.context.db.kysely, app.portalId, 'test');
    await refreshPortal(app.context, app.portalId);
    expect((await fitOf('101')).total).toBe(total);
  });

  test('are written no more once they are in step, and an edit of them is put right', async () => {
    await syncRecords(app.context, client(), 'companies', ['101', '102', '103', '104']);
    app.proxy.requests.length = 0;
    await markAllStale(app.context.db.kysely, app.portalId, 'test');
    await refreshPortal(app.context, app.portalId);
    expect(written()).toEqual([]);
    app.users.set('companies', '101', { [TARGET]: 'false' });
    await syncRecords(app.context, client(), 'companies', ['101']);
    expect((await readOutsideEdits(app.context, app.portalId, 10)).standing).toBe(1);
    await refreshPortal(app.context, app.portalId);
    expect(held('101')).toEqual(['true', 'tier_1']);
  });

  test('fail no batch where the portal has the property no more', async () => {
    const { definitions } = app.standIn.store.properties.companies;
    definitions.delete(PROFILE);
    // Whether or not the definitions were read since.
    app.users.set('companies', '102', { [TARGET]: '' });
    await syncRecords(app.context, client(), 'companies', ['102']);
    await refreshPortal(app.context, app.portalId);
    expect(held('102')[0]).toBe('true');
    await readPropertyDefinitions(app.context, client(), ['companies']);
    expect((await app.call('/api/settings/choices')).body.unwritableTargets).toEqual([PROFILE]);
  });

  test('stay as they are when they are left to the team again', async () => {
    const before = held('101');
    await choose(false);
    app.users.set('companies', '101', { [TARGET]: 'false' });
    await syncRecords(app.context, client(), 'companies', ['101']);
    await markAllStale(app.context.db.kysely, app.portalId, 'test');
    await refreshPortal(app.context, app.portalId);
    expect(before[0]).toBe('true');
    expect(held('101')[0]).toBe('false');
  });
});
