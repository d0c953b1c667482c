import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { readHubSpotProject } from '../../src/sandbox/hubspot/hubspot-project.ts';
import type { LoggedRequest } from '../../src/sandbox/hubspot/http/request-log.ts';
import { startStandIn } from '../../src/sandbox/hubspot/stand-in.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { saveGrant } from '../../src/storage/grants.ts';
import { upsertPortal } from '../../src/storage/portals.ts';
import { createTokenCipher } from '../../src/storage/token-cipher.ts';
import { createSmallPortal, PORTAL_ID } from '../fixtures/small-portal.ts';
import { startPostgres, type PostgresServer } from '../storage/start-postgres.ts';
import type { LimitedProcessOptions, Work } from './limited-process.ts';
import { mostInWindow } from './simulated-limits.ts';

const PROCESSES = 4;
/** A machine that stops a process for longer than the limiter's spare covers makes its requests late: tried again. */
const PATIENT = { timeout: 90_000, retry: 2 };
const EXTENSIONS = fileURLToPath(new URL('../../extensions', import.meta.url));
const APP = { clientId: 'client-1', clientSecret: 'secret-1', appId: '4242' };
const ACCESS_TOKEN = 'access-1';

const { server, reason } = await startPostgres();
afterAll(() => server?.stop());

if (server === null) {
  // oxlint-disable-next-line vitest/no-disabled-tests -- a machine on which PostgreSQL cannot start
  test.skip(`four processes on PostgreSQL, skipped: ${reason}`, () => undefined);
} else {
  test('four processes never send more than HubSpot allows, and cards go before jobs', PATIENT, async () => {
    const limits = { tenSecondly: 110, searchSecondly: 5 };
    const { log, jobsBeforeCards } = await hammer(server, limits, { background: 30, cards: 5, searches: 8 });
    expect(log.filter(({ status }) => status !== 200)).toEqual([]);
    const [general, search] = [timesOf(log, 'general'), timesOf(log, 'search')];
    expect([general.length, search.length]).toEqual([PROCESSES * 35, PROCESSES * 8]);
    expect(mostInWindow(general, 9_999)).toBeLessThanOrEqual(110);
    expect(mostInWindow(search, 999)).toBeLessThanOrEqual(5);
    for (const count of jobsBeforeCards) expect(count).toBeLessThan(20);
  });

  test('four processes use a higher limit as soon as the first answer tells of it', PATIENT, async () => {
    const limits = { tenSecondly: 2_000, searchSecondly: 5 };
    const { log } = await hammer(server, limits, { background: 150, cards: 25, searches: 0 });
    expect(log.filter(({ status }) => status !== 200)).toEqual([]);
    const general = timesOf(log, 'general');
    expect(general).toHaveLength(PROCESSES * 175);
    expect(mostInWindow(general, 9_999)).toBeGreaterThan(130);
  });
}

interface Outcome {
  /** What the stand-in saw of the processes' work. */
  log: LoggedRequest[];
  /** Of each process: its jobs that were answered before its last card. */
  jobsBeforeCards: number[];
}

/** Lets the processes work side by side against one stand-in. */
async function hammer(
  postgres: PostgresServer,
  limits: { tenSecondly: number; searchSecondly: number },
  work: Work,
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'roundtable-limits-'));
  const project = await readHubSpotProject(EXTENSIONS, { APP_BASE_URL: 'http://127.0.0.1:9' });
  const standIn = await startStandIn({
    port: 0,
    folder,
    data: createSmallPortal(),
    app: APP,
    project,
    behaviour: { limits },
  });
  const { requiredScopes: scopes } = project.app.auth;
  standIn.store.tokens.access[ACCESS_TOKEN] = Date.now() + 3_600_000;
  standIn.store.grant = { scopes, userId: 77, userEmail: 'ava@vendor.example', installedAtMs: Date.now() };
  const encryptionKey = randomBytes(32).toString('base64');
  const databaseUrl = await postgres.createDatabaseUrl();
  await connectPortal(databaseUrl, encryptionKey, scopes);
  const options: LimitedProcessOptions = { databaseUrl, apiUrl: standIn.url, portalId: PORTAL_ID, encryptionKey, work };
  const children = Array.from({ length: PROCESSES }, () => startProcess(options));
  try {
    await Promise.all(children.map(hear));
    const before = standIn.requestLog.length;
    const done = children.map(hear);
    for (const child of children) child.send('go');
    const said = (await Promise.all(done)) as { jobsBeforeCards: number }[];
    return { log: standIn.requestLog.slice(before), jobsBeforeCards: said.map((one) => one.jobsBeforeCards) };
  } finally {
    for (const child of children) child.kill();
    await standIn.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function connectPortal(databaseUrl: string, encryptionKey: string, scopes: string[]): Promise<void> {
  const db = await openDatabase({ databaseUrl });
  const cipher = createTokenCipher([{ id: 'k1', key: Buffer.from(encryptionKey, 'base64') }]);
  const now = Date.now();
  await upsertPortal(db.kysely, {
    portalId: PORTAL_ID,
    status: 'active',
    hubDomain: null,
    timeZone: 'UTC',
    currency: 'EUR',
    installedBy: null,
    scopes,
    installedAt: now,
    statusSince: now,
  });
  const grant = { accessToken: ACCESS_TOKEN, refreshToken: 'refresh-1', expiresAt: now + 3_600_000 };
  await saveGrant(db.kysely, cipher, PORTAL_ID, grant);
  await db.close();
}

function startProcess(options: LimitedProcessOptions): ChildProcess {
  const file = fileURLToPath(new URL('limited-process.ts', import.meta.url));
  return fork(file, [JSON.stringify(options)], { execArgv: [] });
}

/** What the process says next. @throws where it ends before that */
function hear(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`The process ended with ${code} and said nothing.`)));
  });
}

function timesOf(log: readonly LoggedRequest[], limit: LoggedRequest['limit']): number[] {
  return log.filter((request) => request.limit === limit).map(({ atMs }) => atMs);
}
