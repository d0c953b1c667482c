import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { getAccountScore } from '../../../src/storage/accounts/account-scores.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { upsertSignals } from '../../../src/storage/mirror/signals.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { receiveSignals } from '../../../src/sync/signals/receive-signals.ts';
import { mapProperty } from '../../../src/sync/settings/mappable-properties.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

const DAY_MS = 86_400_000;
let app: TestApp;
beforeAll(async () => {
  const data = createSmallPortal();
  data.customProperties['companies'] = [{ name: 'heat', label: 'Heat', type: 'number', fieldType: 'number' }];
  app = await startTestApp({ data });
  await app.installAndSync();
});
afterAll(() => app.stop());

const read = async (): Promise<Json> => (await app.call('/api/settings/signal-sources')).body;
const post = (path: string, body: object, userEmail = 'ava@vendor.example') =>
  app.call(`/api/settings/${path}`, { method: 'POST', body, userEmail });

const search = async (wanted: { text?: string; actions?: string }): Promise<string[]> => {
  const { body } = await app.call(`/api/settings/audit?${new URLSearchParams(wanted)}`);
  return body.entries.map(({ action }: Json) => action);
};

test('each source is told with what it sent, when last and what it counts for', async () => {
  const now = Date.now();
  const signal = (signalId: string, companyId: string, source: string, days: number) => {
    const occurredAt = Math.round((now - days * DAY_MS) / 1_000) * 1_000;
    return { signalId, companyId, source, topic: 'erp', strength: 50, occurredAt };
  };
  const signals = [
    signal('1', '101', 'G2', 2),
    signal('2', '101', 'G2', 40),
    signal('3', '102', 'G2', 50),
    signal('4', '102', 'Own radar', 60),
  ];
  await upsertSignals(app.context.db.kysely, app.portalId, signals);
  const mapped = { property: 'heat', use: 'intent', source: 'Demandbase' } as const;
  await mapProperty(app.context, app.portalId, mapped, 'ava@vendor.example');
  const last = (index: number): string => new Date(signals[index]?.occurredAt ?? 0).toISOString();
  const { sources, endpoint } = await read();
  expect(sources).toEqual([
    { source: 'G2', signals: 3, companies: 2, recent: 1, imported: 0, lastAt: last(0), weight: 0.8 },
    { source: 'Own radar', signals: 1, companies: 1, recent: 0, imported: 0, lastAt: last(3), weight: 0.5 },
    { source: 'Demandbase', signals: 0, companies: 0, recent: 0, imported: 0, lastAt: null, weight: 0.7 },
  ]);
  expect((await fetch(endpoint, { method: 'POST', body: '[]' })).status).toBe(401);
});

test('what tools told of people is counted by kind', async () => {
  expect((await read()).people).toEqual([]);
  const occurredAt = Math.floor(Date.now() / 1_000) * 1_000 - DAY_MS;
  const activity = { kind: 'activity', type: 'ad_click', detail: null } as const;
  await receiveSignals(app.context, app.portalId, [
    { ...activity, id: 'ad-1', contactId: '1', occurredAt },
    { ...activity, id: 'ad-2', contactId: '1', occurredAt: occurredAt - 40 * DAY_MS },
    { ...activity, id: 'ad-3', contactId: '2', occurredAt: occurredAt - DAY_MS },
  ]);
  const lastAt = new Date(occurredAt).toISOString();
  expect((await read()).people).toEqual([{ type: 'ad_click', activities: 3, contacts: 2, recent: 2, lastAt }]);
});

test('a key is revoked once, by an admin, and the audit log says who did', async () => {
  const one = (await post('signals-key', { requestId: 'first-key-made', label: ' Radar ' })).body;
  const other = (await post('signals-key', { requestId: 'second-key-made', label: 'Sonar' })).body;
  expect(new Set((await read()).keys.map(({ keyId }: Json) => keyId))).toEqual(new Set([one.keyId, other.keyId]));
  expect((await read()).keys.find(({ keyId }: Json) => keyId === one.keyId)).toEqual({
    keyId: one.keyId,
    label: 'Radar',
    createdAt: expect.any(String),
    createdBy: 'Ava Stone',
    lastUsedAt: null,
  });
  expect((await post('signals-key/revoke', { keyId: one.keyId }, 'ben@vendor.example')).status).toBe(403);
  await post('signals-key/revoke', { keyId: one.keyId });
  const { body } = await post('signals-key/revoke', { keyId: one.keyId });
  expect(body.keys.map(({ keyId }: Json) => keyId)).toEqual([other.keyId]);
  const audit = await listAudit(app.context.db.kysely, app.portalId, 50);
  const revoked = audit.filter(({ action }) => action === 'signal key revoked');
  expect(revoked.map(({ details }) => details)).toEqual([{ label: 'Radar' }]);
});

