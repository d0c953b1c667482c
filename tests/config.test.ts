import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { InvalidInputError } from '../src/errors.ts';

const key = randomBytes(32).toString('base64');
const VALID = {
  APP_BASE_URL: 'https://roundtable.test/',
  HUBSPOT_CLIENT_ID: 'client',
  HUBSPOT_CLIENT_SECRET: 'new, old',
  HUBSPOT_APP_ID: '42',
  DATABASE_URL: 'postgres://u:p@localhost:5432/rt',
  ENCRYPTION_KEYS: `k2:${key},k1:${key}`,
};

function faultsOf(env: Record<string, string | undefined>): InvalidInputError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

const proxies = (TRUSTED_PROXIES: string) => readConfig({ ...VALID, TRUSTED_PROXIES }).trustedProxies;

describe('the configuration', () => {
  test('is read with its defaults', () => {
    expect(readConfig(VALID)).toEqual({
      role: 'all',
      port: 3000,
      host: '0.0.0.0',
      operatorPort: null,
      trustedProxies: [],
      appBaseUrl: 'https://roundtable.test',
      hubspot: {
        clientId: 'client',
        clientSecrets: ['new', 'old'],
        appId: 42,
        apiUrl: 'https://api.hubapi.com',
        appUrl: 'https://app.hubspot.com',
      },
      database: { databaseUrl: 'postgres://u:p@localhost:5432/rt' },
      encryptionKeys: [
        { id: 'k2', key: Buffer.from(key, 'base64') },
        { id: 'k1', key: Buffer.from(key, 'base64') },
      ],
      logLevel: 'info',
      asOf: null,
    });
  });

  test('takes the proxies before it by their addresses, and nothing that lets anybody name their own', () => {
    expect(proxies('loopback, 10.0.0.0/8,192.0.2.7, fd00::/8')).toEqual([
      'loopback',
      '10.0.0.0/8',
      '192.0.2.7',
      'fd00::/8',
    ]);
    for (const wrong of ['*', 'true', '1', '10.0.0.0/33', 'proxy.example']) {
      const { faults } = faultsOf({ ...VALID, TRUSTED_PROXIES: wrong });
      expect(faults.map(({ field }) => field.split('.')[0])).toEqual(['TRUSTED_PROXIES']);
    }
  });

  test('takes a folder instead of a server, and a moment to score at', () => {
    const env = {
      ...VALID,
      DATABASE_URL: '',
      DATA_DIR: './data',
      AS_OF: '2026-01-31T09:00:00+01:00',
      ROLE: 'worker',
      PORT: '8080',
    };
    expect(readConfig(env)).toMatchObject({
      role: 'worker',
      port: 8080,
      database: { folder: './data' },
      asOf: Date.parse('2026-01-31T08:00:00Z'),
    });
  });

  test('names everything that is missing at once', () => {
    const { faults, message } = faultsOf({});
    expect(faults.map(({ field }) => field).toSorted()).toEqual([
      'APP_BASE_URL',
      'DATABASE_URL',
      'ENCRYPTION_KEYS',
      'HUBSPOT_APP_ID',
      'HUBSPOT_CLIENT_ID',
      'HUBSPOT_CLIENT_SECRET',
    ]);
    for (const { field, problem } of faults) {
      expect(problem).toMatch(/^is missing/);
      expect(message).toContain(`${field} is missing`);
    }
  });

  test.each([
    ['ROLE', 'boss', /web, worker or all/],
    ['PORT', '70000', /1 to 65535/],
    ['PORT', 'http', /port number/],
    ['APP_BASE_URL', 'roundtable.test', /must be a URL/],
    ['HUBSPOT_APP_ID', 'abc', /whole number/],
    ['HUBSPOT_CLIENT_SECRET', ' , ', /missing/],
    ['HUBSPOT_API_URL', 'ftp://x', /must be a URL/],
    ['DATABASE_URL', 'mysql://x', /postgres:\/\//],
    ['DATA_DIR', './data', /both given/],
    ['ENCRYPTION_KEYS', 'k1:c2hvcnQ=', /32 bytes/],
    ['ENCRYPTION_KEYS', key, /id:key/],
    ['ENCRYPTION_KEYS', `k1:${key},k1:${key}`, /each once/],
    ['LOG_LEVEL', 'loud', /fatal, error/],
    ['AS_OF', 'yesterday', /ISO time/],
  ])('refuses %s=%s with what to do', (name, value, problem) => {
    const { faults, message } = faultsOf({ ...VALID, [name]: value });
    expect(faults).toHaveLength(1);
    expect(message).toMatch(problem);
    expect(message).toContain(name === 'DATA_DIR' ? 'DATABASE_URL' : name);
  });

  test('never shows a value: they are secrets', () => {
    const secret = 'hunter2hunter2';
    const { message } = faultsOf({ ...VALID, ENCRYPTION_KEYS: secret, DATABASE_URL: secret, AS_OF: secret });
    expect(message).not.toContain(secret);
  });

  test('has every variable documented in .env.example, and no other', () => {
    const documented = [...readFileSync('.env.example', 'utf8').matchAll(/^#? ?([A-Z_]+)=/gm)].map(
      (match) => match[1] ?? '',
    );
    const source = readFileSync('src/config.ts', 'utf8');
    const read = [...source.matchAll(/^ {4}([A-Z_]+): /gm)].map((match) => match[1] ?? '');
    const compose = readFileSync('deploy/compose.yaml', 'utf8');
    const passwords = [...compose.matchAll(/\$\{([A-Z_]+_PASSWORD):\?/g)].map((match) => match[1] ?? '');
    expect(new Set(documented)).toEqual(new Set([...read, ...passwords]));
    expect(read.length).toBeGreaterThan(10);
  });
});
