import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DailyLimitError, RateLimitedError } from '../../../src/errors.ts';
import type { HubSpotClient } from '../../../src/hubspot/client/client.ts';
import type { Limiter } from '../../../src/hubspot/limits/limiter.ts';
import { API_URL, createTestClient, isolateNetwork } from '../test-client.ts';

isolateNetwork();

const okSchema = z.looseObject({ ok: z.boolean() });
const read = (client: HubSpotClient, search = false) =>
  client.request({ method: 'GET', path: '/thing', schema: okSchema, search, repeatable: true });

/** A limiter that lets everything pass and remembers what it was told. */
function createListener() {
  const told: unknown[] = [];
  const limiter: Limiter = {
    take: async () => {},
    postpone: async (...hold) => void told.push(['postpone', ...hold]),
    learn: async (...news) => void told.push(['learn', ...news]),
  };
  return { told, limiter };
}

const tenSecondly = { status: 'error', message: 'ten_secondly_rolling', policyName: 'TEN_SECONDLY_ROLLING' };
const daily = { status: 'error', message: 'You have reached your daily limit.', policyName: 'DAILY' };

test('Retry-After of a 429 holds back all requests of the portal, for ten seconds at most', async () => {
  const { told, limiter } = createListener();
  nock(API_URL).get('/thing').reply(429, tenSecondly, { 'Retry-After': '1' }).get('/thing').reply(200, { ok: true });
  await read(createTestClient({ limiter }));
  nock(API_URL).get('/thing').reply(429, tenSecondly, { 'Retry-After': '60' });
  await expect(read(createTestClient({ limiter }))).rejects.toBeInstanceOf(RateLimitedError);
  expect(told).toEqual([
    ['postpone', 62515, 'general', 1_000],
    ['postpone', 62515, 'general', 10_000],
  ]);
});

const away = () => Promise.reject(new Error('the database is away'));

test('a request fails of what HubSpot answered, also where that cannot be noted', async () => {
  const client = createTestClient({ limiter: { take: async () => {}, postpone: away }, onDailyLimit: away });
  nock(API_URL).get('/thing').reply(429, tenSecondly, { 'Retry-After': '60' });
  await expect(read(client)).rejects.toBeInstanceOf(RateLimitedError);
  nock(API_URL).get('/thing').reply(429, daily);
  await expect(read(client)).rejects.toBeInstanceOf(DailyLimitError);
});

const headers = (remaining: number) => ({
  'X-HubSpot-RateLimit-Max': '190',
  'X-HubSpot-RateLimit-Interval-Milliseconds': '10000',
  'X-HubSpot-RateLimit-Remaining': String(remaining),
});
const learned = (remaining: number) => ['learn', 62515, 'general', { max: 190, windowMs: 10_000, remaining }];

test('a place that passed while the token was renewed is not used: another is taken', async () => {
  let now = 0;
  const taken: number[] = [];
  const tokenTakesMs = [2_000, 0, 400];
  const client = createTestClient({
    limiter: { take: async () => void taken.push(now) },
    now: () => now,
    accessToken: async () => {
      now += tokenTakesMs.shift() ?? 0;
      return 'token-1';
    },
  });
  nock(API_URL).get('/thing').twice().reply(200, { ok: true });
  await read(client);
  expect(taken).toEqual([0, 2_000]);
  await read(client);
  expect(taken).toEqual([0, 2_000, 2_000]);
});

describe('the limit that an answer announces', () => {
  test('is told to the limiter, also by a refusal', async () => {
    const { told, limiter } = createListener();
    nock(API_URL)
      .get('/thing')
      .reply(429, tenSecondly, headers(0))
      .get('/thing')
      .reply(200, { ok: true }, headers(189));
    await read(createTestClient({ limiter }));
    expect(told).toEqual([learned(0), learned(189)]);
  });

  test('says nothing of searches', async () => {
    const { told, limiter } = createListener();
    nock(API_URL).get('/thing').reply(200, { ok: true }, headers(5));
    await read(createTestClient({ limiter }), true);
    expect(told).toEqual([]);
  });

  test('that cannot be kept does not fail the request', async () => {
    nock(API_URL).get('/thing').reply(200, { ok: true }, headers(5));
    const limiter = { take: async () => {}, learn: () => Promise.reject(new Error('database gone')) };
    expect(await read(createTestClient({ limiter }))).toEqual({ ok: true });
  });
});

describe('the daily limit', () => {
  test('waits for midnight of the account, not in a loop, and is told before the request fails', async () => {
    nock(API_URL).get('/thing').reply(429, daily);
    const now = Date.parse('2026-11-21T22:30:00.250Z');
    const midnight = Date.parse('2026-11-22T05:00:00.000Z');
    const told: number[] = [];
    const client = createTestClient({
      timeZone: async () => 'US/Eastern',
      now: () => now,
      onDailyLimit: async ({ resetsAt }) => void told.push(resetsAt),
    });
    await expect(read(client)).rejects.toMatchObject({
      constructor: DailyLimitError,
      resetsAt: midnight,
      retry: { afterMs: midnight - now },
    });
    expect(told).toEqual([midnight]);
  });

  test('ends when Retry-After says so, where it does', async () => {
    nock(API_URL).get('/thing').reply(429, daily, { 'Retry-After': '3600' });
    const client = createTestClient({ now: () => 1_000_000 });
    await expect(read(client)).rejects.toMatchObject({ constructor: DailyLimitError, resetsAt: 4_600_000 });
  });

  test('of an account whose time zone is unknown here ends by UTC', async () => {
    nock(API_URL).get('/thing').reply(429, daily);
    const client = createTestClient({
      timeZone: async () => 'Atlantis/Main',
      now: () => Date.parse('2026-11-21T22:30:00Z'),
    });
    await expect(read(client)).rejects.toMatchObject({ resetsAt: Date.parse('2026-11-22T00:00:00Z') });
  });
});
