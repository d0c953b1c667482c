import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../src/storage/connection/database.ts';
import { readGrant, saveGrant } from '../../src/storage/portal/grants.ts';
import { upsertPortal } from '../../src/storage/portal/portals.ts';
import { renewSecrets, SECRET_COLUMNS } from '../../src/storage/connection/renew-secrets.ts';
import { findKey, saveKey } from '../../src/storage/portal/portal-keys.ts';
import { createTokenCipher } from '../../src/storage/connection/token-cipher.ts';
import { memoryDatabase } from '../fixtures/empty-cluster.ts';

const OLD = { id: 'k1', key: randomBytes(32) };
const NEW = { id: 'k2', key: randomBytes(32) };
const GRANT = { accessToken: 'access', refreshToken: 'refresh', expiresAt: 1_000 };
const PORTAL = 55;

let db: Database;
beforeAll(async () => {
  db = await openDatabase(memoryDatabase());
  const portal = { status: 'active', hubDomain: null, timeZone: 'UTC', currency: 'EUR', installedBy: null } as const;
  await upsertPortal(db.kysely, { ...portal, portalId: PORTAL, scopes: [], installedAt: 0, statusSince: 0 });
});
afterAll(() => db.close());

test('every column that holds a secret is among those that are encrypted anew', async () => {
  const { rows } = await db.executeSql(`select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and column_name ~ '(secret|token)' order by 1`);
  const known = SECRET_COLUMNS.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
  expect((rows as { name: string }[]).map(({ name }) => name)).toEqual(known.sort());
});

const before = createTokenCipher([OLD]);
const during = createTokenCipher([NEW, OLD]);
const after = createTokenCipher([NEW]);

test('with the new key first everything is encrypted anew, and the old key can go', async () => {
  await saveGrant(db.kysely, before, PORTAL, GRANT);
  const key = { keyId: 'rk_1', portalId: PORTAL, secret: 'signal secret' };
  await saveKey(db.kysely, before, 'signals', { ...key, label: 'Radar', createdAt: 0, createdBy: null });
  await expect(readGrant(db.kysely, after, PORTAL)).rejects.toThrow(/not configured/);

  expect(await renewSecrets(db.kysely, during)).toEqual({ renewed: 3, unreadable: 0 });
  expect(await readGrant(db.kysely, after, PORTAL)).toEqual(GRANT);
  expect(await findKey(db.kysely, after, 'signals', 'rk_1')).toEqual(key);
  const row = await db.kysely.selectFrom('grants').selectAll().executeTakeFirstOrThrow();
  expect(row.key_id).toBe('k2');
  expect(await renewSecrets(db.kysely, during)).toEqual({ renewed: 0, unreadable: 0 });
});

test('what no key opens any more is counted and left as it is', async () => {
  await saveGrant(db.kysely, after, PORTAL, GRANT);
  const stranger = createTokenCipher([{ id: 'k9', key: randomBytes(32) }]);
  expect(await renewSecrets(db.kysely, stranger)).toEqual({ renewed: 0, unreadable: 3 });
  expect(await readGrant(db.kysely, after, PORTAL)).toEqual(GRANT);
});

test('a token that is refreshed is encrypted with the current key by itself', async () => {
  await saveGrant(db.kysely, before, PORTAL, GRANT);
  await saveGrant(db.kysely, during, PORTAL, { ...GRANT, accessToken: 'next' });
  expect(await readGrant(db.kysely, after, PORTAL)).toMatchObject({ accessToken: 'next' });
});
