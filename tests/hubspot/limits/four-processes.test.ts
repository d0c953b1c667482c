import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { readHubSpotProject } from '../../../src/sandbox/hubspot/hubspot-project.ts';
import type { LoggedRequest } from '../../../src/sandbox/hubspot/http/request-log.ts';
import { startStandIn } from '../../../src/sandbox/hubspot/stand-in.ts';
import { openDatabase } from '../../../src/storage/connection/database.ts';
import { saveGrant } from '../../../src/storage/portal/grants.ts';
import { upsertPortal } from '../../../src/storage/portal/portals.ts';
import { createTokenCipher } from '../../../src/storage/connection/token-cipher.ts';
import { createSmallPortal, PORTAL_ID } from '../../fixtures/small-portal.ts';
import { startPostgres, type PostgresServer } from '../../storage/start-postgres.ts';
import type { LimitedProcessOptions, Place, Work } from './limited-process.ts';
import { mostInWindow } from './simulated-limits.ts';

const PROCESSES = 4;
const TIMEOUT_MS = 90_000;
/** A timer may fire a moment early. */
const EARLY_MS = 2;
/** What the cells leave over covers requests that are so late: 2 of 110 in 10 s, 1 of 5 in a second. */
const SPARE_MS = { general: 200, search: 330 } as const;
const EXTENSIONS = fileURLToPath(new URL('../../../extensions', import.meta.url));
const APP = { clientId: 'client-1', clientSecret: 'secret-1', appId: '4242' };
const ACCESS_TOKEN = 'access-1';

const { server, reason } = await startPostgres();
afterAll(() => server?.stop());

if (server === null) {
  // oxlint-disable-next-line vitest/no-disabled-tests -- a machine on which PostgreSQL cannot start
  test.skip(`four processes on PostgreSQL, skipped: ${reason}`, () => undefined);
} else {
  test(
    'four processes never send more than HubSpot allows, and cards go before jobs',
    { timeout: TIMEOUT_MS },
    async () => {
      const limits = { tenSecondly: 110, searchSecondly: 5 };
      const { log, placesByProcess } = await hammer(server, limits, { background: 30, cards: 5, searches: 8 });
      const places = placesByProcess.flat();
      const answered = log.filter(({ status }) => status === 200);
      expect([timesOf(answered, 'general').length, timesOf(answered, 'search').length]).toEqual([140, 32]);
      expect(mostGiven(places, 'general', 9_999)).toBeLessThanOrEqual(110);
      expect(mostGiven(places, 'search', 999)).toBeLessThanOrEqual(5);
      for (const bucket of ['general', 'search'] as const) {
        const { earliestMs, latestMs } = comparePlaces(timesOf(log, bucket), places, bucket);
        expect(earliestMs).toBeGreaterThanOrEqual(-EARLY_MS);
        // Refused is nobody, unless the machine stopped a process between the place it was given and the request.
        const refused = log.filter(({ limit, status }) => limit === bucket && status !== 200);
        expect(latestMs > SPARE_MS[bucket] ? [] : refused).toEqual([]);
      }
      for (const own of placesByProcess) expect(countJobsBefore(own, 5)).toBeLessThan(20);
    },
  );

  test(
    'four processes use a higher limit as soon as the first answer tells of it',
    { timeout: TIMEOUT_MS },
    async () => {
      const limits = { tenSecondly: 2_000, searchSecondly: 5 };
      const { log } = await hammer(server, limits, { background: 150, cards: 25, searches: 0 });
      expect(log.filter(({ status }) => status !== 200)).toEqual([]);
      const general = timesOf(log, 'general');
      expect(general).toHaveLength(PROCESSES * 175);
      expect(mostInWindow(general, 9_999)).toBeGreaterThan(130);
    },
  );
}

interface Outcome {
  /** What the stand-in saw of the processes' work. */
  log: LoggedRequest[];
  /** Of each process, in the order they were given. */
  placesByProcess: Place[][];
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
    const placesByProcess = (await Promise.all(done)) as Place[][];
    return { log: standIn.requestLog.slice(before), placesByProcess };
  } finally {
    for (const child of children) child.kill();
    await standIn.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function connectPortal(databaseUrl: string, encryptionKey: string, scopes: string[]): Promise<void> {
  const db = await openDatabase({ databaseUrl }, { outside: PORTAL_ID });
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

/** The general places of a process that jobs were given before so many cards had theirs. */
function countJobsBefore(places: readonly Place[], cards: number): number {
  const lanes = places.filter(({ bucket }) => bucket === 'general').map(({ lane }) => lane);
  const last = [...lanes.entries()].filter(([, lane]) => lane === 'card')[cards - 1];
  return lanes.slice(0, last?.[0] ?? lanes.length).filter((lane) => lane === 'background').length;
}

/** Most places that certainly lie in one window of `windowMs`. */
function mostGiven(places: readonly Place[], bucket: string, windowMs: number): number {
  const own = places.filter((place) => place.bucket === bucket);
  return Math.max(
    ...own.map(({ from }) => own.filter((place) => place.from >= from && place.to < from + windowMs).length),
  );
}

/**
 * Requests beside the places that were given, the first beside the first: how long after its place the earliest (before
 * it, where negative; `-Infinity` without any place) and the latest arrived. A place that was waited for too long is left.
 */
function comparePlaces(
  arrivals: readonly number[],
  places: readonly Place[],
  bucket: string,
): { earliestMs: number; latestMs: number } {
  const own = places.filter((place) => place.bucket === bucket);
  const [from, to] = [own.map((place) => place.from).toSorted(byTime), own.map((place) => place.to).toSorted(byTime)];
  const sorted = arrivals.toSorted(byTime);
  return {
    earliestMs: Math.min(...sorted.map((at, index) => at - (from[index] ?? Infinity))),
    latestMs: Math.max(...sorted.map((at, index) => at - (to[index] ?? -Infinity))),
  };
}

const byTime = (left: number, right: number): number => left - right;