test.each([
  ['without a name', undefined, 'must be a name'],
  ['with a blank one', '  ', 'must be a name'],
  ['with too long a one', 'x'.repeat(61), 'must have at most 60 characters'],
])('a key is refused %s', async (_, label, problem) => {
  for (const path of ['signals-key', 'api-keys']) {
    const { status, body } = await post(path, { requestId: 'a-key-refused', label });
    expect({ status, faults: body.error.faults }).toEqual({ status: 400, faults: [{ field: 'label', problem }] });
  }
});

test('the audit log is searched by who did it and what it is about', async () => {
  const [kept] = (await read()).keys;
  expect(await search({ text: kept.keyId.toUpperCase() })).toEqual(['signal key made']);
  expect(await search({ text: 'signal-key' })).toEqual([]);
  expect(await search({ text: 'nobody did this' })).toEqual([]);
  expect((await search({ text: 'ava@' })).length).toBeGreaterThan(3);
});

/** Of what tables told of Bombora. */
const imported = async (): Promise<number> =>
  (await read()).sources.find(({ source }: Json) => source === 'Bombora')?.imported ?? 0;

/** The faults of a table that is refused. */
const refused = async (...rows: string[]): Promise<Json> => {
  const table = ['company,source,topic,strength,date', ...rows].join('\n');
  const { status, body } = await post('signals-table', { requestId: 'paste-broken', table });
  expect(status).toBe(400);
  return body.error.faults;
};

test('a pasted report is intent of the accounts it names, once, and can be taken out again', async () => {
  const day = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
  const table = [
    'Topic,Company,Strength,Source,Date',
    `ERP,acme.example,90,Bombora,${day}`,
    '',
    `ERP,102,40.5,Bombora,${day}`,
    `ERP,stranger.example,70,Bombora,${day}`,
  ].join('\n');
  const intentOf = async (companyId: string): Promise<number> => {
    await refreshPortal(app.context, app.portalId);
    return (await getAccountScore(app.context.db.kysely, app.portalId, companyId))?.intent ?? 0;
  };
  await markAllStale(app.context.db.kysely, app.portalId, 'test');
  const before = await intentOf('101');
  for (const requestId of ['paste-report-1', 'paste-report-2']) {
    const { status, body } = await post('signals-table', { requestId, table });
    expect([status, body]).toEqual([
      200,
      { signals: 2, companies: 2, unknownRows: 1, unknownCompanies: ['stranger.example'], unknownTotal: 1 },
    ]);
    expect(await imported()).toBe(2);
  }
  expect(await intentOf('101')).toBeGreaterThan(before);
  expect(await search({ actions: 'intent imported' })).toHaveLength(1);
  expect((await post('signals-table/take-out', { source: 'Bombora' }, 'ben@vendor.example')).status).toBe(403);
  for (let repeat = 0; repeat < 2; repeat += 1) await post('signals-table/take-out', { source: 'Bombora' });
  expect(await imported()).toBe(0);
  expect(await intentOf('101')).toBe(before);
  expect(await search({ actions: 'imported intent taken out' })).toHaveLength(1);
});

test('a report with anything wrong is refused as a whole, with every row and column', async () => {
  const tomorrow = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10);
  expect(await refused('101,G2,ERP,high,2026-03-31', '101,G2,ERP,50,31.03.2026', ',G2,ERP,101,2026-03-31')).toEqual([
    { field: 'row 2, strength', problem: 'must be a number from 0 to 100' },
    { field: 'row 3, date', problem: 'must be a day like 2026-03-31' },
    { field: 'row 4, company', problem: "must be the company's record ID or domain" },
    { field: 'row 4, strength', problem: 'must be a number from 0 to 100' },
  ]);
  expect(await refused(`101,G2,ERP,50,${tomorrow}`)).toEqual([{ field: 'row 2, date', problem: 'is to come' }]);
  expect(await refused('101,G2,ERP,50,0000-01-01')).toEqual([{ field: 'row 2, date', problem: 'must be after 1970' }]);
  expect((await read()).sources.find(({ source }: Json) => source === 'G2')).toMatchObject({ imported: 0 });
});
