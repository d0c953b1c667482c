import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  AmbiguousWriteError,
  GrantRevokedError,
  HubSpotRejectedError,
  HubSpotUnavailableError,
  MissingScopesError,
  RateLimitedError,
  UnexpectedAnswerError,
} from '../../../src/errors.ts';
import type { HubSpotClient, RequestLogEntry } from '../../../src/hubspot/client/client.ts';
import { API_URL, createTestClient, isolateNetwork } from '../test-client.ts';

isolateNetwork();

const okSchema = z.looseObject({ ok: z.boolean() });
const badGateway = '<html><body><h1>502 Bad Gateway</h1></body></html>';
const html = { 'Content-Type': 'text/html' };

const read = (client: HubSpotClient) =>
  client.request({ method: 'GET', path: '/thing', schema: okSchema, repeatable: true });
const create = (client: HubSpotClient) =>
  client.request({ method: 'POST', path: '/thing', body: { a: 1 }, schema: okSchema, repeatable: false });

describe('what is sent', () => {
  test('token, query and JSON body go out as HubSpot expects them', async () => {
    nock(API_URL, { reqheaders: { authorization: 'Bearer token-1', 'content-type': 'application/json' } })
      .post('/thing', { a: 1 })
      .query({ limit: '100', archived: 'false' })
      .reply(200, { ok: true });
    const answer = await createTestClient().request({
      method: 'POST',
      path: '/thing',
      query: { limit: 100, archived: false, after: undefined },
      body: { a: 1 },
      schema: okSchema,
      repeatable: true,
    });
    expect(answer).toEqual({ ok: true });
  });

  test('every attempt takes its place in the limiter, in the bucket and lane of the request', async () => {
    nock(API_URL).get('/thing').reply(502, badGateway, html).get('/thing').reply(200, { ok: true });
    const taken: unknown[] = [];
    const client = createTestClient({ limiter: { take: async (...place) => void taken.push(place) } });
    await client.withLane('card').request({
      method: 'GET',
      path: '/thing',
      schema: okSchema,
      search: true,
      repeatable: true,
    });
    expect(taken).toEqual([
      [62515, 'search', 'card'],
      [62515, 'search', 'card'],
    ]);
  });

  test('the log tells of each attempt without body or token', async () => {
    nock(API_URL).get('/thing').reply(502, badGateway, html).get('/thing').reply(200, { ok: true });
    const entries: RequestLogEntry[] = [];
    await read(createTestClient({ onRequest: (entry) => entries.push(entry) }));
    expect(entries).toMatchObject([
      { attempt: 1, status: 502, errorCode: 'HUBSPOT_UNAVAILABLE', path: '/thing', lane: 'background' },
      { attempt: 2, status: 200, errorCode: null },
    ]);
    expect(JSON.stringify(entries)).not.toContain('token-1');
  });

  test('an answer without a body is null', async () => {
    nock(API_URL).delete('/thing').reply(204);
    const answer = createTestClient().request({ method: 'DELETE', path: '/thing', schema: z.null(), repeatable: true });
    expect(await answer).toBeNull();
  });
});

