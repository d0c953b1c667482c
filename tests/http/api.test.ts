import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/http/create-app.ts';
import { signV2 } from '../../src/sandbox/hubspot/signature.ts';
import { upsertCompanies } from '../../src/storage/mirror/companies.ts';
import { getPortal, upsertPortal } from '../../src/storage/portal/portals.ts';
import { listRoutes, type Route } from '../fixtures/list-routes.ts';
import { CREDENTIALS, startTestApp, type Json, type TestApp } from '../fixtures/running-app.ts';

const OTHER_PORTAL = 777;
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
  const { kysely } = app.context.db;
  const portal = await getPortal(kysely, app.portalId);
  if (portal === null) throw new Error('the portal is not installed');
  await upsertPortal(kysely, { ...portal, portalId: OTHER_PORTAL });
  const secret = { companyId: '501', name: 'Of another portal', ownerId: null, properties: {} };
  await upsertCompanies(kysely, OTHER_PORTAL, [{ ...secret, createdAt: 0, updatedAt: 0 }]);
});
afterAll(() => app.stop());

const routes = (): Route[] => listRoutes(() => createApp(app.context));

describe('signatures', () => {
  test('every route but those of an install, of health and of a given link wants one', async () => {
    // A download is by a link that was given out, and carries a token of its own.
    const open = new Set([
      'GET /livez',
      'GET /readyz',
      'GET /oauth/install',
      'GET /oauth/callback',
      'GET /download/target-accounts.csv',
      'GET /download/everything.jsonl',
      'GET /download/audit-log.csv',
      // What the REST API looks like is for everybody to read.
      'GET /v1/openapi.json',
    ]);
    const guarded = routes().filter(({ method, path }) => !open.has(`${method} ${path}`));
    expect(guarded.filter(({ path }) => path.startsWith('/api/')).length).toBeGreaterThanOrEqual(11);
    for (const { method, path } of guarded) {
      const body = method === 'GET' ? {} : { body: '{}' };
      const answer = await fetch(`${app.url}${path}?portalId=${app.portalId}&userId=1&userEmail=a%40b.c`, {
        method,
        ...body,
      });
      expect({ method, path, status: answer.status }).toEqual({ method, path, status: 401 });
    }
  });

  test('an old one and one from the future are refused', async () => {
    for (const timestamp of [Date.now() - 360_000, Date.now() + 360_000]) {
      expect((await app.call('/api/settings/sync', { timestamp })).status).toBe(401);
    }
  });

  test('a portal named twice is refused: only HubSpot says whose call it is', async () => {
    for (const extra of [`portalId=${OTHER_PORTAL}`, 'portalId=', 'userEmail=boss%40vendor.example']) {
      expect((await app.call(`/api/cards/account?companyId=101&${extra}`)).status).toBe(401);
    }
  });

  test('a portal named in the body counts for nothing', async () => {
    const body = { portalId: OTHER_PORTAL, companyId: '501', playId: 'surge', requestId: 'click-0001' };
    const answer = await app.call('/api/cards/account/plays/start', { method: 'POST', body });
    expect([400, 404]).toContain(answer.status);
    expect(JSON.stringify(answer.body)).not.toContain('Of another portal');
  });
});

describe('portals', () => {
  test('see their own companies and nobody else’s', async () => {
    const own = await app.call('/api/cards/account?companyId=501', { portalId: OTHER_PORTAL });
    expect(own).toMatchObject({ status: 200, body: { company: { name: 'Of another portal' } } });
    expect((await app.call('/api/cards/account?companyId=501')).status).toBe(404);
    expect((await app.call('/api/cards/account?companyId=101', { portalId: OTHER_PORTAL })).status).toBe(404);
    const pages = ['/api/settings/export/accounts', '/api/settings/export/contacts', '/api/pages/accounts'];
    for (const path of pages) {
      const { body } = await app.call(path, { portalId: OTHER_PORTAL });
      expect({ path, rows: body.accounts ?? body.contacts }).toEqual({ path, rows: [] });
    }
  });

  test('that did not install the app are told so', async () => {
    expect((await app.call('/api/cards/account?companyId=101', { portalId: 999 })).status).toBe(403);
    expect((await app.call('/api/settings/sync', { portalId: 999 })).status).toBe(404);
  });
});

