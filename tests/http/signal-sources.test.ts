import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../src/storage/portal/audit-log.ts';
import { upsertSignals } from '../../src/storage/mirror/signals.ts';
import { mapProperty } from '../../src/sync/settings/mappable-properties.ts';
import { startTestApp, type Json, type TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';

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

const search = async (text: string): Promise<string[]> => {
  const { body } = await app.call(`/api/settings/audit?text=${encodeURIComponent(text)}`);
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
    { source: 'G2', signals: 3, companies: 2, recent: 1, lastAt: last(0), weight: 0.8 },
    { source: 'Own radar', signals: 1, companies: 1, recent: 0, lastAt: last(3), weight: 0.5 },
    { source: 'Demandbase', signals: 0, companies: 0, recent: 0, lastAt: null, weight: 0.7 },
  ]);
  expect((await fetch(endpoint, { method: 'POST', body: '[]' })).status).toBe(401);
});

test('a key is revoked once, by an admin, and the audit log says who did', async () => {
  const one = (await post('signals-key', { requestId: 'first-key-made' })).body;
  const other = (await post('signals-key', { requestId: 'second-key-made' })).body;
  expect(new Set((await read()).keys.map(({ keyId }: Json) => keyId))).toEqual(new Set([one.keyId, other.keyId]));
  expect((await post('signals-key/revoke', { keyId: one.keyId }, 'ben@vendor.example')).status).toBe(403);
  await post('signals-key/revoke', { keyId: one.keyId });
  const { body } = await post('signals-key/revoke', { keyId: one.keyId });
  expect(body.keys.map(({ keyId }: Json) => keyId)).toEqual([other.keyId]);
  const audit = await listAudit(app.context.db.kysely, app.portalId, 50);
  expect(audit.filter(({ action }) => action === 'signal key revoked')).toHaveLength(1);
});

test('the audit log is searched by who, what, and the names of the accounts it is about', async () => {
  expect(await search('KEY REVOKED')).toEqual(['signal key revoked']);
  expect(await search('nobody did this')).toEqual([]);
  expect((await search('ava@')).length).toBeGreaterThan(3);
});
