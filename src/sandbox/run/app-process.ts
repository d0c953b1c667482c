import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { SandboxFolder } from './sandbox-folder.ts';

export interface AppProcess {
  url: string;
  /** Rejects if the app exits on its own. */
  ended: Promise<never>;
  logPath: string;
  stop: () => Promise<void>;
}

interface AppProcessOptions {
  folder: SandboxFolder;
  port: number;
  hubspotUrl: string;
  asOf: string | null;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
const LOG_LINES = 15;

/**
 * Starts the app as an operator would: as its own process, configured by the environment only. Its log goes to `app.log`.
 * @throws Error with the end of the log if it does not become ready
 */
export async function startAppProcess(options: AppProcessOptions): Promise<AppProcess> {
  const url = `http://127.0.0.1:${options.port}`;
  const logPath = join(options.folder.path, 'app.log');
  const child = spawn(process.execPath, [MAIN], { env: environment(options, url), stdio: ['ignore', 'pipe', 'pipe'] });
  const log = createWriteStream(logPath, { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ended = exited.then(async (code) => {
    throw new Error(`The app ended with code ${code}. The end of ${logPath}:\n${await readEnd(logPath)}`);
  });
  ended.catch(() => undefined);
  await Promise.race([waitUntilReady(url), ended]);
  return { url, ended, logPath, stop: () => stopProcess(child, exited) };
}

function environment({ folder, port, hubspotUrl, asOf }: AppProcessOptions, url: string): Record<string, string> {
  const { clientId, clientSecret, appId, encryptionKeys } = folder.secrets;
  return {
    ROLE: 'all',
    HOST: '127.0.0.1',
    PORT: String(port),
    APP_BASE_URL: url,
    HUBSPOT_CLIENT_ID: clientId,
    HUBSPOT_CLIENT_SECRET: clientSecret,
    HUBSPOT_APP_ID: appId,
    HUBSPOT_API_URL: hubspotUrl,
    HUBSPOT_APP_URL: hubspotUrl,
    DATA_DIR: join(folder.path, 'app-data'),
    ENCRYPTION_KEYS: encryptionKeys,
    ...(asOf === null ? {} : { AS_OF: asOf }),
  };
}

async function waitUntilReady(url: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    if (Date.now() > deadline) throw new Error(`The app did not answer at ${url}/readyz within a minute.`);
    await delay(100);
  }
}

async function stopProcess(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}

/** The last lines of the app's log, for error messages. */
export async function readEnd(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-LOG_LINES).join('\n');
}