describe('what is repeated', () => {
  const tenSecondly = { status: 'error', message: 'ten_secondly_rolling', policyName: 'TEN_SECONDLY_ROLLING' };
  const searchLimit = { status: 'error', message: 'You have reached your secondly limit.', category: 'RATE_LIMITS' };

  test.each([
    ['429 of the ten-second limit', 429, tenSecondly],
    ['429 of a search, without policy name', 429, searchLimit],
    ['429 of the edge, as text', 429, 'error code: 1015'],
    ['477 while the portal is being moved', 477, { message: 'Migration in progress' }],
  ])('%s: even a create, since nothing was done', async (_, status, body) => {
    nock(API_URL).post('/thing').reply(status, body).post('/thing').reply(201, { ok: true });
    expect(await create(createTestClient())).toEqual({ ok: true });
  });

  test('Retry-After of an outage is waited for, or handed to the caller where it is long', async () => {
    nock(API_URL)
      .get('/thing')
      .reply(503, badGateway, { ...html, 'Retry-After': '1' })
      .get('/thing')
      .reply(200, { ok: true });
    const startedAt = Date.now();
    await read(createTestClient());
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(999);
    nock(API_URL)
      .get('/thing')
      .reply(503, badGateway, { ...html, 'Retry-After': '600' });
    await expect(read(createTestClient())).rejects.toMatchObject({
      constructor: HubSpotUnavailableError,
      retry: { afterMs: 600_000 },
    });
  });

  test.each([500, 502, 503, 504, 521, 522, 523, 524])('%d with an HTML page: a read', async (status) => {
    nock(API_URL).get('/thing').reply(status, badGateway, html).get('/thing').reply(200, { ok: true });
    expect(await read(createTestClient())).toEqual({ ok: true });
  });

  test('Retry-After is waited for', async () => {
    nock(API_URL).get('/thing').reply(429, tenSecondly, { 'Retry-After': '1' }).get('/thing').reply(200, { ok: true });
    const startedAt = Date.now();
    await read(createTestClient());
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(999);
  });

  test('a locked record (423) is left alone for two seconds', async () => {
    nock(API_URL).post('/thing').reply(423, { message: 'locked' }).post('/thing').reply(201, { ok: true });
    const startedAt = Date.now();
    await create(createTestClient());
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1_999);
  });

  test('a wait longer than the plan allows is handed to the caller at once', async () => {
    nock(API_URL).get('/thing').reply(477, {}, { 'Retry-After': '86400' });
    await expect(read(createTestClient())).rejects.toMatchObject({
      constructor: RateLimitedError,
      status: 477,
      retry: { afterMs: 86_400_000 },
    });
  });

  test('it gives up after the plan’s retries with the last error', async () => {
    nock(API_URL).get('/thing').times(4).reply(502, badGateway, html);
    await expect(read(createTestClient())).rejects.toMatchObject({ constructor: HubSpotUnavailableError, status: 502 });
  });

  test('a refused connection: even a create, since nothing was sent', async () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    nock(API_URL).post('/thing').replyWithError(refused).post('/thing').reply(201, { ok: true });
    expect(await create(createTestClient())).toEqual({ ok: true });
  });
});

describe('what is not repeated', () => {
  test('a refusal (4xx) of the edge without JSON is an error with its status, and not repeated', async () => {
    nock(API_URL).get('/thing').reply(414, '<h1>414 Request-URI Too Large</h1>', html);
    await expect(read(createTestClient())).rejects.toMatchObject({ constructor: HubSpotRejectedError, status: 414 });
  });

  test.each([
    ['502', 502],
    ['504', 504],
    ['524', 524],
  ])('a create after %s: it may have happened', async (_, status) => {
    const scope = nock(API_URL).post('/thing').reply(status, badGateway, html);
    await expect(create(createTestClient())).rejects.toBeInstanceOf(AmbiguousWriteError);
    expect(scope.isDone()).toBe(true);
  });

  test('a create whose answer was an HTML page with status 200', async () => {
    nock(API_URL).post('/thing').reply(200, '<html>', html);
    await expect(create(createTestClient())).rejects.toMatchObject({
      constructor: AmbiguousWriteError,
      cause: expect.any(UnexpectedAnswerError),
    });
  });

  test('a token that cannot be had is no ambiguous write', async () => {
    const unreachable = new HubSpotUnavailableError('down', { processed: 'unknown' });
    const client = createTestClient({ accessToken: () => Promise.reject(unreachable) });
    await expect(create(client)).rejects.toBe(unreachable);
  });

  test('a dead grant ends the call without a request', async () => {
    const client = createTestClient({ accessToken: () => Promise.reject(new GrantRevokedError('gone')) });
    await expect(read(client)).rejects.toBeInstanceOf(GrantRevokedError);
  });
});

