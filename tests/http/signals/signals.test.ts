import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleOfSending } from '../../../extensions/app/settings/portal-data/signals-example.ts';
import { listSignals } from '../../../src/storage/mirror/signals.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { listKeys } from '../../../src/storage/portal/portal-keys.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
let key: { keyId: string; secret: string };
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
  key = (await makeKey('request-1')).body;
});
afterAll(() => app.stop());

const makeKey = (requestId: string) =>
  app.call('/api/settings/signals-key', { method: 'POST', body: { requestId, label: 'Radar' } });

interface Sending {
  secret?: string;
  keyId?: string;
  timestamp?: number;
}

async function send(
  body: unknown,
  { secret = key.secret, keyId = key.keyId, timestamp = Date.now() }: Sending = {},
): Promise<{ status: number; body: Json; headers: Headers }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${app.url}/signals`, {
    method: 'POST',
    headers: {
      'X-Roundtable-Key-Id': keyId,
      'X-Roundtable-Timestamp': String(timestamp),
      'X-Roundtable-Signature': createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('base64'),
    },
    body: text,
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

const intent = (more: object = {}) => ({
  kind: 'intent',
  id: 'g2-1',
  companyId: '103',
  source: 'G2',
  topic: 'account-based marketing',
  strength: 90,
  occurredAt: new Date().toISOString(),
  ...more,
});
const click = (more: object = {}) => ({
  kind: 'activity',
  id: 'ad-1',
  contactId: '4',
  type: 'ad_click',
  occurredAt: new Date().toISOString(),
  ...more,
});

test('a signal of a known company moves its intent, a signal of a person its engagement', async () => {
  expect(await send({ signals: [intent(), click()] })).toMatchObject({
    status: 202,
    body: { accepted: 2, unknown: [] },
  });
  await refreshPortal(app.context, app.portalId);
  const { body } = await app.call('/api/cards/account?companyId=103');
  expect(body.intent.total).toBeGreaterThan(0);
  expect(body.engagement.total).toBeGreaterThan(0);
  const { body: sources } = await app.call('/api/settings/signal-sources');
  expect(sources.keys[0]).toMatchObject({ label: 'Radar', lastUsedAt: expect.any(String) });
});

test.each(['0000-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '9999-12-31T23:59:59-23:59'])(
  'nothing happened at %s',
  async (at) => {
    for (const body of [
      { signals: [intent(), intent({ id: 'odd', occurredAt: at })] },
      { signals: [click(), click({ id: 'odd', occurredAt: at })] },
    ]) {
      const { status, body: answer } = await send(body);
      expect(status).toBe(400);
      expect(answer.error.faults).toEqual([{ field: 'signals.1.occurredAt', problem: expect.any(String) }]);
    }
  },
);

test.each(['a\u001Fb', '\n', 'a\u0085'])('an id holds no control character: %j', async (id) => {
  const { status, body } = await send({ signals: [click(), click({ id })] });
  expect(status).toBe(400);
  expect(body.error.faults).toEqual([{ field: 'signals.1.id', problem: 'must not hold control characters' }]);
});

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

test('a source whose clock is hours ahead is heard, and one that tells of next week is not', async () => {
  expect((await send({ signals: [intent({ id: 'ahead', occurredAt: inHours(20) })] })).status).toBe(202);
  expect((await send({ signals: [intent({ id: 'ahead', occurredAt: inHours(170) })] })).status).toBe(400);
});

test('the same signal again changes nothing', async () => {
  const again = intent({ id: 'g2-again' });
  await send({ signals: [again] });
  await refreshPortal(app.context, app.portalId);
  await send({ signals: [again] });
  const stale = await app.context.db.kysely.selectFrom('stale_accounts').selectAll().execute();
  expect(stale).toEqual([]);
});

test('those of an unknown company or contact are named, the others accepted', async () => {
  const signals = [intent({ id: 'a' }), intent({ id: 'b', companyId: '404' }), click({ id: 'c', contactId: '405' })];
  expect((await send({ signals })).body).toEqual({
    accepted: 1,
    unknown: [
      { id: 'b', problem: 'no company 404' },
      { id: 'c', problem: 'no contact 405' },
    ],
  });
});

test('a company is named by its record id or by its domain, in any letters, and not by both or by neither', async () => {
  const { companyId: _, ...unnamed } = intent({ id: 'by-domain' });
  const company = app.standIn.store.records.companies.get('103');
  const domain = company?.properties['domain'] ?? '';
  expect(domain).not.toBe('');
  const sent = await send({ signals: [{ ...unnamed, domain: domain.toUpperCase() }] });
  expect(sent).toMatchObject({ status: 202, body: { accepted: 1, unknown: [] } });
  const held = await listSignals(app.context.db.kysely, app.portalId, ['by-domain']);
  expect(held.get('by-domain')?.companyId).toBe('103');
  expect((await send({ signals: [{ ...unnamed, domain: 'nobody.example' }] })).body).toEqual({
    accepted: 0,
    unknown: [{ id: 'by-domain', problem: 'no company nobody.example' }],
  });
  for (const wrong of [unnamed, { ...unnamed, companyId: '103', domain }]) {
    const refused = await send({ signals: [wrong] });
    expect(refused).toMatchObject({ status: 400, body: { error: { faults: [{ field: 'signals.0.companyId' }] } } });
  }
});

test('the example of the settings and of docs/signals.md is taken as it stands', async () => {
  const script = exampleOfSending(`${app.url}/signals`, key).replace('acme.example', 'orbis.example');
  const { stdout } = await promisify(execFile)('bash', ['-c', script]);
  expect(JSON.parse(stdout)).toEqual({
    accepted: 0,
    unknown: [{ id: 'radar-1', problem: 'no company orbis.example' }],
  });
  const page = await readFile(new URL('../../../docs/signals.md', import.meta.url), 'utf8');
  const placeholders = { keyId: 'rk_…', secret: '…' };
  expect(page).toContain(exampleOfSending('https://roundtable.example/signals', placeholders));
});

test('a wrong field is named, and nothing of the request is kept', async () => {
  const wrong = await send({
    signals: [intent({ id: 'kept?' }), click({ type: 'ad_dance', occurredAt: 'yesterday' })],
  });
  expect(wrong.status).toBe(400);
  const fields = wrong.body.error.faults.map(({ field }: { field: string }) => field);
  expect(fields).toEqual(expect.arrayContaining(['signals.1.type', 'signals.1.occurredAt']));
  const held = await app.context.db.kysely.selectFrom('signals').select('signal_id').execute();
  expect(held.map((row) => row.signal_id)).not.toContain('kept?');
  expect(await send('no json')).toMatchObject({ status: 400, body: { error: { code: 'INVALID_INPUT' } } });
});

test('what is signed by another, is old, or comes from the future is refused', async () => {
  const minutes = 60_000;
  for (const sending of [
    { secret: 'another' },
    { keyId: 'rk_unknown' },
    { timestamp: Date.now() - 6 * minutes },
    { timestamp: Date.now() + 6 * minutes },
  ]) {
    expect((await send({ signals: [intent({ id: 'refused' })] }, sending)).status).toBe(401);
  }
  const held = await app.context.db.kysely.selectFrom('signals').select('signal_id').execute();
  expect(held.map((row) => row.signal_id)).not.toContain('refused');
});

test('a key is made once however often the request is repeated, and another for another request', async () => {
  const { kysely } = app.context.db;
  const before = (await listKeys(kysely, 'signals', app.portalId)).length;
  const repeated = await Promise.all([makeKey('request-2'), makeKey('request-2')]);
  repeated.push(await makeKey('request-2'));
  const [made] = repeated;
  for (const { status, body } of repeated) expect({ status, body }).toEqual({ status: 201, body: made?.body });
  expect(await listKeys(kysely, 'signals', app.portalId)).toHaveLength(before + 1);
  const entries = await listAudit(kysely, app.portalId, 100);
  expect(entries.filter(({ subject }) => subject === `signal-key:${made?.body.keyId}`)).toHaveLength(1);
  expect((await send({ signals: [intent({ id: 'by-2' })] }, made?.body)).status).toBe(202);

  const other = (await makeKey('request-3')).body;
  expect(other.keyId).not.toBe(made?.body.keyId);
  expect(other.secret).not.toBe(made?.body.secret);
});

test('a key is refused to a request without an id', async () => {
  const { status, body } = await app.call('/api/settings/signals-key', { method: 'POST', body: {} });
  expect({ status, field: body.error.faults[0].field }).toEqual({ status: 400, field: 'requestId' });
});

test('the secret of a key stands encrypted in the table', async () => {
  const rows = await app.context.db.kysely.selectFrom('signal_keys').selectAll().execute();
  expect(rows.map((row) => row.key_id)).toContain(key.keyId);
  expect(JSON.stringify(rows)).not.toContain(key.secret);
});

test.each(['property:103:g2_intent', 'table:0123'])(
  'a signal that would take the place of one of the app, %s, is refused',
  async (id) => {
    const answer = await send({ signals: [intent({ id })] });
    expect(answer).toMatchObject({ status: 400, body: { error: { faults: [{ field: 'signals.0.id' }] } } });
  },
);

test('a key that asks more often than it may is told when to come again, and another is not', async () => {
  const { kysely } = app.context.db;
  const other = (await makeKey('request-of-the-patient')).body;
  const body = { signals: [intent({ id: 'of-the-hasty' })] };
  // As after sixty seconds' worth of requests in one moment.
  await sql`update rate_limits set tat = clock_timestamp() + interval '60 s' where key = ${`signals:${key.keyId}`}`.execute(
    kysely,
  );
  const refused = await send(body);
  expect(refused).toMatchObject({ status: 429, body: { error: { code: 'TOO_MANY_REQUESTS' } } });
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect((await send(body, other)).status).toBe(202);
  await sql`update rate_limits set tat = clock_timestamp() - interval '1 s'`.execute(kysely);
  expect((await send(body)).status).toBe(202);
});
