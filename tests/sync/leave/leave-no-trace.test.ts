import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leavePortal, requestLeave } from '../../../src/sync/leave/leave-portal.ts';
import { createFurnishedPortal, furnish } from '../../fixtures/furnished-portal.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
/** Ids of keys that were used: who knows a portal's key knows the portal. */
const keyIds: string[] = [];

beforeAll(async () => {
  app = await startTestApp({ data: createFurnishedPortal() });
  await app.installAndSync();
  await furnish(app);
  keyIds.push(await useApiKey('api-key-kept'), await useApiKey('api-key-revoked'));
  keyIds.push(await useSignalKey('signal-key-kept'), await useSignalKey('signal-key-revoked'));
});
afterAll(() => app.stop());

const post = async (path: string, body: object) =>
  (await app.call(`/api/settings/${path}`, { method: 'POST', body })).body;

async function useApiKey(requestId: string): Promise<string> {
  const { made } = await post('api-keys', { requestId, label: 'Data warehouse' });
  const { status } = await fetch(`${app.url}/v1/accounts`, { headers: { authorization: `Bearer ${made}` } });
  expect(status).toBe(200);
  return String(made).split('.')[0] ?? '';
}

async function useSignalKey(requestId: string): Promise<string> {
  const { keyId, secret } = await post('signals-key', { requestId, label: 'Radar' });
  const signal = { kind: 'intent', id: requestId, companyId: '101', source: 'G2', topic: 'crm', strength: 70 };
  const text = JSON.stringify({ signals: [{ ...signal, occurredAt: new Date().toISOString() }] });
  const timestamp = String(Date.now());
  const headers = {
    'X-Roundtable-Key-Id': keyId,
    'X-Roundtable-Timestamp': timestamp,
    'X-Roundtable-Signature': createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('base64'),
  };
  expect((await fetch(`${app.url}/signals`, { method: 'POST', headers, body: text })).status).toBe(202);
  return keyId;
}

/** Tables of any schema with a row that has one of these words in any field, with how many. */
async function findTraces(words: readonly (string | number)[]): Promise<Record<string, number>> {
  const { kysely } = app.context.db;
  const { rows: tables } = await sql<{ name: string }>`select table_schema || '.' || table_name as name
    from information_schema.tables
    where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`.execute(kysely);
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)} held
      where to_jsonb(held)::text ~ ${`\\m(${words.join('|')})\\M`}`.execute(kysely);
    if ((rows[0]?.n ?? 0) > 0) found[name] = rows[0]?.n ?? 0;
  }
  return found;
}

test('a key that is revoked leaves its entry in the audit log and nothing else', async () => {
  const [, apiKey = '', , signalKey = ''] = keyIds;
  expect(Object.keys(await findTraces([apiKey])).sort()).toEqual([
    'public.api_keys',
    'public.audit_log',
    'public.rate_limits',
  ]);
  await post('api-keys/revoke', { keyId: apiKey });
  await post('signals-key/revoke', { keyId: signalKey });
  expect(await findTraces([apiKey, signalKey])).toEqual({ 'public.audit_log': 4 });
});

test('once a portal has left no table names it or its keys, but the queue of jobs, as the page on privacy says', async () => {
  const { context, portalId } = app;
  const before = await findTraces([portalId, ...keyIds]);
  expect(Object.keys(before).length).toBeGreaterThan(40);
  expect(before['public.rate_limits']).toBeGreaterThan(1);
  await requestLeave(context, portalId, { removeProperties: true, by: 'ava@vendor.example' });
  await leavePortal(context, portalId);
  expect(Object.keys(await findTraces([portalId, ...keyIds])).filter((table) => !table.startsWith('pgboss.'))).toEqual(
    [],
  );
  const page = readFileSync(new URL('../../../docs/privacy.md', import.meta.url), 'utf8');
  expect(page).toContain('`pgboss`) holds ids of portals');
});
