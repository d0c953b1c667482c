import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHubSpotProject } from '../../src/sandbox/hubspot/hubspot-project.ts';
import { MARKETPLACE_LIMITS } from '../../src/sandbox/hubspot/http/rate-limits.ts';
import { startStandIn, type StandIn } from '../../src/sandbox/hubspot/stand-in.ts';
import { findPort } from '../../src/sandbox/run/find-port.ts';
import { openDatabase, type Database } from '../../src/storage/connection/database.ts';
import { getPortalNorms } from '../../src/storage/accounts/portal-norms.ts';
import { getActiveVersion } from '../../src/storage/portal/models.ts';
import { getPortal } from '../../src/storage/portal/portals.ts';
import {
  createEncryptionKeys,
  startAppProcess,
  type AppOptions,
  type AppProcess,
} from '../bench/support/start-app-processes.ts';
import { generatePortal } from '../bench/support/generate-portal.ts';
import { compareMirror } from '../faults/compare/compare-mirror.ts';
import { comparePublished } from '../faults/compare/compare-published.ts';
import { compareTasks, type StartedPlay } from '../faults/compare/compare-tasks.ts';
import { createAdminBrowser } from '../fixtures/admin-browser.ts';
import { createPortalUsers } from '../fixtures/portal-users.ts';
import { CREDENTIALS, EXTENSIONS, callSigned } from '../fixtures/running-app.ts';
import { settle } from '../fixtures/tenants.ts';
import { startPostgres } from '../storage/start-postgres.ts';
import { startLoadBalancer, type LoadBalancer } from './load-balancer.ts';

const PORTAL_ID = 910_000_001;
const COMPANIES = 40;
const WORK_EVERY_MS = 150;
const NOBODY_ELSE = { signals: [], activities: [], decisions: [], leavers: [] };

const { server, reason } = await startPostgres();

if (server === null) {
  // oxlint-disable-next-line vitest/no-disabled-tests -- a machine on which PostgreSQL cannot start
  test.skip(`a rolling restart, skipped: ${reason}`, () => undefined);
} else {
  let balancer: LoadBalancer;
  let standIn: StandIn;
  let db: Database;
  const processes: AppProcess[] = [];
  let start: (index: number) => Promise<AppProcess>;

  beforeAll(async () => {
    const ports = [await findPort(0), await findPort(0)];
    balancer = await startLoadBalancer(ports);
    standIn = await startPortal(balancer.url);
    const databaseUrl = await server.createDatabaseUrl();
    const options: Omit<AppOptions, 'port'> = {
      databaseUrl,
      hubspotUrl: standIn.url,
      encryptionKeys: createEncryptionKeys(),
      env: {
        APP_BASE_URL: balancer.url,
        HUBSPOT_CLIENT_ID: CREDENTIALS.clientId,
        HUBSPOT_CLIENT_SECRET: CREDENTIALS.clientSecret,
      },
    };
    // Two that serve, then two that work.
    start = (index) =>
      startAppProcess(index < 2 ? 'web' : 'worker', { ...options, port: ports[index] ?? ports[0] ?? 0 });
    for (const index of [0, 1, 2, 3]) processes.push(await start(index));
    db = await openDatabase({ databaseUrl }, { migrate: false, outside: 'every' });
    const browser = createAdminBrowser(balancer.url);
    await browser.visit(await browser.allow(await browser.openInstall()));
    await untilActive(db);
    await settle({ db }, [{ standIn }], 120_000);
  });
  afterAll(async () => {
    await Promise.all(processes.map((each) => each.stop()));
    await db.close();
    await standIn.close();
    await balancer.close();
    await server.stop();
  });

  test(
    'web and worker processes are restarted one after the other: nothing is lost, done twice or answered by a fault',
    { timeout: 400_000 },
    async () => {
      const work = keepWorking(standIn, balancer.url);
      for (const index of [0, 2, 1, 3]) {
        await processes[index]?.stop();
        const replaced = await start(index);
        processes[index] = replaced;
        await delay(1_000);
      }
      const { started, edits } = await work.stop();
      await settle({ db }, [{ standIn }], 180_000);

      expect(started.length).toBeGreaterThan(3);
      expect(edits).toBeGreaterThan(20);
      expect(balancer.passed.filter(({ status }) => status === 0 || status >= 500)).toEqual([]);
      expect(new Set(balancer.passed.map(({ port }) => port)).size).toBe(2);
      const kinds = ['/webhooks', '/api/cards/account?', '/api/cards/account/plays/start'];
      for (const kind of kinds) expect(balancer.passed.some(({ path }) => path.startsWith(kind))).toBe(true);
      const { store } = standIn;
      expect(await compareMirror(db.kysely, store, NOBODY_ELSE, Date.now())).toEqual([]);
      expect(await compareTasks(db.kysely, store, started)).toEqual([]);
      const version = await getActiveVersion(db.kysely, PORTAL_ID);
      const kept = await getPortalNorms(db.kysely, PORTAL_ID, version ?? 0);
      expect(comparePublished(store, NOBODY_ELSE, Date.now(), { norms: kept?.norms })).toEqual([]);
      expect(standIn.violations).toEqual([]);
    },
  );
}

