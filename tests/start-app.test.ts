import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

test('a port that another process has is named in plain words, with what to do', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as AddressInfo;
  const folder = await mkdtemp(join(tmpdir(), 'roundtable-start-'));
  const env = {
    PATH: process.env['PATH'],
    ROLE: 'web',
    HOST: '127.0.0.1',
    PORT: String(port),
    APP_BASE_URL: 'http://127.0.0.1:1',
    HUBSPOT_CLIENT_ID: 'client',
    HUBSPOT_CLIENT_SECRET: 'secret',
    HUBSPOT_APP_ID: '42',
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    DATA_DIR: folder,
  };
  const { status, stderr } = spawnSync(process.execPath, [MAIN], { env, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain(`Cannot listen at 127.0.0.1:${port}`);
  expect(stderr).toContain('OPERATOR_PORT');
  expect(stderr).not.toContain('    at ');
  taken.close();
  await rm(folder, { recursive: true, force: true });
});
