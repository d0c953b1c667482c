import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { readConfig } from '../../../src/config.ts';
import type { HttpContext } from '../../../src/http/http-context.ts';
import type { FaultPlan } from '../../../src/sandbox/hubspot/faults/fault-plan.ts';
import { readHubSpotProject } from '../../../src/sandbox/hubspot/hubspot-project.ts';
import { startStandIn, type StandIn } from '../../../src/sandbox/hubspot/stand-in.ts';
import { findPort } from '../../../src/sandbox/run/find-port.ts';
import type { PortalData } from '../../../src/sandbox/portal-data.ts';
import { startApp } from '../../../src/start-app.ts';
import { startRestartablePostgres, type RestartablePostgres } from './restartable-postgres.ts';
import { startWorkers, type WorkerProcesses } from './worker-processes.ts';

const EXTENSIONS = fileURLToPath(new URL('../../../extensions', import.meta.url));
const CREDENTIALS = { clientId: 'client-1', clientSecret: 'secret-1', appId: '4242' };

/** What takes part in a run: HubSpot in a box and the web role here, PostgreSQL and the workers as processes. */
export interface Run {
  appUrl: string;
  context: HttpContext;
  standIn: StandIn;
  postgres: RestartablePostgres;
  workers: WorkerProcesses;
  stop: () => Promise<void>;
}

export interface RunOptions {
  data: PortalData;
  faults: FaultPlan;
  /** Worker processes. */
  workers: number;
  /** Gets what the app's processes say. */
  logFolder: string;
}

/** Starts all of them. */
export async function startRun({ data, faults, workers: count, logFolder }: RunOptions): Promise<Run> {
  await rm(logFolder, { recursive: true, force: true });
  await mkdir(logFolder, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'roundtable-faults-portal-'));
  const port = await findPort(0);
  const appUrl = `http://127.0.0.1:${port}`;
  const postgres = await startRestartablePostgres();
  const standIn = await startStandIn({
    port: 0,
    folder,
    data,
    app: CREDENTIALS,
    project: await readHubSpotProject(EXTENSIONS, { APP_BASE_URL: appUrl }),
    behaviour: {
      limits: { tenSecondly: 2000, searchSecondly: 100 },
      webhookRetryDelaysMs: [300, 600, 1200, 2400, 4800, 4800],
      faults,
    },
  });
  const environment = {
    APP_BASE_URL: appUrl,
    HOST: '127.0.0.1',
    PORT: String(port),
    HUBSPOT_CLIENT_ID: CREDENTIALS.clientId,
    HUBSPOT_CLIENT_SECRET: CREDENTIALS.clientSecret,
    HUBSPOT_APP_ID: CREDENTIALS.appId,
    HUBSPOT_API_URL: standIn.url,
    HUBSPOT_APP_URL: standIn.url,
    DATABASE_URL: postgres.databaseUrl,
    ENCRYPTION_KEYS: `faults:${randomBytes(32).toString('base64')}`,
    LOG_LEVEL: 'info',
  };
  const log = pino({ level: 'info' }, pino.destination(join(logFolder, 'web.log')));
  const app = await startApp(readConfig({ ...environment, ROLE: 'web' }), log);
  const workers = startWorkers(count, { ...environment, ROLE: 'worker' }, join(logFolder, 'workers.log'));
  return {
    appUrl,
    context: app.context,
    standIn,
    postgres,
    workers,
    stop: async () => {
      await workers.stop();
      await app.stop();
      await standIn.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
