import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { BENCH_APP } from './stand-in-process.ts';

export interface AppProcess {
  role: 'web' | 'worker' | 'all';
  pid: number;
  /** Rejects when the process ends without `stop` or `kill`. */
  ended: Promise<never>;
  /** SIGTERM, and SIGKILL after 30 s. */
  stop: () => Promise<void>;
  kill: () => Promise<void>;
}

export interface AppOptions {
  databaseUrl: string;
  /** The stand-in's. */
  hubspotUrl: string;
  /** Of the web process, on loopback. */
  port: number;
  /** The same for every process of one app. */
  encryptionKeys: string;
  env?: Record<string, string>;
}

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 30_000;
const LOG_LINES = 30;

export const createEncryptionKeys = (): string => `bench:${randomBytes(32).toString('base64')}`;
export const appUrlOf = (port: number): string => `http://127.0.0.1:${port}`;

/**
 * Starts one process of the app as an operator would: `node src/main.ts`, configured by the environment alone.
 * @throws Error with the end of its log where it does not start within three minutes
 */
export async function startAppProcess(role: AppProcess['role'], options: AppOptions): Promise<AppProcess> {
  const child = spawn(process.execPath, [MAIN], { env: environment(role, options), stdio: ['ignore', 'pipe', 'pipe'] });
  // A run that fails leaves no process behind.
  const killChild = (): void => void child.kill('SIGKILL');
  process.once('exit', killChild);
  child.once('exit', () => process.off('exit', killChild));
  const log: string[] = [];
  const started = Promise.withResolvers<void>();
  const keep = (line: string): void => {
    log.push(line);
    if (log.length > LOG_LINES) log.shift();
    if (line.includes('"msg":"started"')) started.resolve();
    else if (/"level":[56]0/.test(line)) console.error(`${role} ${child.pid}: ${line.slice(0, 600)}`);
  };
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', keep);
  let isStopping = false;
  const ended = once(child, 'exit').then(([code, signal]): never => {
    throw new Error(`The ${role} process ended (${code ?? signal}):\n${log.join('\n')}`);
  });
  ended.catch(() => undefined);
  const stopBy = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    isStopping = true;
    await endChild(child, signal);
  };
  const timeout = delay(START_TIMEOUT_MS, undefined, { ref: false }).then((): never => {
    throw new Error(`The ${role} process did not start within three minutes:\n${log.join('\n')}`);
  });
  await Promise.race([started.promise, ended, timeout]);
  return {
    role,
    pid: child.pid ?? 0,
    ended: ended.catch((error: unknown): Promise<never> => {
      if (isStopping) return new Promise<never>(() => undefined);
      throw error;
    }),
    stop: () => stopBy('SIGTERM'),
    kill: () => stopBy('SIGKILL'),
  };
}

async function endChild(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}

function environment(role: AppProcess['role'], options: AppOptions): Record<string, string> {
  const { databaseUrl, hubspotUrl, port, encryptionKeys, env = {} } = options;
  return {
    ROLE: role,
    HOST: '127.0.0.1',
    PORT: String(port),
    APP_BASE_URL: appUrlOf(port),
    HUBSPOT_CLIENT_ID: BENCH_APP.clientId,
    HUBSPOT_CLIENT_SECRET: BENCH_APP.clientSecret,
    HUBSPOT_APP_ID: BENCH_APP.appId,
    HUBSPOT_API_URL: hubspotUrl,
    HUBSPOT_APP_URL: hubspotUrl,
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEYS: encryptionKeys,
    ...env,
  };
}