describe('an error', () => {
  test('of the input names each field and what it must be', async () => {
    const body = { companyId: 'x', playId: 'surge', requestId: 'short', days: 8 };
    const { status, body: answer } = await app.call('/api/cards/account/plays/snooze', { method: 'POST', body });
    expect(status).toBe(400);
    expect(answer.error.code).toBe('INVALID_INPUT');
    const fields = answer.error.faults.map(({ field }: Json) => field);
    expect(fields.toSorted()).toEqual(['companyId', 'days', 'requestId']);
    expect(answer.error.faults[0]).toEqual({ field: 'companyId', problem: 'must be a record id' });
  });

  test('of a body that is no JSON, or of a query, says so', async () => {
    const path = '/api/cards/account/plays/start';
    expect((await app.call(path, { method: 'POST', body: '{' })).body.error.message).toContain('no JSON');
    expect((await app.call('/api/cards/account')).body.error.faults).toMatchObject([{ field: 'companyId' }]);
    expect((await app.call('/api/settings/export/accounts?after=1;drop')).status).toBe(400);
  });

  test('of ours tells nothing of the inside', async () => {
    const { kysely } = app.context.db;
    await kysely.schema.alterTable('sync_steps').renameTo('hidden').execute();
    const { status, body } = await app.call('/api/settings/sync');
    await kysely.schema.alterTable('hidden').renameTo('sync_steps').execute();
    expect(status).toBe(500);
    expect(Object.keys(body.error)).toEqual(['code', 'message']);
    expect(JSON.stringify(body)).not.toMatch(/sync_steps|relation|at .*\.ts/);
  });

  test('of a body over 1 MB is 413, of an unknown address 404', async () => {
    const body = { padding: 'x'.repeat(1_100_000) };
    const path = '/api/cards/account/plays/start';
    expect(await app.call(path, { method: 'POST', body })).toMatchObject({ status: 413 });
    expect((await fetch(`${app.url}/webhooks`, { method: 'POST', body: 'x'.repeat(1_100_000) })).status).toBe(413);
    expect((await fetch(`${app.url}/nothing-here`)).status).toBe(404);
  });
});

const actionUri = (): string => `${app.url}/workflow-actions/refresh-account`;
const execution = (objectId: number): string =>
  JSON.stringify({
    callbackId: 'c-1',
    origin: { portalId: app.portalId },
    object: { objectId, objectType: 'COMPANY' },
  });

const execute = (body: string, signature: string): Promise<Response> =>
  fetch(actionUri(), { method: 'POST', headers: { 'X-HubSpot-Signature': signature }, body });
const sign = (body: string): string => signV2(CREDENTIALS.clientSecret, { method: 'POST', uri: actionUri(), body });

describe('the workflow action', () => {
  test('scores the company anew and answers with its tier', async () => {
    const { kysely } = app.context.db;
    await kysely.updateTable('account_scores').set({ fit: 0 }).where('company_id', '=', '101').execute();
    const answer = await execute(execution(101), sign(execution(101)));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ outputFields: { roundtable_tier: 'tier_1' } });
    const row = kysely.selectFrom('account_scores').select('fit').where('company_id', '=', '101');
    expect((await row.executeTakeFirstOrThrow()).fit).toBeGreaterThan(0);
  });

  test('is refused where it is not signed for this body, and where the company is not known', async () => {
    expect((await execute(execution(102), sign(execution(101)))).status).toBe(401);
    const anothers = createHash('sha256')
      .update(`another POST${actionUri()}${execution(101)}`)
      .digest('hex');
    expect((await execute(execution(101), anothers)).status).toBe(401);
    expect((await execute(execution(404), sign(execution(404)))).status).toBe(404);
  });
});

describe('health', () => {
  test('answers, with the headers every answer has', async () => {
    for (const path of ['/livez', '/readyz', '/nothing-here']) {
      const { headers } = await fetch(app.url + path);
      expect(headers.get('X-Powered-By')).toBeNull();
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Content-Security-Policy')).toContain("default-src 'self'");
      expect(headers.get('Strict-Transport-Security')).toContain('max-age');
    }
    expect(await (await fetch(`${app.url}/livez`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${app.url}/readyz`)).json()).toEqual({ status: 'ok' });
  });
});
