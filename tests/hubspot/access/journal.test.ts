import nock from 'nock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJournal } from '../../../src/hubspot/access/journal.ts';
import { createOAuthClient } from '../../../src/hubspot/access/oauth.ts';

const API = 'https://api.hubapi.example';
const FILES = 'https://files.example';
const POINTER = { url: `${FILES}/page?signature=s`, expiresAt: '2026-11-22T00:00:00Z', currentOffset: 'o-2' };
let now = Date.parse('2026-11-22T00:00:00Z');
const oauth = createOAuthClient({ apiUrl: API, clientId: 'id', clientSecret: 's' });
const journal = () => createJournal({ apiUrl: API, oauth, now: () => now });

const giveToken = (token: string) =>
  nock(API)
    .post('/oauth/2026-09/token', (fields) => fields.grant_type === 'client_credentials')
    .reply(200, { access_token: token, expires_in: 1800, token_type: 'bearer', token_use: 'client_credentials' });
const EARLIEST = '/webhooks-journal/journal/2026-09/earliest';
const answer = (token: string, ...reply: [number, object?]) =>
  nock(API)
    .get(EARLIEST)
    .matchHeader('authorization', `Bearer ${token}`)
    .reply(...reply);

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  if (!nock.isDone()) throw new Error(`Not asked: ${nock.pendingMocks().join(', ')}`);
  nock.cleanAll();
  nock.enableNetConnect();
});

test('a page is fetched from its own address, without the token, and names the portals that uninstalled', async () => {
  giveToken('t-1');
  answer('t-1', 200, POINTER);
  const told: (string | null)[] = [];
  nock(FILES)
    .get('/page')
    .query({ signature: 's' })
    .reply(200, (request: Request) => {
      told.push(request.headers.get('authorization'));
      return {
        offset: 'o-2',
        journalEvents: [
          { type: 'app_lifecycle_event', action: 'APP_UNINSTALL', portalId: 7 },
          { type: 'app_lifecycle_event', action: 'APP_UNINSTALL', portalId: '7' },
          { type: 'app_lifecycle_event', action: 'APP_INSTALL', portalId: 8 },
          { type: 'something else' },
        ],
      };
    });
  expect(await journal().readAfter(null)).toEqual({ position: 'o-2', uninstalledFrom: [7] });
  expect(told).toEqual([null]);
});

const SUBSCRIPTIONS = '/webhooks-journal/subscriptions/2026-09';
const held = { id: 1, appId: 4242, subscriptionType: 'APP_LIFECYCLE_EVENT', actions: [], objectTypeId: 'another' };

test.each([
  ['its object type', { ...held, objectTypeId: '4-1916193' }],
  ['its event type', { ...held, eventTypeId: '4-1916193' }],
  ['its actions', { ...held, actions: ['APP_UNINSTALL'] }],
])('a subscription to uninstalls is known by %s and not made again', async (_name, subscription) => {
  giveToken('t-1');
  nock(API)
    .get(SUBSCRIPTIONS)
    .reply(200, { results: [subscription] });
  await journal().subscribe();
});

test('a subscription to something else does not stand for it', async () => {
  giveToken('t-1');
  nock(API)
    .get(SUBSCRIPTIONS)
    .reply(200, {
      results: [
        { ...held, actions: ['APP_INSTALL'], objectTypeId: '4-1909196' },
        { ...held, subscriptionType: 'OBJECT', actions: ['APP_UNINSTALL'] },
      ],
    })
    .post(SUBSCRIPTIONS, { subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: '4-1916193', properties: [] })
    .reply(200, held);
  await journal().subscribe();
});

test('a page at an address that is not https is not fetched', async () => {
  giveToken('t-1');
  answer('t-1', 200, { ...POINTER, url: 'http://169.254.169.254/latest' });
  await expect(journal().readAfter(null)).rejects.toMatchObject({ code: 'HUBSPOT_UNEXPECTED_ANSWER' });
});

test('the token is kept until a minute before it ends, and asked for anew where HubSpot refuses it', async () => {
  const held = journal();
  giveToken('t-1');
  answer('t-1', 204);
  answer('t-1', 204);
  expect(await held.readAfter(null)).toBeNull();
  now += 1_700_000;
  expect(await held.readAfter(null)).toBeNull();
  now += 50_000;
  giveToken('t-2');
  answer('t-2', 401, { message: 'expired' });
  await expect(held.readAfter(null)).rejects.toMatchObject({ status: 401 });
  giveToken('t-3');
  answer('t-3', 204);
  expect(await held.readAfter(null)).toBeNull();
});
