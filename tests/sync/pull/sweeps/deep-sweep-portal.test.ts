import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { getCompany } from '../../../../src/storage/mirror/companies.ts';
import { listContacts } from '../../../../src/storage/mirror/contacts.ts';
import { getTimeZone } from '../../../../src/storage/portal/portals.ts';
import { deepSweepPortal } from '../../../../src/sync/pull/sweeps/deep-sweep-portal.ts';
import { daysAgo } from '../../../fixtures/small-portal.ts';
import { startSyncedApp, type SyncedApp } from '../../../fixtures/synced-app.ts';

let app: SyncedApp;
beforeAll(async () => {
  app = await startSyncedApp();
});
afterAll(() => app.stop());
beforeEach(() => {
  app.proxy.decideFault = () => null;
  app.proxy.requests.length = 0;
});

const deepSweep = () => deepSweepPortal(app.context, app.portalId);
const rows = async (query: string): Promise<string[]> => {
  const result = await sql.raw<{ row: string }>(`select ${query} order by 1`).execute(app.context.db.kysely);
  return result.rows.map(({ row }) => row);
};

/** As if nothing had moved its time of change. */
function untouched(type: 'contacts' | 'deals' | 'meetings', id: string): void {
  const record = app.standIn.store.records[type].get(id)!;
  record.updatedAt = daysAgo(30);
  record.properties[type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate'] = daysAgo(30);
}

describe('the nightly sweep finds', () => {
  test('links that came and went and changed no record', async () => {
    app.users.unlink(['contacts', '1'], ['companies', '101']);
    app.users.link(['contacts', '5'], ['companies', '103'], [1, 279]);
    app.users.link(['deals', '201'], ['contacts', '4'], [3]);
    app.users.unlink(['contacts', '3'], ['meetings', '301']);
    app.users.link(['contacts', '5'], ['meetings', '301'], [199]);
    for (const id of ['1', '4', '5']) untouched('contacts', id);
    untouched('deals', '201');
    untouched('meetings', '301');
    await deepSweep();
    expect(await app.peopleOf('101')).toEqual(['2']);
    expect(await app.peopleOf('103')).toEqual(['4', '5']);
    expect(await rows(`contact_id as row from deal_contacts`)).toEqual(['3', '4']);
    expect(await rows(`contact_id as row from activities where activity_id = 'meetings:301'`)).toEqual(['5']);
  });

  test('archived records, and what was deleted for good, with the data of the person', async () => {
    app.users.archive('companies', '104');
    app.users.archive('deals', '201');
    app.users.archive('meetings', '301');
    app.users.archive('contacts', '4');
    app.users.erase('3');
    await app.indexed();
    await deepSweep();
    const { kysely } = app.context.db;
    expect(await getCompany(kysely, app.portalId, '104')).toBeNull();
    expect(await rows('deal_id as row from deals')).toEqual([]);
    expect(await rows(`activity_id as row from activities where source = 'meetings'`)).toEqual([]);
    expect(await listContacts(kysely, app.portalId, ['3', '4'])).toEqual([]);
    // Who is in the bin may come out of it; who was erased may not.
    expect(await rows(`distinct contact_id as row from activities where contact_id = '3'`)).toEqual([]);
    expect(await rows(`contact_id as row from erased_contacts`)).toEqual(['3']);
  });

  test('an owner who left, and a stage that is a won one now, with what its deals are', async () => {
    const { store } = app.standIn;
    const id = app.users.create('deals', { dealname: 'Old', pipeline: 'default', dealstage: 'qualifiedtobuy' });
    await app.indexed();
    await deepSweep();
    expect(await rows(`state as row from deals where deal_id = '${id}'`)).toEqual(['open']);
    const stage = store.pipelines[0]!.stages.find((each) => each.id === 'qualifiedtobuy')!;
    Object.assign(stage, { probability: '1.0', isClosed: true });
    store.owners = store.owners.filter(({ id }) => id !== '9000');
    await deepSweep();
    expect(await rows(`active::text as row from owners`)).toEqual(['false']);
    expect(await rows(`state as row from deals where deal_id = '${id}'`)).toEqual(['won']);
  });

  test('another time zone of the portal, by which its days are named from then on', async () => {
    app.standIn.store.portal.timeZone = 'Pacific/Auckland';
    await deepSweep();
    expect(await getTimeZone(app.context.db.kysely, app.portalId)).toBe('Pacific/Auckland');
  });

  test('nothing where all is well, and reads no record', async () => {
    await deepSweep();
    expect(app.proxy.requests.filter(({ path }) => path.includes('/objects/') && path.endsWith('/batch/read'))).toEqual(
      [],
    );
  });

  test.each([0, 30])('goes on where it was cut off, %i hours after the night before', async (hours) => {
    const { now } = app.context;
    app.context.now = () => now() + hours * 3_600_000;
    onTestFinished(() => void (app.context.now = now));
    app.proxy.decideFault = ({ path }) => (path.includes('/associations/2026-09/deals/') ? 400 : null);
    const id = app.users.create('deals', { dealname: 'New', pipeline: 'default', dealstage: 'qualifiedtobuy' });
    await app.indexed();
    await expect(deepSweep()).rejects.toMatchObject({ status: 400 });
    app.proxy.decideFault = () => null;
    app.proxy.requests.length = 0;
    await deepSweep();
    expect(await rows('deal_id as row from deals')).toContain(id);
    expect(app.proxy.requests.some(({ path }) => path.startsWith('/crm/owners/'))).toBe(false);
  });
});
