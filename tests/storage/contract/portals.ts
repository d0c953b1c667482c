import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/storage/connection/database.ts';
import { deleteGrant, readGrant, saveGrant, withGrantLock } from '../../../src/storage/portal/grants.ts';
import { saveOAuthState, takeOAuthState } from '../../../src/storage/portal/oauth-states.ts';
import { getPortal, listActivePortals, setPortalStatus, upsertPortal } from '../../../src/storage/portal/portals.ts';
import type { Portal } from '../../../src/storage/portal/portals.ts';
import { noteRequest, pruneUse, readRequestCounts, readUse } from '../../../src/storage/portal/request-log.ts';
import { deleteKey, findKey, listKeys, noteKeyUse, saveKey } from '../../../src/storage/portal/portal-keys.ts';
import { createTokenCipher } from '../../../src/storage/connection/token-cipher.ts';

export const NOW = Date.parse('2026-03-01T12:00:00.000Z');
export const DAY_MS = 86_400_000;

export const PORTAL: Portal = {
  portalId: 0,
  status: 'installing',
  hubDomain: 'acme.hubspot.com',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  installedBy: 'ada@acme.test',
  scopes: ['oauth', 'crm.objects.companies.read'],
  installedAt: NOW,
  statusSince: NOW,
};

const cipher = createTokenCipher([{ id: 'k1', key: randomBytes(32) }]);