describe('an expired token', () => {
  const expired = { status: 'error', message: 'expired 75 second(s) ago', category: 'EXPIRED_AUTHENTICATION' };

  test('is renewed once, and the request repeated with the new one, creates too', async () => {
    nock(API_URL).post('/thing').matchHeader('authorization', 'Bearer old').reply(401, expired);
    nock(API_URL).post('/thing').matchHeader('authorization', 'Bearer new').reply(201, { ok: true });
    let token = 'old';
    const client = createTestClient({
      accessToken: async () => token,
      onUnauthorized: async () => void (token = 'new'),
    });
    expect(await create(client)).toEqual({ ok: true });
  });

  test('is renewed once for all the requests that were refused with it', async () => {
    nock(API_URL).get('/thing').matchHeader('authorization', 'Bearer old').times(5).reply(401, expired);
    nock(API_URL).get('/thing').matchHeader('authorization', 'Bearer new').times(5).reply(200, { ok: true });
    let token = 'old';
    let renewals = 0;
    const client = createTestClient({
      accessToken: async () => token,
      onUnauthorized: async () => {
        renewals += 1;
        token = 'new';
      },
    });
    await Promise.all(Array.from({ length: 5 }, () => read(client)));
    expect(renewals).toBe(1);
  });

  test('that was renewed by somebody else meanwhile is not renewed again', async () => {
    nock(API_URL).get('/thing').matchHeader('authorization', 'Bearer old').reply(401, expired);
    nock(API_URL).get('/thing').matchHeader('authorization', 'Bearer new').reply(200, { ok: true });
    const tokens = ['old'];
    let renewals = 0;
    const client = createTestClient({
      accessToken: async () => tokens.shift() ?? 'new',
      onUnauthorized: async () => void (renewals += 1),
    });
    await read(client);
    expect(renewals).toBe(0);
  });

  test('that is still refused after renewal is an error, not a loop', async () => {
    nock(API_URL).get('/thing').times(2).reply(401, expired);
    let renewals = 0;
    const client = createTestClient({ onUnauthorized: async () => void (renewals += 1) });
    await expect(read(client)).rejects.toMatchObject({ constructor: HubSpotRejectedError, status: 401 });
    expect(renewals).toBe(1);
  });
});

describe('errors by class', () => {
  test.each([
    { errors: [{ message: 'required', context: { requiredGranularScopes: ['crm.objects.deals.read'] } }] },
    { context: { requiredGranularScopes: ['crm.objects.deals.read'], links: ['https://x'] } },
  ])('missing scopes are named in both shapes HubSpot uses', async (shape) => {
    nock(API_URL)
      .get('/thing')
      .reply(403, { status: 'error', message: 'no', category: 'MISSING_SCOPES', ...shape });
    await expect(read(createTestClient())).rejects.toMatchObject({
      constructor: MissingScopesError,
      scopes: ['crm.objects.deals.read'],
    });
  });

  test('a refusal keeps status, category, words, context and details', async () => {
    nock(API_URL)
      .get('/thing')
      .reply(400, {
        status: 'error',
        message: 'Property values were not valid',
        category: 'VALIDATION_ERROR',
        correlationId: 'c-1',
        context: { ids: ['1'] },
        errors: [{ message: 'no such', code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['x'] } }],
      });
    await expect(read(createTestClient())).rejects.toMatchObject({
      constructor: HubSpotRejectedError,
      status: 400,
      category: 'VALIDATION_ERROR',
      message: 'Property values were not valid',
      context: { ids: ['1'] },
      details: [{ message: 'no such', code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['x'] } }],
      correlationId: 'c-1',
    });
  });

  test('an HTML page with status 200 is repeated, and in the end an error', async () => {
    nock(API_URL).get('/thing').times(4).reply(200, '<html></html>', html);
    await expect(read(createTestClient())).rejects.toBeInstanceOf(UnexpectedAnswerError);
  });

  test('JSON of another shape is an error at once, and names the field', async () => {
    nock(API_URL).get('/thing').reply(200, { ok: 'yes' });
    const error = await read(createTestClient()).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(String(error)).toContain('ok');
  });

  test('a redirect is not followed', async () => {
    nock(API_URL).post('/thing').reply(302, '', { Location: 'https://elsewhere.test/' });
    await expect(create(createTestClient())).rejects.toBeInstanceOf(AmbiguousWriteError);
  });
});
