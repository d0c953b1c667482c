import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { examine } from '../../src/doctor/examine.ts';
import { readManifest } from '../../src/manifest/manifest.ts';
import { openDatabase } from '../../src/storage/connection/database.ts';
import { saveGrant } from '../../src/storage/portal/grants.ts';
import { listPendingMigrations } from '../../src/storage/connection/migrate.ts';
import { upsertPortal } from '../../src/storage/portal/portals.ts';
import { createTokenCipher } from '../../src/storage/connection/token-cipher.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const APP = 'http://127.0.0.1:3999';
const HUBSPOT = 'https://hubspot.test';
const key = randomBytes(32);
let folder: string;
let env: Record<string, string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roundtable-doctor-'));
  env = {
    APP_BASE_URL: APP,
    HUBSPOT_CLIENT_ID: 'client',
    HUBSPOT_CLIENT_SECRET: 'a-secret',
    HUBSPOT_APP_ID: '42',
    HUBSPOT_API_URL: HUBSPOT,
    DATA_DIR: folder,
    ENCRYPTION_KEYS: `k1:${key.toString('base64')}`,
  };
});
afterEach(async () => {
  nock.cleanAll();
  await rm(folder, { recursive: true, force: true });
});

const look = () => examine(env, () => NOW);
const find = async (subject: string) => (await look()).filter((finding) => finding.subject === subject);
function answer(): void {
  nock(APP).get('/livez').reply(200, {});
  nock(HUBSPOT)
    .get('/')
    .reply(404, {}, { date: new Date(NOW).toUTCString() });
}
async function install(scopes: string[]): Promise<void> {
  const database = await openDatabase({ folder });
  const portal = {
    portalId: 7,
    status: 'active' as const,
    hubDomain: null,
    timeZone: 'UTC',
    currency: 'EUR',
    installedBy: null,
    scopes,
    installedAt: NOW,
    statusSince: NOW,
  };
  await upsertPortal(database.kysely, portal);
  const grant = { accessToken: 'a-token', refreshToken: 'r-token', expiresAt: NOW };
  await saveGrant(database.kysely, createTokenCipher([{ id: 'k1', key }]), 7, grant);
  await database.close();
}

test('names every variable that is wrong, and no value', async () => {
  const findings = await examine({ ...env, APP_BASE_URL: 'nowhere', HUBSPOT_CLIENT_SECRET: '', PORT: 'a-secret' });
  expect(findings.map(({ subject, verdict }) => [subject, verdict])).toEqual([
    ['PORT', 'fault'],
    ['APP_BASE_URL', 'fault'],
    ['HUBSPOT_CLIENT_SECRET', 'fault'],
  ]);
  expect(JSON.stringify(findings)).not.toContain('a-secret');
});

test('a sound installation has no fault', async () => {
  await install(readManifest().auth.requiredScopes);
  answer();
  const findings = await look();
  expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
  expect(findings.map(({ subject }) => subject)).toEqual([
    'environment',
    'database',
    'tables',
    'portals',
    'address',
    'HubSpot',
    'clock',
  ]);
  expect(JSON.stringify(findings)).not.toMatch(/a-secret|a-token|r-token/);
});

describe('the database', () => {
  test('of another version is left as it is', async () => {
    answer();
    expect(await find('tables')).toMatchObject([{ verdict: 'fault', text: expect.stringContaining('001-portals') }]);
    const database = await openDatabase({ folder }, { migrate: false });
    expect(await listPendingMigrations(database.kysely)).toContain('001-portals');
    await database.close();
  });

  test('in use by the running app is not looked into', async () => {
    answer();
    const running = await openDatabase({ folder });
    expect(await find('database')).toMatchObject([{ verdict: 'unknown', text: expect.stringContaining('in use') }]);
    await running.close();
  });

  test('that does not answer is a fault', async () => {
    answer();
    const { DATA_DIR: _folder, ...rest } = env;
    env = { ...rest, DATABASE_URL: 'postgres://nobody:a-secret@127.0.0.1:1/nothing' };
    const [finding] = await find('database');
    expect(finding).toMatchObject({ verdict: 'fault', mend: expect.stringContaining('DATABASE_URL') });
    expect(JSON.stringify(finding)).not.toContain('a-secret');
  });
});

describe('a portal', () => {
  test('whose token was encrypted with a key that is gone is named', async () => {
    await install(readManifest().auth.requiredScopes);
    answer();
    env['ENCRYPTION_KEYS'] = `k2:${randomBytes(32).toString('base64')}`;
    expect(await find('portal 7')).toMatchObject([{ verdict: 'fault', text: expect.stringContaining('"k1"') }]);
  });

  test('that did not grant a scope is named with it', async () => {
    const [missing = '', ...scopes] = readManifest().auth.requiredScopes;
    await install(scopes);
    answer();
    expect(await find('portal 7')).toMatchObject([{ verdict: 'fault', text: `did not grant ${missing}` }]);
  });
});