export function describePortals(get: () => Database): void {
  const portalId = 100;
  beforeAll(() => upsertPortal(get().kysely, { ...PORTAL, portalId }));

  describe('portals', () => {
    test('are read as they were written, and installing again keeps the first day', async () => {
      const db = get().kysely;
      expect(await getPortal(db, portalId)).toEqual({ ...PORTAL, portalId });
      await upsertPortal(db, { ...PORTAL, portalId, scopes: ['oauth'], installedAt: NOW + 5 });
      expect(await getPortal(db, portalId)).toEqual({ ...PORTAL, portalId, scopes: ['oauth'] });
      expect(await getPortal(db, 404)).toBeNull();
    });

    test('keep since when they have their status, and only live ones are listed', async () => {
      const db = get().kysely;
      expect(await setPortalStatus(db, portalId, 'syncing', NOW + 1)).toBe(true);
      expect(await setPortalStatus(db, portalId, 'syncing', NOW + 2)).toBe(true);
      expect((await getPortal(db, portalId))?.statusSince).toBe(NOW + 1);
      expect((await listActivePortals(db)).map((portal) => portal.portalId)).toContain(portalId);
      await setPortalStatus(db, portalId, 'revoked', NOW + 3);
      expect((await listActivePortals(db)).map((portal) => portal.portalId)).not.toContain(portalId);
      expect(await setPortalStatus(db, 404, 'active', NOW)).toBe(false);
    });

    test('have their requests counted by kind and day', async () => {
      const db = get().kysely;
      const note = (kind: string, at: number): Promise<void> =>
        noteRequest(db, portalId, { kind, purpose: 'records', waitedMs: 0 }, at);
      for (const at of [NOW - DAY_MS, NOW, NOW]) await note('search', at);
      await note('write', NOW);
      expect(await readRequestCounts(db, portalId, NOW)).toEqual({ write: 1, search: 2 });
      expect(await readRequestCounts(db, portalId, NOW - DAY_MS)).toEqual({ write: 1, search: 3 });
      await pruneUse(db, portalId, NOW + DAY_MS);
    });

    test('have what requests are for counted of the last hour and of today, until it is pruned', async () => {
      const db = get().kysely;
      const noon = Date.parse('2026-11-22T12:05:00Z');
      const midnight = Date.parse('2026-11-22T00:00:00Z');
      const note = async (purpose: string, at: number, requests = 1): Promise<void> => {
        const request = { kind: 'read', purpose, waitedMs: 40 };
        for (let n = 0; n < requests; n += 1) await noteRequest(db, portalId, request, at);
      };
      await note('records', noon - DAY_MS, 9);
      await note('records', noon - 3 * 3_600_000, 4);
      await note('records', noon - 1_800_000, 2);
      await note('records', noon);
      await note('people', noon);
      const used = [
        { purpose: 'records', lastHour: 3, today: 7, waitedMs: 120 },
        { purpose: 'people', lastHour: 1, today: 1, waitedMs: 40 },
      ];
      expect(await readUse(db, portalId, { now: noon, midnight })).toEqual(used);
      const since = noon - 7_200_000;
      expect((await readUse(db, portalId, { now: noon, midnight: since }))[0]).toEqual({ ...used[0], today: 3 });
      await pruneUse(db, portalId, noon - 3_600_000);
      expect(await readUse(db, portalId, { now: noon, midnight })).toEqual([{ ...used[0], today: 3 }, used[1]]);
    });
  });

  describe('grants', () => {
    const grant = { accessToken: 'access-1', refreshToken: 'refresh-1', expiresAt: NOW + 1_800_000 };

    test('are encrypted at rest and read back for their portal', async () => {
      const db = get().kysely;
      await saveGrant(db, cipher, portalId, grant);
      expect(await readGrant(db, cipher, portalId)).toEqual(grant);
      const row = await db.selectFrom('grants').selectAll().where('portal_id', '=', portalId).executeTakeFirstOrThrow();
      expect(JSON.stringify(row)).not.toMatch(/access-1|refresh-1/);
    });

    test('are refreshed by one of many callers at a time', async () => {
      const db = get().kysely;
      await saveGrant(db, cipher, portalId, grant);
      let refreshes = 0;
      const refresh = () =>
        withGrantLock(db, cipher, portalId, async (held) => {
          if (held.accessToken !== 'access-1') return held.accessToken;
          refreshes += 1;
          await delay(30);
          await saveGrant(db, cipher, portalId, { ...grant, accessToken: 'access-2' });
          return 'access-2';
        });
      expect(new Set(await Promise.all(Array.from({ length: 8 }, refresh)))).toEqual(new Set(['access-2']));
      expect(refreshes).toBe(1);
    });

    test('are free again after a refresh that failed, and unknown ones are named', async () => {
      const db = get().kysely;
      await expect(withGrantLock(db, cipher, portalId, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      await expect(withGrantLock(db, cipher, portalId, (held) => Promise.resolve(held.refreshToken))).resolves.toBe(
        'refresh-1',
      );
      await deleteGrant(db, portalId);
      await expect(withGrantLock(db, cipher, portalId, () => Promise.resolve(1))).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    });
  });

  describe('secrets of requests', () => {
    test('a state of an install is taken once, and not after its time', async () => {
      const db = get().kysely;
      const soon = Date.now() + 600_000;
      const state = { stateHash: 'h1', codeVerifier: 'v', returnUrl: '/x', expiresAt: soon };
      await saveOAuthState(db, state);
      const taken = await Promise.all([takeOAuthState(db, 'h1', soon - 1), takeOAuthState(db, 'h1', soon - 1)]);
      expect(taken.filter((one) => one !== null)).toEqual([state]);
      await saveOAuthState(db, { ...state, stateHash: 'h2', returnUrl: null });
      expect(await takeOAuthState(db, 'h2', soon)).toBeNull();
    });

    test.for(['signals', 'api'] as const)('a key for %s leads to its portal and its secret', async (kind) => {
      const db = get().kysely;
      const secret = { keyId: 'sk_1', portalId, secret: 'whsec' };
      const listed = { keyId: 'sk_1', label: 'Radar', createdAt: NOW, createdBy: 'ava@vendor.example' };
      const lastUses = async () => (await listKeys(db, kind, portalId)).map(({ lastUsedAt }) => lastUsedAt);
      expect(await saveKey(db, cipher, kind, { ...secret, ...listed })).toBe(true);
      expect(await saveKey(db, cipher, kind, { ...secret, ...listed, secret: 'another' })).toBe(false);
      expect(await findKey(db, cipher, kind, 'sk_1')).toEqual(secret);
      expect(await findKey(db, cipher, kind === 'api' ? 'signals' : 'api', 'sk_1')).toBeNull();
      expect(await deleteKey(db, kind, 999, 'sk_1')).toBeNull();
      expect(await listKeys(db, kind, portalId)).toEqual([{ ...listed, lastUsedAt: null }]);
      for (const at of [NOW + 5, NOW + 3_600_000]) await noteKeyUse(db, kind, secret, at);
      expect(await lastUses()).toEqual([NOW + 5]);
      await noteKeyUse(db, kind, secret, NOW + 3_600_006);
      expect(await lastUses()).toEqual([NOW + 3_600_006]);
      expect(await deleteKey(db, kind, portalId, 'sk_1')).toBe('Radar');
      expect(await findKey(db, cipher, kind, 'sk_1')).toBeNull();
    });
  });
}
