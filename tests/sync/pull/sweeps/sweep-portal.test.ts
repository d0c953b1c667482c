import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getCompany } from '../../../../src/storage/mirror/companies.ts';
import { listContacts } from '../../../../src/storage/mirror/contacts.ts';
import { clearRefusalsOf, recordRefusals } from '../../../../src/storage/portal/refusals.ts';
import { sweepPortal } from '../../../../src/sync/pull/sweeps/sweep-portal.ts';
import { daysAgo } from '../../../fixtures/small-portal.ts';
import { startSyncedApp, type SyncedApp } from '../../../fixtures/synced-app.ts';

const BULK = 11_000;

let app: SyncedApp;
beforeAll(async () => {
  app = await startSyncedApp();
});
afterAll(() => app.stop());
beforeEach(() => {
  app.proxy.decideFault = () => null;
  app.proxy.requests.length = 0;
});

const nameOf = async (id: string) => (await getCompany(app.context.db.kysely, app.portalId, id))?.name;
const asked = (path: RegExp) => app.proxy.requests.filter((request) => path.test(request.path));

describe('what no webhook told of', () => {
  test('is mirrored: changed, new and linked records of every type', async () => {
    app.users.set('companies', '101', { name: 'Acme renamed' });
    app.users.set('contacts', '2', { hs_email_open: '3', hs_email_last_open_date: new Date().toISOString() });
    const id = app.users.create('contacts', { email: 'new@acme.example', firstname: 'New' });
    app.users.link(['contacts', id], ['companies', '101'], [1, 279]);
    const meeting = app.users.create('meetings', { hs_timestamp: daysAgo(1), hs_meeting_start_time: daysAgo(1) });
    app.users.link(['contacts', id], ['meetings', meeting], [199]);
    app.users.set('deals', '201', { dealname: 'Bolt renamed' });
    await app.indexed();
    await sweepPortal(app.context, app.portalId);
    expect(await nameOf('101')).toBe('Acme renamed');
    expect(await app.activitiesOf('2')).toContain('counter:hs_email_open:2:3');
    expect((await listContacts(app.context.db.kysely, app.portalId, [id]))[0]?.name).toBe('New');
    expect(await app.activitiesOf(id)).toEqual([`meetings:${meeting}`]);
    const { rows } = await sql<{ name: string }>`select name from deals`.execute(app.context.db.kysely);
    expect(rows).toEqual([{ name: 'Bolt renamed' }]);
  });

  test('is read though HubSpot refuses to look again after a property in conflict', async () => {
    const conflict = { objectType: 'property', recordId: 'x', property: 'roundtable_x', message: 'm', at: Date.now() };
    await recordRefusals(app.context.db.kysely, app.portalId, [conflict]);
    app.users.set('companies', '101', { name: 'Acme again' });
    await app.indexed();
    app.proxy.decideFault = ({ path }) => (path.endsWith('/crm/properties/2026-09/companies/groups') ? 403 : null);
    await sweepPortal(app.context, app.portalId);
    expect(await nameOf('101')).toBe('Acme again');
    await clearRefusalsOf(app.context.db.kysely, app.portalId, 'property');
  });

  test('is not read again by the sweep after it', async () => {
    await sweepPortal(app.context, app.portalId);
    expect(asked(/\/search$/).length).toBeGreaterThanOrEqual(6);
    expect(asked(/\/batch\/read$/)).toEqual([]);
  });

  test('is mirrored where a merge took place: what was kept goes on under the survivor', async () => {
    const before = await app.activitiesOf('2');
    expect(before.length).toBeGreaterThan(0);
    const survivor = app.users.merge('contacts', '2', '5');
    await app.indexed();
    await sweepPortal(app.context, app.portalId);
    expect(await app.activitiesOf(survivor)).toEqual(before);
    expect(await listContacts(app.context.db.kysely, app.portalId, ['2', '5'])).toEqual([]);
  });
});

const mirrored = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from mirrored_records
    where type = 'calls'`.execute(app.context.db.kysely);
  return rows[0]?.n ?? 0;
};

describe('a bulk edit that puts 11,000 records into one millisecond', () => {
  test('is mirrored whole, by pages that never go past a result, and goes on where it was cut off', async () => {
    const { store } = app.standIn;
    const clock = store.now;
    const instant = clock();
    store.now = () => instant;
    for (let n = 0; n < BULK; n += 1)
      app.users.create('calls', { hs_timestamp: daysAgo(1), hs_call_title: `Call ${n}` });
    store.now = clock;
    await app.indexed();
    const before = await mirrored();
    let pages = 0;
    app.proxy.decideFault = ({ path }) => (path.endsWith('/calls/search') && (pages += 1) > 10 ? 400 : null);
    await expect(sweepPortal(app.context, app.portalId)).rejects.toMatchObject({ status: 400 });
    expect((await mirrored()) - before).toBe(2_000);
    app.proxy.decideFault = () => null;
    app.proxy.requests.length = 0;
    await sweepPortal(app.context, app.portalId);
    expect((await mirrored()) - before).toBe(BULK);
    const searches = asked(/\/calls\/search$/).map(({ body }) => JSON.parse(body));
    expect(searches.every(({ after }) => after === undefined)).toBe(true);
    expect(asked(/\/calls\/batch\/read$/)).toHaveLength((BULK - 2_000) / 100);
  });
});

test('a portal that is not active is left alone', async () => {
  await app.context.db.kysely.updateTable('portals').set({ status: 'revoked' }).execute();
  await sweepPortal(app.context, app.portalId);
  expect(app.proxy.requests).toEqual([]);
  await app.context.db.kysely.updateTable('portals').set({ status: 'active' }).execute();
});
