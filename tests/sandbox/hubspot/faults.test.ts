import { afterEach, expect, test } from 'vitest';
import { EVENT_FAULT_KINDS, REQUEST_FAULT_KINDS } from '../../../src/sandbox/hubspot/faults/fault-kinds.ts';
import type { FaultKind } from '../../../src/sandbox/hubspot/faults/fault-kinds.ts';
import { createFaultPlan } from '../../../src/sandbox/hubspot/faults/fault-plan.ts';
import type { FaultPlanOptions } from '../../../src/sandbox/hubspot/faults/fault-plan.ts';
import type { Client, TestPortal } from './portal-fixture.ts';
import { APP, install, requestTokens, startTestPortal } from './portal-fixture.ts';

let portal: TestPortal;
let client: Client;

afterEach(() => portal.stop());

/** A portal whose every fitting request meets the one fault, once it is switched on. */
async function startFaulty(kind: FaultKind, options: Partial<FaultPlanOptions> = {}): Promise<void> {
  const faults = createFaultPlan({ seed: 1, rates: { [kind]: 1 }, maxRepeats: 1000, ...options });
  faults.enabled = false;
  portal = await startTestPortal({ behaviour: { faults } });
  client = await install(portal.standIn);
  faults.enabled = true;
}

const list = () => client.call('GET', '/crm/objects/2026-09/companies');
const search = () => client.call('POST', '/crm/objects/2026-09/companies/search', {});
const create = () =>
  client.call('POST', '/crm/objects/2026-09/companies', { properties: { name: 'New' }, associations: [] });
const companies = () => [...portal.standIn.store.records.companies.active()].length;

test('both 429 have the bodies recorded and meet the requests of their own limit only', async () => {
  await startFaulty('rate_limit_ten_secondly');
  const general = await list();
  expect(general.status).toBe(429);
  expect(general.body).toMatchObject({ policyName: 'TEN_SECONDLY_ROLLING', errorType: 'RATE_LIMIT' });
  expect((await search()).status).toBe(200);
  await portal.stop();

  await startFaulty('rate_limit_search');
  const refused = await search();
  expect(refused.status).toBe(429);
  expect(refused.body).toEqual({
    status: 'error',
    message: 'You have reached your secondly limit.',
    correlationId: expect.any(String),
    category: 'RATE_LIMITS',
  });
  expect(refused.headers.get('retry-after')).toBeNull();
  expect((await list()).status).toBe(200);
});

test('a locked resource and a migrating account answer 423 and 477, the latter saying for how long', async () => {
  await startFaulty('locked');
  expect((await create()).status).toBe(423);
  expect(companies()).toBe(2);
  await portal.stop();

  await startFaulty('migrating', { migrationSeconds: 7 });
  const answer = await create();
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([477, '7']);
  expect(companies()).toBe(2);
});

test.each(['html_502', 'html_504', 'html_200'] as const)(
  '%s is a page of the edge, before the write or after it',
  async (kind) => {
    await startFaulty(kind);
    for (let index = 0; index < 20; index += 1) {
      const { status, headers } = await create();
      expect(status).toBe(Number(kind.slice(-3)));
      expect(headers.get('content-type')).toContain('text/html');
    }
    const { counts, carriedOut } = portal.standIn.faults;
    expect(counts[kind]).toBe(20);
    expect(carriedOut[kind]).toBeGreaterThan(0);
    expect(carriedOut[kind]).toBeLessThan(20);
    expect(companies()).toBe(2 + carriedOut[kind]);
  },
);

test('a reset before the request leaves it undone, one in the middle of the answer leaves it done', async () => {
  await startFaulty('reset_before');
  await expect(create()).rejects.toThrow('fetch failed');
  expect(companies()).toBe(2);
  await portal.stop();

  await startFaulty('reset_mid_body');
  await expect(create()).rejects.toThrow('terminated');
  expect(companies()).toBe(3);
  const last = portal.standIn.requestLog.at(-1);
  expect(last).toMatchObject({ method: 'POST', fault: 'reset_mid_body' });
});

test('a hanging request gets no answer and is cut off in the end', async () => {
  await startFaulty('hang', { hangMs: 20 });
  await expect(list()).rejects.toThrow('fetch failed');
  expect(portal.standIn.faults.counts.hang).toBe(1);
});

test('an expired token is dead from then on, and a new one lives for a while', async () => {
  await startFaulty('expired_token');
  let answer = await list();
  for (let index = 0; answer.status === 200 && index < 100; index += 1) answer = await list();
  expect(answer.status).toBe(401);
  expect(answer.body.category).toBe('EXPIRED_AUTHENTICATION');
  portal.standIn.faults.enabled = false;
  expect((await list()).body.category).toBe('EXPIRED_AUTHENTICATION');

  portal.standIn.faults.enabled = true;
  const renewed = await requestTokens(portal.standIn.url, {
    grant_type: 'refresh_token',
    refresh_token: client.tokens.refresh_token,
  });
  expect(renewed.status).toBe(200);
  const headers = { Authorization: `Bearer ${renewed.body.access_token}` };
  expect((await fetch(`${portal.standIn.url}/crm/objects/2026-09/companies`, { headers })).status).toBe(200);
});

test('the renewal of a token meets the faults of the edge; a code can always be redeemed', async () => {
  await startFaulty('html_502');
  const body = new URLSearchParams({
    client_id: APP.clientId,
    client_secret: APP.clientSecret,
    grant_type: 'refresh_token',
    refresh_token: client.tokens.refresh_token,
  });
  const renewed = await fetch(`${portal.standIn.url}/oauth/2026-09/token`, { method: 'POST', body });
  expect(renewed.status).toBe(502);
  await expect(install(portal.standIn)).resolves.toBeDefined();
});

test('one request meets a fault no more often in a row than the plan allows', async () => {
  await startFaulty('html_502', { maxRepeats: 2 });
  const statuses = [];
  for (let index = 0; index < 6; index += 1) statuses.push((await list()).status);
  expect(statuses).toEqual([502, 502, 200, 502, 502, 200]);
});

test('the same seed decides alike however the requests interleave, another seed differently', async () => {
  await startFaulty('locked');
  const rates = Object.fromEntries(REQUEST_FAULT_KINDS.map((kind) => [kind, 0.08]));
  const request = { class: 'general', method: 'GET', content: '', accessToken: null } as const;
  const decide = (seed: number, paths: string[]): string[] => {
    const plan = createFaultPlan({ seed, rates });
    return paths.map((path) => `${path} ${plan.meetRequest({ ...request, path })?.kind}`).sort();
  };
  const paths = Array.from({ length: 60 }, (_, index) => `/${index % 7}`);
  expect(decide(1, paths)).toEqual(decide(1, paths.toReversed()));
  expect(decide(1, paths)).not.toEqual(decide(2, paths));
  expect(new Set(decide(1, paths)).size).toBeGreaterThan(10);
});

test('rates that sum to more than one are refused', async () => {
  await startFaulty('locked');
  expect(() => createFaultPlan({ seed: 1, rates: { locked: 0.6, hang: 0.6 } })).toThrow(RangeError);
  expect(EVENT_FAULT_KINDS.every((kind) => portal.standIn.faults.counts[kind] === 0)).toBe(true);
});
