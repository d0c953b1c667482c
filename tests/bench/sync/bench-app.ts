import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { createQueue } from '../../../src/jobs/queue.ts';
import type { LoggedRequest } from '../../../src/sandbox/hubspot/http/request-log.ts';
import { findPort } from '../../../src/sandbox/run/find-port.ts';
import { openDatabase, type Database } from '../../../src/storage/connection/database.ts';
import type { PostgresServer } from '../../storage/start-postgres.ts';
import { BENCH_PORTAL_ID, type GeneratePortalOptions } from '../support/generate-portal.ts';
import { installApp, readRequestLog } from '../support/drive-app.ts';
import { appUrlOf, createEncryptionKeys, startAppProcess, type AppProcess } from '../support/start-app-processes.ts';
import { startStandInProcess, type StandInProcess, type StandInProcessOptions } from '../support/stand-in-process.ts';
import { IN_STAND_IN, settleWebhooks } from './in-stand-in.ts';

/** The whole product on one portal: a stand-in HubSpot, one web and one worker process, a database of their own. */
export interface BenchApp {
  standIn: StandInProcess;
  worker: AppProcess;
  db: Database;
  /** Installs; the first sync then runs in the worker. */
  install: () => Promise<void>;
  /** Resolves when the first sync is complete. @throws Error where a process ends before */
  untilActive: () => Promise<void>;
  /** The requests counted against a limit since `fromMs` (epoch), oldest first. */
  listRequests: (fromMs: number) => Promise<LoggedRequest[]>;
  /** Resolves when no webhook, event, stale account or job of the portal waits, twice in a row. */
  untilIdle: () => Promise<void>;
  /** Runs a sweep, as the clockwork does every ten minutes, and resolves when all is idle again. */
  sweep: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface BenchAppOptions {
  server: PostgresServer;
  portal: Omit<GeneratePortalOptions, 'now'>;
  behaviour?: StandInProcessOptions['behaviour'];
  faults?: StandInProcessOptions['faults'];
  /** Of the worker process. */
  workerEnv?: Record<string, string>;
}

const LOOK_EVERY_MS = 100;
const QUIET_LOOKS = 10;

export async function startBenchApp(options: BenchAppOptions): Promise<BenchApp> {
  const { server, portal, behaviour, faults, workerEnv = {} } = options;
  const databaseUrl = await server.createDatabaseUrl();
  const port = await findPort(0);
  const standIn = await startStandInProcess({
    appUrl: appUrlOf(port),
    portal: { ...portal, now: Date.now() },
    ...(behaviour === undefined ? {} : { behaviour }),
    ...(faults === undefined ? {} : { faults }),
  });
  const app = { databaseUrl, hubspotUrl: standIn.url, port, encryptionKeys: createEncryptionKeys() };
  const env = { LOG_LEVEL: 'info' };
  const web = await startAppProcess('web', { ...app, env });
  const worker = await startAppProcess('worker', { ...app, env: { ...env, ...workerEnv } });
  const db = await openDatabase({ databaseUrl }, { outside: 'every' });
  const ended = Promise.race([web.ended, worker.ended]);
  const untilIdle = async (): Promise<void> => {
    await standIn.run(IN_STAND_IN, settleWebhooks.name);
    await Promise.race([until(() => isIdle(db), QUIET_LOOKS), ended]);
  };
  return {
    standIn,
    worker,
    db,
    install: () => installApp(appUrlOf(port)),
    untilActive: () => Promise.race([until(() => isActive(db), 1), ended]),
    listRequests: async (fromMs) =>
      (await readRequestLog(standIn)).filter(({ limit, atMs }) => limit !== 'none' && atMs >= fromMs),
    untilIdle,
    sweep: async () => {
      const queue = createQueue(db, { onError: (error) => console.error(error) });
      await queue.start({ work: false });
      await queue.send('sweep', { portalId: BENCH_PORTAL_ID }, { singletonKey: String(BENCH_PORTAL_ID) });
      await untilIdle();
      await queue.stop();
    },
    stop: async () => {
      await Promise.all([web.stop(), worker.stop()]);
      await standIn.stop();
      await db.close();
    },
  };
}

/** Looks until `holds` was true so many times in a row. */
async function until(holds: () => Promise<boolean>, times: number): Promise<void> {
  for (let inARow = 0; inARow < times; await delay(LOOK_EVERY_MS)) inARow = (await holds()) ? inARow + 1 : 0;
}

async function isActive(db: Database): Promise<boolean> {
  const row = await db.kysely
    .selectFrom('portals')
    .select('status')
    .where('portal_id', '=', BENCH_PORTAL_ID)
    .executeTakeFirst();
  return row?.status === 'active';
}

async function isIdle({ kysely }: Database): Promise<boolean> {
  const { rows } = await sql<{ waiting: number }>`select (
      (select count(*) from webhook_events where processed_at is null) +
      (select count(*) from stale_accounts) +
      (select count(*) from pgboss.job where state in ('created', 'active', 'retry') and name not like '\\_\\_%'
         and start_after <= now())
    )::int as waiting`.execute(kysely);
  return rows[0]?.waiting === 0;
}
