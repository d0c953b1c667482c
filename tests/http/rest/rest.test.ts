import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { describeApi } from '../../../src/http/rest/openapi.ts';
import {
  accountDetailSchema,
  accountPageSchema,
  accountSignalsSchema,
  playsSchema,
  problemSchema,
} from '../../../src/http/rest/rest-schemas.ts';
import { reserveSlot } from '../../../src/storage/portal/rate-limits.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

const schemaOf = ({ content }: Json) => z.fromJSONSchema(content['application/json'].schema);
const signal = (id: string, occurredAt: string, companyId = '101') => {
  return { kind: 'intent', id, companyId, source: 'G2', topic: 'crm', strength: 70, occurredAt };
};

/**
 * As many more accounts like 101, some without a score, all of two names: one as long as HubSpot allows, so that what tells
 * a page's place is not all of it.
 */
async function copyAccount({ context, portalId }: TestApp, copies: number): Promise<void> {
  for (const [table, columns] of [
    ['companies', `'name', case when n % 3 = 0 then 'Ärger' else repeat('🚀', 3000) end`],
    ['account_scores', `'rank', n % 7, 'fit', nullif(n % 5, 0), 'intent', nullif(n % 5, 1)`],
  ]) {
    const changed = `jsonb_build_object('company_id', (90000000 + n)::text, ${columns})`;
    await context.db.executeSql(
      `insert into ${table} select made.* from ${table} held, generate_series(1, $2::int) as n,
        jsonb_populate_record(held, ${changed}) as made where held.portal_id = $1 and held.company_id = '101'`,
      [portalId, copies],
    );
  }
}

