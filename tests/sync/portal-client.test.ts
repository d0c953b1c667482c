import { randomBytes } from 'node:crypto';
import nock from 'nock';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readAccountInfo } from '../../src/hubspot/portal/account-info.ts';
import type { HubSpotClient } from '../../src/hubspot/client/client.ts';
import { createOAuthClient } from '../../src/hubspot/access/oauth.ts';
import { openDatabase, type Database } from '../../src/storage/connection/database.ts';
import { deleteGrant, readGrant, saveGrant, type Grant } from '../../src/storage/portal/grants.ts';
import { getPortal, readHold, setPortalStatus, upsertPortal } from '../../src/storage/portal/portals.ts';
import { createTokenCipher } from '../../src/storage/connection/token-cipher.ts';
import { createPortalClients } from '../../src/sync/portal-client.ts';
import { memoryDatabase } from '../fixtures/empty-cluster.ts';
import { API_URL, isolateNetwork } from '../hubspot/test-client.ts';

// Whatever a test has not prepared an answer for fails: no request leaves but the ones expected.
isolateNetwork();

const PORTAL_ID = 62515;
const cipher = createTokenCipher([{ id: 'k1', key: randomBytes(32) }]);
const info = {
  portalId: PORTAL_ID,
  accountType: 'STANDARD',
  timeZone: 'Europe/Berlin',
  companyCurrency: 'EUR',
  uiDomain: 'x',
};
const fresh: Grant = {
  accessToken: 'fresh',
  refreshToken: 'fresh-refresh',
  expiresAt: Date.parse('2026-11-30T00:00:00Z'),
};

let db: Database;
let now = 0;
beforeAll(async () => {
  db = await openDatabase(memoryDatabase());
});
afterAll(() => db.close());

/** Two processes of the app on one database. */
let here: HubSpotClient;
let there: HubSpotClient;

beforeEach(async () => {
  now = Date.parse('2026-11-21T22:30:00Z');
  await db.kysely.deleteFrom('grants').execute();
  await db.kysely.deleteFrom('portals').execute();
  await install({ accessToken: 'access', refreshToken: 'refresh', expiresAt: now + 1_800_000 });
  [here, there] = [startProcess('background'), startProcess('card')];
});

function startProcess(lane: 'card' | 'background', options?: { leaves: boolean }): HubSpotClient {
  const oauth = createOAuthClient({ apiUrl: API_URL, clientId: 'id', clientSecret: 'secret' });
  const limiter = { take: async () => {} };
  return createPortalClients({ db, cipher, oauth, limiter, apiUrl: API_URL, now: () => now })(PORTAL_ID, lane, options);
}

async function install(grant: Grant): Promise<void> {
  await upsertPortal(db.kysely, {
    portalId: PORTAL_ID,
    status: 'installing',
    hubDomain: null,
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    installedBy: null,
    scopes: [],
    installedAt: now,
    statusSince: now,
  });
  await saveGrant(db.kysely, cipher, PORTAL_ID, grant);
}

const expire = () =>
  saveGrant(db.kysely, cipher, PORTAL_ID, { accessToken: 'access', refreshToken: 'refresh', expiresAt: now });

const answerInfo = (accessToken: string) =>
  nock(API_URL)
    .get('/account-info/2026-09/details')
    .matchHeader('authorization', `Bearer ${accessToken}`)
    .reply(200, info);

/** HubSpot's answer to a renewal; `meanwhile` happens while the request is on its way. */
const answerRenewal = (status: number, body: object, meanwhile: () => Promise<void> = async () => {}) =>
  nock(API_URL)
    .post('/oauth/2026-09/token')
    .reply(async () => {
      await meanwhile();
      return [status, body];
    });
const renewed = { access_token: 'renewed', refresh_token: 'refresh', expires_in: 1800 };
const deadGrant = { status: 'BAD_REFRESH_TOKEN', message: 'missing or invalid refresh token' };

