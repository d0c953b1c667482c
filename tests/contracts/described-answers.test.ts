import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type TestPortal, APP, install, startTestPortal } from '../sandbox/hubspot/portal-fixture.ts';
import { DESCRIBED, faultsOf, findDescribed } from './described.ts';

const JOURNAL = '/webhooks-journal/journal/2026-09';
const SUBSCRIPTIONS = '/webhooks-journal/subscriptions/2026-09';
const TOKEN = '/oauth/2026-09/token';
const SUBSCRIPTION = { subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: '4-1916193', properties: [] };
const JOURNAL_SCOPES = ['journal.read', 'journal.subscriptions.read', 'journal.subscriptions.write'];

let portal: TestPortal;
let client: Client;
const asked = new Set<string>();

beforeAll(async () => {
  portal = await startTestPortal();
  client = await install(portal.standIn);
  portal.standIn.store.grant?.scopes.push('automation.sequences.read', 'automation.sequences.enrollments.write');
});
afterAll(() => portal.stop());

/** Sends a request, holds both sides against their description, and gives the answer. */
async function hold(method: string, path: string, body?: object, accessToken = client.tokens.access_token) {
  const [pathname = ''] = path.split('?');
  const described = findDescribed(method, pathname);
  if (described === undefined) throw new Error(`${method} ${pathname} is not described.`);
  asked.add(`${described.method} ${described.path}`);
  expect(described.request === undefined ? body : faultsOf(described.request, body)).toEqual(described.request && []);
  const isForm = pathname.startsWith(TOKEN);
  const response = await fetch(`${portal.standIn.url}${path}`, {
    method: method.toUpperCase(),
    headers: { Authorization: `Bearer ${accessToken}`, ...(!isForm && { 'Content-Type': 'application/json' }) },
    ...(body && { body: isForm ? new URLSearchParams(Object.entries(body)) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = text === '' ? null : JSON.parse(text);
  expect([response.status, ...faultsOf(described.answer, answer)]).toEqual([described.status]);
  return answer;
}

const credentials = { client_id: APP.clientId, client_secret: APP.clientSecret };
const askToken = (fields: object) => hold('post', TOKEN, { ...fields, ...credentials });

test('tokens and what is told of them', async () => {
  const { access_token } = await askToken({
    grant_type: 'refresh_token',
    refresh_token: client.tokens.refresh_token,
  });
  await hold('post', `${TOKEN}/introspect`, { token: access_token, ...credentials });
  await hold('post', `${TOKEN}/introspect`, { token: client.tokens.refresh_token, ...credentials });
  await hold('post', `${TOKEN}/introspect`, { token: 'dead', ...credentials });
});

test('the account, its limits and its sequences', async () => {
  await hold('get', '/account-info/2026-09/details');
  await hold('get', '/crm/limits/2026-09/custom-properties');
  const { results } = await hold('get', '/automation/sequences/2026-09?userId=77');
  const enrollment = { contactId: '1', senderEmail: 'ann@vendor.example', sequenceId: results[0].id };
  await hold('post', '/automation/sequences/2026-09/enrollments?userId=77', enrollment);
});

test('the journal, which tells that the app took itself out', async () => {
  const scope = JOURNAL_SCOPES.map((name) => `developer.webhooks_${name}`).join(' ');
  const { access_token } = await askToken({ grant_type: 'client_credentials', scope });
  const made = await hold('post', SUBSCRIPTIONS, SUBSCRIPTION, access_token);
  expect((await hold('get', SUBSCRIPTIONS, undefined, access_token)).results).toEqual([made]);
  await hold('delete', '/appinstalls/2026-09/external-install');
  const { currentOffset } = await hold('get', `${JOURNAL}/earliest`, undefined, access_token);
  const later = await install(portal.standIn);
  await hold('delete', '/appinstalls/2026-09/external-install', undefined, later.tokens.access_token);
  await hold('get', `${JOURNAL}/offset/${currentOffset}/next`, undefined, access_token);
  await hold('post', `${TOKEN}/revoke`, { token: later.tokens.refresh_token, ...credentials });
});

test('no described endpoint was left out', () => {
  expect([...asked].toSorted()).toEqual(DESCRIBED.map(({ method, path }) => `${method} ${path}`).toSorted());
});

test('a wrong answer would be noticed', () => {
  const described = findDescribed('GET', SUBSCRIPTIONS);
  if (described === undefined) throw new Error('The subscriptions are not described.');
  const held = { id: 1, appId: 1, subscriptionType: 'APP_LIFECYCLE_EVENT', createdAt: 'x', updatedAt: '2026-01-01' };
  expect(faultsOf(described.answer, { results: [held] }).map((fault) => fault.split(' ')[0])).toEqual([
    'results.0.objectTypeId',
    'results.0.actions',
    'results.0.createdAt',
    'results.0.updatedAt',
  ]);
});