describe('the REST API', () => {
  let app: TestApp;
  let key: string;

  beforeAll(async () => {
    app = await startTestApp();
    await app.installAndSync();
    await refreshPortal(app.context, app.portalId);
    const made = await makeKey('warehouse-1', 'Data warehouse');
    key = made.body.made;
  });
  afterAll(() => app.stop());

  const makeKey = (requestId: string, label: string, userEmail?: string) =>
    app.call('/api/settings/api-keys', {
      method: 'POST',
      body: { requestId, label },
      ...(userEmail === undefined ? {} : { userEmail }),
    });
  const get = async (path: string, authorization = `Bearer ${key}`): Promise<{ status: number; body: Json }> => {
    const answer = await fetch(`${app.url}/v1${path}`, { headers: { authorization } });
    return { status: answer.status, body: await answer.json() };
  };

  test('gives accounts a page at a time, filtered as the list is', async () => {
    const { status, body } = await get('/accounts');
    expect(status).toBe(200);
    const { accounts, next } = accountPageSchema.parse(body);
    expect(accounts.map(({ companyId }) => companyId)).toContain('101');
    expect(next).toBeNull();
    const tier1 = await get('/accounts?tier=1');
    expect(tier1.body.accounts).toEqual(accounts.filter(({ tier }) => tier === 1));
    const wrong = await get('/accounts?tier=9');
    expect(wrong.status).toBe(400);
    expect(problemSchema.parse(wrong.body).error.faults?.[0]?.field).toBe('tier');
  });

  test('gives every account once however many pages they fill, in each order and its reverse', async () => {
    const own = (await get('/accounts')).body.accounts.length as number;
    const copies = 230;
    await copyAccount(app, copies);
    try {
      const sorts = [
        'rank',
        'fit',
        'fit&reversed=yes',
        'engagement',
        'intent',
        'coverage',
        'name',
        'name&reversed=yes',
      ];
      for (const sort of sorts) {
        const ids = await walk(`sort=${sort}`);
        expect(new Set(ids.flat()).size).toBe(own + copies);
        expect(ids.map((page) => page.length)).toEqual([100, 100, own + copies - 200]);
      }
    } finally {
      await app.context.db.executeSql(`delete from companies where company_id like '9000____'`);
      await app.context.db.executeSql(`delete from account_scores where company_id like '9000____'`);
    }
  });

  /** Ids of each page, until there is no next. */
  async function walk(query: string): Promise<string[][]> {
    const pages: string[][] = [];
    let next: string | null = '';
    while (next !== null) {
      const { status, body }: { status: number; body: Json } = await get(`/accounts?${query}&after=${next}`);
      expect(status).toBe(200);
      const page = accountPageSchema.parse(body);
      pages.push(page.accounts.map(({ companyId }) => companyId));
      next = page.next;
    }
    return pages;
  }

  test('gives one account with lines that sum to its scores', async () => {
    const { status, body } = await get('/accounts/101');
    expect(status).toBe(200);
    const account = accountDetailSchema.parse(body);
    for (const { total, lines } of Object.values(account.reasons)) {
      expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(total ?? 0);
    }
    expect(account.fit).toBe(account.reasons.fit.total);
    expect((await get('/accounts/999999')).status).toBe(404);
    expect((await get('/accounts/x')).status).toBe(400);
  });

  test('gives the plays with what came of them', async () => {
    const { plays } = playsSchema.parse((await get('/plays')).body);
    expect(plays.length).toBeGreaterThan(15);
  });

  test.each(['', 'Bearer', 'Bearer rt_x.y', 'Basic abc', 'Bearer rt_0123456789abcdef01234567.wrong'])(
    'refuses %j',
    async (authorization) => {
      const { status, body } = await get('/accounts', authorization);
      expect(status).toBe(401);
      expect(problemSchema.parse(body).error.code).toBe('UNAUTHENTICATED');
    },
  );

  test('answers what its document says, which needs no key', async () => {
    const answer = await fetch(`${app.url}/v1/openapi.json`);
    const document: Json = await answer.json();
    expect(document).toEqual(JSON.parse(JSON.stringify(describeApi(app.url))));
    expect(document.openapi).toBe('3.1.0');
    const documented = Object.keys(document.paths).filter((path) => path.startsWith('/v1/'));
    expect(documented).toEqual([
      '/v1/accounts',
      '/v1/accounts/{companyId}',
      '/v1/accounts/{companyId}/signals',
      '/v1/plays',
    ]);
    for (const path of documented) {
      const schema = schemaOf(document.paths[path].get.responses['200']);
      const { body } = await get(path.replace('/v1', '').replace('{companyId}', '101'));
      expect(schema.safeParse(body).error).toBeUndefined();
    }
  });

  test('gives the signals that a source sent as its document says, newest first', async () => {
    const { paths }: Json = describeApi(app.url);
    const { requestBody, responses } = paths['/signals'].post;
    const { keyId, secret } = (
      await app.call('/api/settings/signals-key', { method: 'POST', body: { requestId: 'signals-1', label: 'Radar' } })
    ).body;
    const send = async (body: object, signedWith: string = secret) => {
      const text = JSON.stringify(body);
      const timestamp = String(Date.now());
      const signature = createHmac('sha256', signedWith).update(`${timestamp}.${text}`).digest('base64');
      const headers = {
        'X-Roundtable-Key-Id': keyId,
        'X-Roundtable-Timestamp': timestamp,
        'X-Roundtable-Signature': signature,
      };
      const answer = await fetch(`${app.url}/signals`, { method: 'POST', headers, body: text });
      return { status: answer.status, body: await answer.json() };
    };
    const body = {
      signals: [
        signal('old', '2026-01-05T10:00:00.000Z'),
        signal('new', '2026-01-06T10:00:00.000Z'),
        signal('stray', '2026-01-06T10:00:00.000Z', '999999'),
      ],
    };
    expect(schemaOf(requestBody).safeParse(body).error).toBeUndefined();
    expect(schemaOf(requestBody).safeParse({ signals: [] }).success).toBe(false);
    const sent = await send(body);
    expect(sent.status).toBe(202);
    expect(schemaOf(responses['202']).parse(sent.body)).toMatchObject({ accepted: 2, unknown: [{ id: 'stray' }] });
    for (const [status, answer] of [
      ['400', await send({ signals: [] })],
      ['401', await send(body, 'another')],
    ] as const) {
      expect(answer.status).toBe(Number(status));
      expect(schemaOf(responses[status]).safeParse(answer.body).error).toBeUndefined();
    }

    const { status, body: read } = await get('/accounts/101/signals');
    expect(status).toBe(200);
    expect(accountSignalsSchema.parse(read).signals.map(({ id, occurredAt }) => [id, occurredAt])).toEqual([
      ['new', '2026-01-06T10:00:00.000Z'],
      ['old', '2026-01-05T10:00:00.000Z'],
    ]);
    expect((await get('/accounts/102/signals')).body.signals).toEqual([]);
    expect((await get('/accounts/999999/signals')).status).toBe(404);
  });

  test('is as fast as it says, and no faster', async () => {
    const second = (await makeKey('eager-key-1', 'Eager')).body.made as string;
    const ask = () => fetch(`${app.url}/v1/accounts/101`, { headers: { authorization: `Bearer ${second}` } });
    expect((await ask()).status).toBe(200);
    // As though it had asked for a minute's worth of requests: how many a busy machine sends by itself is not certain.
    await reserveSlot(app.context.db.kysely, `rest:${second.split('.')[0]}`, { intervalMs: 60_000, burst: 1 });
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(30);
    expect(problemSchema.parse(await refused.json()).error.code).toBe('TOO_MANY_REQUESTS');
    expect((await get('/accounts/101')).status).toBe(200);
  });

  test('a key is made once however often the click arrives, is used, and ends when it is revoked', async () => {
    const first = await makeKey('report-key-1', 'Report');
    const again = await makeKey('report-key-1', 'Report');
    expect(again.body.made).toBe(first.body.made);
    const bearer = `Bearer ${first.body.made}`;
    expect((await get('/plays', bearer)).status).toBe(200);
    const [keyId = ''] = (first.body.made as string).split('.');
    const held = (await app.call('/api/settings/api-keys')).body.keys.find((each: Json) => each.keyId === keyId);
    expect(held).toMatchObject({ label: 'Report', createdBy: 'Ava Stone' });
    expect(held.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(held)).not.toContain(first.body.made);

    const revoked = await app.call('/api/settings/api-keys/revoke', { method: 'POST', body: { keyId } });
    expect(revoked.body.keys.map((each: Json) => each.keyId)).not.toContain(keyId);
    expect((await get('/plays', bearer)).status).toBe(401);
    expect((await makeKey('report-key-1', 'Report')).status).toBe(201);
  });

  test('only who may change settings makes or ends one', async () => {
    expect((await makeKey('other-key-1', 'Other', 'rep@vendor.example')).status).toBe(403);
    const revoke = { method: 'POST', body: { keyId: key.split('.')[0] }, userEmail: 'rep@vendor.example' };
    expect((await app.call('/api/settings/api-keys/revoke', revoke)).status).toBe(403);
    expect((await get('/plays')).status).toBe(200);
  });
});
