import type { Server } from 'node:http';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createLimiter } from './hubspot/limiter.ts';
import { createOAuthClient } from './hubspot/oauth.ts';
import { createApp } from './http/create-app.ts';
import type { HttpContext } from './http/http-context.ts';
import { createQueue } from './jobs/queue.ts';
import { readManifest } from './manifest/manifest.ts';
import { openDatabase, type Database } from './storage/database.ts';
import { createLimitStore } from './storage/rate-limits.ts';
import { asPortal, requireTenant } from './storage/tenant-scope.ts';
import { createTokenCipher } from './storage/token-cipher.ts';
import { defineJobs, resumeWork, scheduleJobs } from './sync/define-jobs.ts';
import { createPortalClients } from './sync/portal-client.ts';

/** Connections that are still open this long after the stop are closed. */
const CLOSE_AFTER_MS = 10_000;

export interface RunningApp {
  /** What the rooms were given, for whoever asks the running app from inside: a test. */
  context: HttpContext;
  stop: () => Promise<void>;
}

/** The composition root: wires the rooms together and starts the roles of this process. */
export async function startApp(config: Config, log: Logger): Promise<RunningApp> {
  const db = await openDatabase(config.database);
  return requireTenant(() => startRoles(config, db, log));
}

async function startRoles(config: Config, db: Database, log: Logger): Promise<RunningApp> {
  const context = buildContext(config, db, log);
  defineJobs(context);
  const works = config.role !== 'web';
  await context.queue.start({ work: works });
  if (works) {
    await scheduleJobs(context);
    await resumeWork(context);
  }
  const server = config.role === 'worker' ? null : await listen(context, config);
  return {
    context,
    stop: async () => {
      if (server !== null) await closeServer(server);
      await context.queue.stop();
      await db.close();
    },
  };
}

function buildContext(config: Config, db: Database, log: Logger): HttpContext {
  const { clientId, clientSecrets, appId, apiUrl, appUrl } = config.hubspot;
  const cipher = createTokenCipher(config.encryptionKeys);
  const oauth = createOAuthClient({ apiUrl, clientId, clientSecret: clientSecrets[0] });
  const limiter = createLimiter({ store: createLimitStore(db.kysely) });
  return {
    db,
    cipher,
    oauth,
    log,
    now: Date.now,
    queue: createQueue(db, {
      onError: (error, jobName) => log.error({ err: error, jobName }, 'job failed'),
      around: (data, work) => ('portalId' in data ? asPortal(Number(data.portalId), work) : work()),
    }),
    manifest: readManifest(),
    clientFor: createPortalClients({ db, cipher, oauth, limiter, apiUrl, now: Date.now }),
    scoringTime: () => config.asOf ?? Date.now(),
    appBaseUrl: config.appBaseUrl,
    clientId,
    appId,
    clientSecrets,
    hubspotAppUrl: appUrl,
  };
}

function listen(context: HttpContext, config: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createApp(context).listen(config.port, config.host, (error) => {
      if (error === undefined) resolve(server);
      else reject(error);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), CLOSE_AFTER_MS).unref();
  });
}
