import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { markStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { PORTAL_TABLES } from '../../../src/storage/portal/erase.ts';
import { getPortal, setPortalStatus } from '../../../src/storage/portal/portals.ts';
import { backfillPortal } from '../../../src/sync/install/backfill-portal.ts';
import { provisionPortal } from '../../../src/sync/install/provision-portal.ts';
import { FORGET_AFTER_DAYS, forgetDeparted, forgetPortal } from '../../../src/sync/leave/forget-portal.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { sweepPortal } from '../../../src/sync/pull/sweeps/sweep-portal.ts';
import { readSyncState } from '../../../src/sync/status/read-sync-state.ts';
import { leavePortal, previewLeave, requestLeave } from '../../../src/sync/leave/leave-portal.ts';
import { readProblems } from '../../../src/sync/settings/read-problems.ts';
import { makeSegment } from '../../../src/sync/segments/keep-segments.ts';
import { changing } from '../../fixtures/changing.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

const DAY_MS = 86_400_000;
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  app.proxy.decideFault = () => null;
  // HubSpot's archive of deleted properties is emptied.
  const { definitions } = app.standIn.store.properties.companies;
  for (const [name, { archived }] of definitions) if (archived === true) definitions.delete(name);
  await app.installAndSync();
});
afterAll(() => app.stop());

const ask = (removeProperties: boolean) =>
  requestLeave(app.context, app.portalId, { removeProperties, by: 'ava@vendor.example' });
