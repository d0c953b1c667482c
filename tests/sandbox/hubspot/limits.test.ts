import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Client, TestPortal } from './portal-fixture.ts';
import { install, startTestPortal } from './portal-fixture.ts';

let portal: TestPortal;
let call: Client['call'];

beforeEach(async () => {
  portal = await startTestPortal();
  ({ call } = await install(portal.standIn));
});
afterEach(() => portal.stop());

const details = () => call('GET', '/account-info/2026-09/details');
const search = () => call('POST', '/crm/objects/2026-09/companies/search', {});

test('110 requests pass in any ten seconds; the next is told which limit it met', async () => {
  for (let index = 0; index < 55; index += 1) await details();
  portal.advance(5000);
  const answers = await Promise.all(Array.from({ length: 56 }, details));
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(55);
  const refused = answers.find((answer) => answer.status === 429);
  expect(refused?.body).toMatchObject({ errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' });
  portal.advance(4999);
  expect((await details()).status).toBe(429);
  portal.advance(1);
  const again = await details();
  expect([again.status, again.headers.get('x-hubspot-ratelimit-remaining')]).toEqual([200, '54']);
});

test('the headers tell the interval, the most and what is left', async () => {
  const { headers } = await details();
  expect(headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
  expect(headers.get('x-hubspot-ratelimit-max')).toBe('110');
  expect(headers.get('x-hubspot-ratelimit-remaining')).toBe('109');
});

test('search has five a second of its own, a refusal without policy or Retry-After, and no limit headers', async () => {
  for (let index = 0; index < 5; index += 1) expect((await search()).status).toBe(200);
  const refused = await search();
  expect([refused.status, refused.body.message, refused.body.category]).toEqual([
    429,
    'You have reached your secondly limit.',
    'RATE_LIMITS',
  ]);
  expect(refused.body).not.toHaveProperty('policyName');
  expect(refused.headers.get('retry-after')).toBeNull();
  expect(refused.headers.get('x-hubspot-ratelimit-max')).toBeNull();
  expect((await details()).headers.get('x-hubspot-ratelimit-remaining')).toBe('109');
  portal.advance(1000);
  expect((await search()).status).toBe(200);
});

test('the request log has the time, endpoint, limit and status of each request', async () => {
  await details();
  await search();
  await call('GET', '/crm/nothing');
  const log = portal.standIn.requestLog
    .slice(-3)
    .map(({ endpoint, limit, status, atMs }) => [endpoint, limit, status, atMs]);
  expect(log).toEqual([
    ['/account-info/2026-09/details', 'general', 200, portal.now()],
    ['/crm/objects/2026-09/:objectType/search', 'search', 200, portal.now()],
    [null, 'none', 404, portal.now()],
  ]);
});
