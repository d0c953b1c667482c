import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findPort } from '../../src/sandbox/run/find-port.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';

/* What the Containerfile makes of this tree, outside a container: its last stage, with the packages of production. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const [, stage = ''] = readFileSync(`${ROOT}deploy/Containerfile`, 'utf8').split(/^FROM \$\{NODE\}$/m);
const lines = stage.replaceAll('\\\n', ' ').split('\n');
const { packages } = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')) as {
  packages: Record<string, { dev?: boolean; link?: boolean }>;
};
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roundtable-image-'));
  for (const line of lines.filter((each) => each.startsWith('COPY') && !each.includes('--from'))) {
    const [target = '', ...sources] = line.split(' ').slice(1).toReversed();
    for (const source of sources) {
      cpSync(join(ROOT, source), join(folder, target === './' ? source : target), { recursive: true });
    }
  }
  for (const [path, { dev, link }] of Object.entries(packages)) {
    if (!/^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path) || dev === true || link === true) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(ROOT, path), join(folder, path));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A command of the stage in its exec form. */
function commandOf(words: RegExp): string[] {
  const line = lines.find((each) => words.test(each)) ?? '';
  return JSON.parse(line.slice(line.indexOf('['))) as string[];
}

function start([program = '', ...args]: string[], env: Record<string, string>) {
  return spawn(program === 'node' ? process.execPath : program, args, {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test('the image starts from what it copies, is found healthy by its own check, and ends by its signal', async () => {
  const [port, operatorPort] = [await findPort(0), await findPort(0)];
  const env = {
    PORT: String(port),
    HOST: '127.0.0.1',
    OPERATOR_PORT: String(operatorPort),
    DATA_DIR: join(folder, 'data'),
    APP_BASE_URL: 'https://roundtable.example',
    HUBSPOT_CLIENT_ID: 'a-client',
    HUBSPOT_CLIENT_SECRET: 'a-secret',
    HUBSPOT_APP_ID: '4242',
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  };
  const app = start(commandOf(/^CMD/), env);
  let said = '';
  for (const stream of [app.stdout, app.stderr]) stream.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  const ended = once(app, 'exit');
  try {
    const isHealthy = async () => {
      const [code] = await once(start(commandOf(/^HEALTHCHECK/), env), 'exit');
      expect(code).toBe(0);
    };
    const healthy = vi.waitFor(isHealthy, { timeout: PATIENCE_MS, interval: 3_000 });
    expect(await Promise.race([healthy, ended.then(() => said)])).toBeUndefined();
  } finally {
    app.kill((lines.find((each) => each.startsWith('STOPSIGNAL'))?.split(' ')[1] ?? '') as NodeJS.Signals);
  }
  expect((await ended)[0]).toBe(0);
});
