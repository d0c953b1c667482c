import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CrmRecord } from '../../../src/hubspot/records/record.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { getCompany } from '../../../src/storage/mirror/companies.ts';
import { markSending } from '../../../src/storage/accounts/published-properties.ts';
import { countStale, markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { readRecords } from '../../../src/sync/pull/reading/read-records.ts';
import { syncRecords } from '../../../src/sync/pull/mirror/sync-records.ts';
import { noticeOutsideEdits } from '../../../src/sync/publish/notice-outside-edits.ts';
import { readOutsideEdits } from '../../../src/sync/publish/read-outside-edits.ts';
import { isSameValue } from '../../../src/sync/publish/same-value.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { changeSettings } from '../../../src/sync/settings/change-settings.ts';
import { readSettings } from '../../../src/sync/settings/portal-settings.ts';
import { createPortalUsers, type PortalUsers } from '../../fixtures/portal-users.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
let users: PortalUsers;
beforeAll(async () => {
  app = await startTestApp();
  users = createPortalUsers(app.standIn);
  await app.installAndSync();
});
afterAll(() => app.stop());
beforeEach(async () => {
  await choose('restore');
  await refreshPortal(app.context, app.portalId);
});

const client = () => app.context.clientFor(app.portalId, 'background');
const choose = (outsideEdits: 'restore' | 'keep') =>
  changeSettings(app.context, app.portalId, { outsideEdits }, 'ava@vendor.example');
const inHubSpot = (id: string, name: string) => app.standIn.store.records.companies.get(id)?.properties[name];
const read = (id: string) => syncRecords(app.context, client(), 'companies', [id]);
const notice = async (records: readonly CrmRecord[]) =>
  noticeOutsideEdits(app.context, client(), records, await readSettings(app.context.db.kysely, app.portalId));
const report = () => readOutsideEdits(app.context, app.portalId, 10);

async function readOnly(id: string): Promise<CrmRecord[]> {
  return (await readRecords(app.context, client(), 'companies', [id])).found;
}

describe('a value of ours that somebody overwrote', () => {
  test('is put right with the next publish, and the audit log says what it was', async () => {
    const ours = inHubSpot('101', 'roundtable_tier');
    users.set('companies', '101', { roundtable_tier: 'tier_3', roundtable_reasons: 'because I say so' });
    await read('101');
    await read('101');
    expect(await report()).toMatchObject({ standing: 2 });
    await refreshPortal(app.context, app.portalId);
    expect(inHubSpot('101', 'roundtable_tier')).toBe(ours);
    expect(inHubSpot('101', 'roundtable_reasons')).not.toBe('because I say so');
    expect(await report()).toMatchObject({ standing: 0, restored: 2, latest: [{ companyName: 'Acme' }, {}] });
    const entries = await listAudit(app.context.db.kysely, app.portalId, 50);
    expect(entries.filter(({ action }) => action === 'values overwritten')).toMatchObject([
      {
        subject: 'company:101',
        details: { properties: ['roundtable_reasons', 'roundtable_tier'], choice: 'restore' },
      },
    ]);
  });

  test('is left alone where the admin wants it so, until the choice is another', async () => {
    const ours = inHubSpot('102', 'roundtable_stage');
    await choose('keep');
    users.set('companies', '102', { roundtable_stage: 'customer' });
    await read('102');
    await markAllStale(app.context.db.kysely, app.portalId, 'test');
    await refreshPortal(app.context, app.portalId);
    await read('102');
    expect(inHubSpot('102', 'roundtable_stage')).toBe('customer');
    const { standing, latest } = await report();
    expect([standing, latest[0]]).toMatchObject([1, { companyId: '102', property: 'roundtable_stage', times: 1 }]);
    await choose('restore');
    await refreshPortal(app.context, app.portalId);
    expect(inHubSpot('102', 'roundtable_stage')).toBe(ours);
    expect((await report()).standing).toBe(0);
  });

  test('is not seen in a record that was read before our last write, or while one is on its way', async () => {
    const { kysely } = app.context.db;
    const before = await readOnly('103');
    await kysely.updateTable('published_properties').set({ values: '{"roundtable_tier":""}' }).execute();
    await markAllStale(kysely, app.portalId, 'test');
    await refreshPortal(app.context, app.portalId);
    await notice(withTier(before, 'tier_2'));
    const now = await readOnly('103');
    await markSending(kysely, app.portalId, ['103']);
    await notice(withTier(now, 'tier_2'));
    expect((await report()).standing).toBe(0);
    // Whose it is nobody knows: all values are written again, after which it would be seen.
    await refreshPortal(app.context, app.portalId);
    await notice(withTier(await readOnly('103'), 'tier_2'));
    expect((await report()).standing).toBe(1);
  });

  test('is no content of the company: what we publish marks nobody', async () => {
    const { kysely } = app.context.db;
    expect(inHubSpot('101', 'roundtable_fit')).toBe('100');
    await read('101');
    expect(await countStale(kysely, app.portalId)).toBe(0);
    const company = await getCompany(kysely, app.portalId, '101');
    expect(Object.keys(company?.properties ?? {}).filter((name) => name.startsWith('roundtable_'))).toEqual([]);
  });
});

function withTier(records: readonly CrmRecord[], tier: string): CrmRecord[] {
  return records.map((record) => ({ ...record, properties: { ...record.properties, roundtable_tier: tier } }));
}

test('a value is the same however HubSpot writes it', () => {
  const { properties } = app.context.manifest.companyProperties;
  const same = (name: string, given: string, held: string | null): boolean => {
    const property = properties.find((each) => each.name === name);
    if (property === undefined) throw new Error(`no property ${name}`);
    return isSameValue(property, given, held);
  };
  expect(same('roundtable_fit', '41', '41.0')).toBe(true);
  expect(same('roundtable_fit', '41', '42')).toBe(false);
  expect(same('roundtable_fit', '0', null)).toBe(false);
  expect(same('roundtable_fit', '', null)).toBe(true);
  expect(same('roundtable_scored_at', '2026-11-22T01:00:00.000Z', '2026-11-22T01:00:00Z')).toBe(true);
  expect(same('roundtable_scored_at', '2026-11-22T01:00:00.000Z', String(Date.parse('2026-11-22T01:00:00Z')))).toBe(
    true,
  );
  expect(same('roundtable_missing_roles', 'CHAMPION;BLOCKER', 'BLOCKER;CHAMPION')).toBe(true);
  expect(same('roundtable_missing_roles', 'CHAMPION', 'BLOCKER;CHAMPION')).toBe(false);
  expect(same('roundtable_surging', 'true', 'TRUE')).toBe(true);
  expect(same('roundtable_reasons', 'Fit 1\nIntent 2', 'Fit 1\r\nIntent 2 ')).toBe(true);
});