const status = async () => (await getPortal(app.context.db.kysely, app.portalId))?.status ?? null;
/** Rows of any table that are this portal's. */
async function countHeld(): Promise<number> {
  const counts = await Promise.all(
    PORTAL_TABLES.map((table) =>
      sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where portal_id = ${app.portalId}`.execute(
        app.context.db.kysely,
      ),
    ),
  );
  return counts.reduce((sum, { rows }) => sum + (rows[0]?.n ?? 0), 0);
}
/** Ours among the live company properties of HubSpot. */
function propertiesInHubSpot(): string[] {
  const ours: string[] = app.context.manifest.companyProperties.properties.map(({ name }) => name);
  const { definitions } = app.standIn.store.properties.companies;
  return ours.filter((name) => definitions.has(name) && definitions.get(name)?.archived !== true);
}

test('leaving erases all that is held, clears HubSpot where that was chosen, and may be asked for twice', async () => {
  const preview = await previewLeave(app.context, app.portalId);
  expect(preview.mirrored.companies).toBe(4);
  expect(preview.properties).toHaveLength(propertiesInHubSpot().length);
  await ask(true);
  await ask(false);
  expect(await status()).toBe('leaving');
  await leavePortal(app.context, app.portalId);
  const { status: answered, body } = await app.call('/api/settings/sync');
  expect([answered, body.error.message]).toEqual([404, expect.stringContaining(`${app.url}/oauth/install`)]);
  expect(await countHeld()).toBe(0);
  expect(propertiesInHubSpot()).toEqual([]);
  const { group } = app.context.manifest.companyProperties;
  expect(app.standIn.store.properties.companies.groups.has(group.name)).toBe(false);
  expect(app.standIn.store.grant).toBeNull();
  await leavePortal(app.context, app.portalId);
  await expect(ask(true)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(previewLeave(app.context, app.portalId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the properties stay in HubSpot where that was chosen', async () => {
  const before = propertiesInHubSpot();
  await ask(false);
  await leavePortal(app.context, app.portalId);
  expect(propertiesInHubSpot()).toEqual(before);
  expect(await countHeld()).toBe(0);
});

test.each([true, false])('the segments go with the properties, or stay with them (%s)', async (removeProperties) => {
  const { lists } = app.standIn.store;
  lists.length = 0;
  await makeSegment(app.context, app.portalId, 'tier_1', 'ava@vendor.example');
  expect((await previewLeave(app.context, app.portalId)).segments).toEqual(['Roundtable: Tier 1 accounts']);
  await ask(removeProperties);
  await leavePortal(app.context, app.portalId);
  expect(lists.map(({ deletedAt }) => deletedAt !== null)).toEqual([removeProperties]);
  expect(await countHeld()).toBe(0);
});

test('a property that HubSpot keeps does not keep the others, nor the app', async () => {
  const [kept = ''] = propertiesInHubSpot();
  app.proxy.decideFault = ({ method, path }) =>
    method === 'DELETE' && path.endsWith(`/companies/${kept}`) ? 400 : null;
  await ask(true);
  await leavePortal(app.context, app.portalId);
  expect(propertiesInHubSpot()).toEqual([kept]);
  expect(await countHeld()).toBe(0);
});

test('a worker that died after HubSpot took the app out erases all the same when it is run again', async () => {
  await ask(true);
  const { store } = app.standIn;
  store.grant = null;
  store.tokens = { codes: {}, access: {}, refresh: {} };
  await leavePortal(app.context, app.portalId);
  expect(await countHeld()).toBe(0);
});

test('a worker that dies while it sends the second erasure is run again, and what is written late is erased', async () => {
  const { context, portalId } = app;
  const { kysely } = context.db;
  const late = () => sql<object>`select from pgboss.job where name = 'forget' and start_after > now()`.execute(kysely);
  await sql`delete from pgboss.job where name = 'forget'`.execute(kysely);
  await ask(false);
  const send: typeof context.queue.send = (name, ...rest) =>
    name === 'forget' ? Promise.reject(new Error('died')) : context.queue.send(name, ...rest);
  const dying = { ...context, queue: { ...context.queue, send } };
  await expect(leavePortal(dying, portalId)).rejects.toThrow('died');
  await leavePortal(context, portalId);
  expect((await late()).rows).toHaveLength(1);
  expect(await countHeld()).toBe(0);
  await markStale(kysely, portalId, ['101'], 'contact');
  await forgetPortal(context, portalId);
  expect(await countHeld()).toBe(0);
});

test('installed again while HubSpot keeps what was removed, the app says so and syncs what it can', async () => {
  await ask(true);
  await leavePortal(app.context, app.portalId);
  await app.installAndSync();
  expect(await status()).toBe('active');
  const problems = await readProblems(app.context, app.portalId);
  const { shown = [] } = problems.find(({ kind }) => kind === 'properties') ?? {};
  expect(shown).toHaveLength(app.context.manifest.companyProperties.properties.length);
  expect(shown[0]?.message).toContain('restore it there');
});

test('properties that somebody restored in HubSpot are noticed by the next sweep and written, without another install', async () => {
  const { context, portalId, standIn } = app;
  await ask(true);
  await leavePortal(context, portalId);
  await app.installAndSync();
  const { unwritable } = await readSyncState(context, portalId);
  expect(unwritable).toMatchObject({ count: 14, of: 14, why: expect.stringContaining('restore it there') });
  const { definitions } = standIn.store.properties.companies;
  for (const definition of definitions.values()) delete definition.archived;
  for (const record of standIn.store.records.companies.active()) delete record.properties['roundtable_tier'];
  const tierOf = (id: string) => standIn.store.records.companies.get(id)?.properties['roundtable_tier'];
  await sweepPortal(context, portalId);
  expect((await readSyncState(context, portalId)).unwritable).toBeNull();
  await refreshPortal(context, portalId);
  expect(tierOf('101')).toBe('tier_1');
});

test('an install after the wish to leave wins', async () => {
  await ask(true);
  await app.install();
  await leavePortal(app.context, app.portalId);
  expect(await status()).toBe('installing');
  await backfillPortal(app.context, app.portalId);
  expect(await status()).toBe('active');
});

test('an install while the app leaves wins too: what is left to do is not done', async () => {
  await ask(true);
  app.proxy.decideFault = async ({ method }) => {
    if (method !== 'DELETE') return null;
    app.proxy.decideFault = () => null;
    await app.install();
    return null;
  };
  await leavePortal(app.context, app.portalId);
  expect(await status()).toBe('installing');
  expect(app.standIn.store.grant).not.toBeNull();
});

test('a portal that withdrew access is erased after the time it was told, not before', async () => {
  const { context } = app;
  const leftAt = context.now();
  await setPortalStatus(context.db.kysely, app.portalId, 'revoked', leftAt);
  const at = (days: number) => ({ ...context, now: () => leftAt + days * DAY_MS });
  await forgetDeparted(at(FORGET_AFTER_DAYS - 1));
  expect(await status()).toBe('revoked');
  await forgetDeparted(at(FORGET_AFTER_DAYS + 1));
  expect(await countHeld()).toBe(0);
});

test('from the wish to leave on nobody but what clears HubSpot asks it anything', async () => {
  const { context, portalId, proxy } = app;
  await ask(true);
  const { length } = proxy.requests;
  const making = provisionPortal(context, context.clientFor(portalId, 'background'));
  await expect(making).rejects.toMatchObject({ code: 'HUBSPOT_GRANT_REVOKED' });
  expect(proxy.requests).toHaveLength(length);
  await leavePortal(context, portalId);
  expect(propertiesInHubSpot()).toEqual([]);
});

test.each([1, 2, 3])('a portal that leaves after step %i of its first sync stays gone', async (n) => {
  const { context, portalId } = app;
  await setPortalStatus(context.db.kysely, portalId, 'installing', 0);
  const leave = async (): Promise<void> => {
    await ask(false);
    await leavePortal(context, portalId);
  };
  const sync = changing(context, n, leave);
  await Promise.allSettled([backfillPortal(sync.context, portalId)]);
  expect(sync.wasReached()).toBe(true);
  expect(await status()).toBe(null);
});