async function untilActive(db: Database): Promise<void> {
  const until = Date.now() + 180_000;
  while ((await getPortal(db.kysely, PORTAL_ID))?.status !== 'active') {
    if (Date.now() > until) throw new Error('The first sync does not end.');
    await delay(200);
  }
}

async function startPortal(appUrl: string): Promise<StandIn> {
  return startStandIn({
    port: 0,
    folder: null,
    data: generatePortal({ companies: COMPANIES, seed: 3, now: Date.now(), portalId: PORTAL_ID }),
    app: CREDENTIALS,
    project: await readHubSpotProject(EXTENSIONS, { APP_BASE_URL: appUrl }),
    behaviour: {
      limits: { ...MARKETPLACE_LIMITS, tenSecondly: 2_000 },
      searchIndexLagMs: 100,
      webhookBatchDelayMs: 5,
      // A delivery that meets a fault is repeated, but counted.
      webhookRetryDelaysMs: [300, 600, 1_200],
    },
  });
}

interface Work {
  stop: () => Promise<{ started: StartedPlay[]; edits: number }>;
}

/** People edit companies and contacts, look at cards and start plays, all the time. */
function keepWorking(standIn: StandIn, appUrl: string): Work {
  const users = createPortalUsers(standIn);
  const ended = new AbortController();
  const started: StartedPlay[] = [];
  let edits = 0;
  const work = async (): Promise<void> => {
    for (let index = 0; !ended.signal.aborted; index += 1) {
      const companyId = String(1 + (index % COMPANIES));
      const people = String((index * 97) % 5_000);
      users.set('companies', companyId, { numberofemployees: people, annualrevenue: `${people}000` });
      edits += 1;
      if (index % 2 === 0) await usePlays(appUrl, companyId, started);
      await delay(WORK_EVERY_MS);
    }
  };
  const done = work();
  return {
    stop: async () => {
      ended.abort();
      await done;
      return { started, edits };
    },
  };
}

async function usePlays(appUrl: string, companyId: string, started: StartedPlay[]): Promise<void> {
  const at = { portalId: PORTAL_ID };
  const { body: card } = await callSigned(appUrl, `/api/cards/account?companyId=${companyId}`, at);
  const playId: string | undefined = card.plays?.[0]?.playId;
  if (playId === undefined) return;
  const body = { companyId, playId, requestId: `rolling-${companyId}-${started.length}` };
  const { status } = await callSigned(appUrl, '/api/cards/account/plays/start', { ...at, method: 'POST', body });
  if (status === 200) started.push(body);
}
