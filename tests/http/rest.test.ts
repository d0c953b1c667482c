import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { describeApi } from '../../src/http/rest/openapi.ts';
import {
  accountDetailSchema,
  accountPageSchema,
  playsSchema,
  problemSchema,
} from '../../src/http/rest/rest-schemas.ts';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import { startTestApp, type Json, type TestApp } from '../fixtures/running-app.ts';

describe('the REST API', () => {
  let app: TestApp;
  let key: string;

  beforeAll(async () => {
    app = await startTestApp();
    await app.installAndSync();
    await refreshPortal(app.context, app.portalId);
    const made = await makeKey('warehouse-1', 'Data warehouse');
    key = made.body.made;
  }, 90_000);
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
    const documented = Object.keys(document.paths);
    expect(documented).toEqual(['/v1/accounts', '/v1/accounts/{companyId}', '/v1/plays']);
    for (const path of documented) {
      const { schema } = document.paths[path].get.responses['200'].content['application/json'];
      const { body } = await get(path.replace('/v1', '').replace('{companyId}', '101'));
      expect(z.fromJSONSchema(schema).safeParse(body).error).toBeUndefined();
    }
  });

  test('is as fast as it says, and no faster', async () => {
    const second = (await makeKey('eager-key-1', 'Eager')).body.made as string;
    const answers = await Promise.all(Array.from({ length: 70 }, () => get('/accounts/101', `Bearer ${second}`)));
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses).toEqual(new Set([200, 429]));
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
    expect(held).toMatchObject({ label: 'Report', createdBy: 'ava@vendor.example' });
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
