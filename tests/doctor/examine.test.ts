import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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
/** A folder with this version's tables: copied, since making one takes seconds. */
let template: string;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'roundtable-doctor-template-'));
  await (await openDatabase({ folder: template })).close();
});
afterAll(() => rm(template, { recursive: true, force: true }));
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
const makeTables = () => cp(join(template, 'pgdata'), join(folder, 'pgdata'), { recursive: true });
async function install(scopes: string[]): Promise<void> {
  await makeTables();
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
    'keys',
    'portals',
    'address',
    'HubSpot',
    'clock',
  ]);
  expect(JSON.stringify(findings)).not.toMatch(/a-secret|a-token|r-token/);
});

describe('the database', () => {
  test('that is not there yet is not made by looking', async () => {
    answer();
    env['DATA_DIR'] = join(folder, 'none');
    expect(await find('database')).toMatchObject([{ verdict: 'unknown', text: expect.stringContaining('none yet') }]);
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  test('without tables is left as it is', async () => {
    answer();
    expect(await find('tables')).toMatchObject([{ verdict: 'fault', text: 'none yet' }]);
    const database = await openDatabase({ folder }, { migrate: false });
    expect(await listPendingMigrations(database.kysely)).toContain('001-portals');
    await database.close();
  });

  test.each([
    ['delete from kysely_migration where name = (select max(name) from kysely_migration)', /to come$/],
    [`insert into kysely_migration (name, timestamp) values ('999-later', '')`, /later version, which made 999-later/],
  ])('of another version is named (%s)', async (change, text) => {
    answer();
    await makeTables();
    const database = await openDatabase({ folder });
    await sql.raw(change).execute(database.kysely);
    await database.close();
    expect(await find('tables')).toMatchObject([{ verdict: 'fault', text: expect.stringMatching(text) }]);
  });

  test('of which files are missing is told from one that does not answer', async () => {
    answer();
    await mkdir(join(folder, 'pgdata'));
    const [finding] = await find('database');
    expect(finding).toMatchObject({ verdict: 'fault', fix: expect.stringContaining('docs/operations.md') });
  });

  test('in use by the running app is not looked into', async () => {
    answer();
    await makeTables();
    const running = await openDatabase({ folder });
    expect(await find('database')).toMatchObject([{ verdict: 'unknown', text: expect.stringContaining('in use') }]);
    await running.close();
  });

  test('that does not answer is a fault', async () => {
    answer();
    const { DATA_DIR: _folder, ...rest } = env;
    env = { ...rest, DATABASE_URL: 'postgres://nobody:a-secret@127.0.0.1:1/nothing' };
    const [finding] = await find('database');
    expect(finding).toMatchObject({ verdict: 'fault', fix: expect.stringContaining('DATABASE_URL') });
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

  test('whose tokens an earlier key encrypted keeps that key from being taken out', async () => {
    await install(readManifest().auth.requiredScopes);
    answer();
    const before = env['ENCRYPTION_KEYS'];
    env['ENCRYPTION_KEYS'] = `k2:${randomBytes(32).toString('base64')},${before}`;
    expect(await find('keys')).toMatchObject([{ verdict: 'fault', text: expect.stringContaining('2 secrets') }]);
    expect(await find('portal 7')).toEqual([]);
  });

  test('whose key is not given is not promised that a worker mends it', async () => {
    await install(readManifest().auth.requiredScopes);
    answer();
    env['ENCRYPTION_KEYS'] = `k2:${randomBytes(32).toString('base64')}`;
    expect(await find('keys')).toEqual([]);
    expect(await find('portal 7')).toMatchObject([{ verdict: 'fault', text: expect.stringContaining('"k1"') }]);
  });

  test('that did not grant a scope is named with it', async () => {
    const [missing = '', ...scopes] = readManifest().auth.requiredScopes;
    await install(scopes);
    answer();
    expect(await find('portal 7')).toMatchObject([{ verdict: 'fault', text: `did not grant ${missing}` }]);
  });
});