describe('a daily limit', () => {
  const midnight = Date.parse('2026-11-21T23:00:00Z');

  test('lets nothing leave any process until the portal’s midnight, and says when that is', async () => {
    nock(API_URL).get('/account-info/2026-09/details').reply(429, { message: 'daily', policyName: 'DAILY' });
    await expect(readAccountInfo(here)).rejects.toMatchObject({ code: 'HUBSPOT_DAILY_LIMIT', resetsAt: midnight });
    for (const client of [here, there, startProcess('card')]) {
      await expect(readAccountInfo(client)).rejects.toMatchObject({
        code: 'HUBSPOT_DAILY_LIMIT',
        retry: { afterMs: midnight - now },
      });
    }
    expect(await readHold(db.kysely, PORTAL_ID, now)).toBe(midnight);
    now = midnight;
    expect(await readHold(db.kysely, PORTAL_ID, now)).toBeNull();
    await saveGrant(db.kysely, cipher, PORTAL_ID, fresh);
    answerInfo('fresh');
    expect(await readAccountInfo(there)).toEqual(info);
  });

  test('is not forgotten by an install', async () => {
    nock(API_URL).get('/account-info/2026-09/details').reply(429, { message: 'daily', policyName: 'DAILY' });
    await expect(readAccountInfo(here)).rejects.toMatchObject({ code: 'HUBSPOT_DAILY_LIMIT' });
    await install(fresh);
    await expect(readAccountInfo(there)).rejects.toMatchObject({ code: 'HUBSPOT_DAILY_LIMIT' });
  });
});

describe('a dead grant', () => {
  test('is asked for once, and lets nothing leave any process until a new install', async () => {
    await expire();
    answerRenewal(400, deadGrant);
    const calls = [here, there, here, there].map((client) => readAccountInfo(client));
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({ status: 'rejected', reason: { code: 'HUBSPOT_GRANT_REVOKED' } });
    }
    expect((await getPortal(db.kysely, PORTAL_ID))?.status).toBe('revoked');
    await expect(readAccountInfo(startProcess('card'))).rejects.toMatchObject({ code: 'HUBSPOT_GRANT_REVOKED' });
    await install(fresh);
    answerInfo('fresh');
    expect(await readAccountInfo(here)).toEqual(info);
  });

  test('of a portal that leaves is used to clear HubSpot alone, and its end does not keep the portal from leaving', async () => {
    await setPortalStatus(db.kysely, PORTAL_ID, 'leaving', now);
    const clearing = startProcess('background', { leaves: true });
    answerInfo('access');
    expect(await readAccountInfo(clearing)).toEqual(info);
    await expect(readAccountInfo(here)).rejects.toMatchObject({ code: 'HUBSPOT_GRANT_REVOKED' });
    await expire();
    answerRenewal(400, deadGrant);
    await expect(readAccountInfo(clearing)).rejects.toMatchObject({ code: 'HUBSPOT_GRANT_REVOKED' });
    expect((await getPortal(db.kysely, PORTAL_ID))?.status).toBe('leaving');
  });

  test('that an install replaced while HubSpot was asked leaves the portal as the install made it', async () => {
    await expire();
    answerRenewal(400, deadGrant, () => install(fresh));
    answerInfo('fresh');
    expect(await readAccountInfo(here)).toEqual(info);
    expect((await getPortal(db.kysely, PORTAL_ID))?.status).toBe('installing');
    expect(await readGrant(db.kysely, cipher, PORTAL_ID)).toEqual(fresh);
  });
});

describe('a renewal', () => {
  test('is made once for all processes', async () => {
    await expire();
    answerRenewal(200, renewed);
    for (let index = 0; index < 4; index += 1) answerInfo('renewed');
    const calls = [here, there, here, there].map((client) => readAccountInfo(client));
    expect(await Promise.all(calls)).toEqual([info, info, info, info]);
  });

  test.each([
    ['another refresh token', fresh],
    ['the same refresh token', { ...fresh, refreshToken: 'refresh' }],
  ])('never overwrites what an install stored while it was on its way: %s', async (_, installed) => {
    await expire();
    answerRenewal(200, renewed, () => install(installed));
    answerInfo('fresh');
    expect(await readAccountInfo(here)).toEqual(info);
    expect(await readGrant(db.kysely, cipher, PORTAL_ID)).toEqual(installed);
  });

  test('brings back no grant that was deleted meanwhile', async () => {
    await expire();
    answerRenewal(200, renewed, () => deleteGrant(db.kysely, PORTAL_ID));
    await expect(readAccountInfo(here)).rejects.toMatchObject({ code: 'HUBSPOT_GRANT_REVOKED' });
    expect(await readGrant(db.kysely, cipher, PORTAL_ID)).toBeNull();
  });

  test('that fails for a moment is tried again and marks nothing', async () => {
    await expire();
    answerRenewal(503, {});
    answerRenewal(200, renewed);
    answerInfo('renewed');
    expect(await readAccountInfo(here)).toEqual(info);
    expect((await getPortal(db.kysely, PORTAL_ID))?.status).toBe('installing');
  });
});
