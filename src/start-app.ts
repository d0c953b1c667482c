import { createServer, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import express from 'express';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { AppError } from './errors.ts';
import { createJournal } from './hubspot/access/journal.ts';
import { createLimiter } from './hubspot/limits/limiter.ts';
import { createOAuthClient } from './hubspot/access/oauth.ts';
import { createApp } from './http/create-app.ts';
import { askDatabase } from './http/health/health-routes.ts';
import type { HttpContext } from './http/http-context.ts';
import { createQueue } from './jobs/queue.ts';
import { readManifest } from './manifest/manifest.ts';
import { readStoredBacklog } from './storage/portal/backlog.ts';
import { openDatabase, type Database } from './storage/connection/database.ts';
import { createLimitStore } from './storage/portal/rate-limits.ts';
import { renewSecrets } from './storage/connection/renew-secrets.ts';
import { asPortal, requireTenant } from './storage/connection/tenant-scope.ts';
import { createTokenCipher } from './storage/connection/token-cipher.ts';
import { defineJobs, resumeWork, scheduleJobs } from './sync/define-jobs.ts';
import { createPortalClients } from './sync/portal-client.ts';
import { createJobWatch, type JobWatch } from './telemetry/job-watch.ts';
import { createMetrics, type Metrics } from './telemetry/metrics.ts';
import { createOperatorServer } from './telemetry/operator-server.ts';
import { traceEnded } from './telemetry/tracing.ts';
import { watchRequests } from './telemetry/watch-requests.ts';

/** Connections that are still open this long after the stop are closed. */
const CLOSE_AFTER_MS = 10_000;
/** Jobs that did not end in time hold their connections: nobody waits for these longer than this. */
const LEAVE_AFTER_MS = 5_000;

/** A port is in use by another process, or may not be used, or the host is none of this machine. */
class CannotListenError extends AppError {
  constructor(host: string, port: number, cause: Error) {
    const hint = 'HOST, PORT and OPERATOR_PORT say where; two processes on one machine need ports of their own.';
    super(`Cannot listen at ${host}:${port} (${cause.message}). ${hint}`, {
      code: 'CANNOT_LISTEN',
      retry: 'never',
      cause,
    });
  }
}

export interface RunningApp {
  /** What the rooms were given, for whoever asks the running app from inside: a test. */
  context: HttpContext;
  stop: () => Promise<void>;
}

/** The composition root: wires the rooms together and starts the roles of this process. */
export async function startApp(config: Config, log: Logger): Promise<RunningApp> {
  const db = await openDatabase(config.database, {
    onStatement: ({ text, durationMs }) => traceEnded('sql', durationMs, { 'db.query.text': text }),
  });
  return requireTenant(() => startRoles(config, db, log));
}

async function startRoles(config: Config, db: Database, log: Logger): Promise<RunningApp> {
  const metrics = createMetrics(async () => ({
    ...(await readStoredBacklog(db.kysely)),
    jobs: await context.queue.backlog(),
  }));
  const watch = createJobWatch(log, metrics.settled);
  const context = buildContext(config, db, log, metrics, watch);
  defineJobs(context);
  const works = config.role !== 'web';
  await context.queue.start({ work: works });
  if (works) {
    const secrets = await renewSecrets(db.kysely, context.cipher);
    if (secrets.renewed + secrets.unreadable > 0) log.info(secrets, 'secrets encrypted anew with the current key');
    await scheduleJobs(context);
    await resumeWork(context);
  }
  const servers: Server[] = [];
  if (config.role !== 'worker') {
    const app = express().disable('x-powered-by').use(watchRequests(metrics.answered), createApp(context, config));
    servers.push(await listen(createServer(app), config.port, config.host));
  }
  if (config.operatorPort !== null) {
    const server = createOperatorServer({ metrics: metrics.render, ready: () => askDatabase(context) });
    servers.push(await listen(server, config.operatorPort, config.host));
  }
  return {
    context,
    stop: async () => {
      await Promise.all(servers.map(closeServer));
      await context.queue.stop();
      const left = watch.end();
      await (left === 0 ? db.close() : Promise.race([db.close(), delay(LEAVE_AFTER_MS)]));
    },
  };
}

function buildContext(config: Config, db: Database, log: Logger, metrics: Metrics, watch: JobWatch): HttpContext {
  const { clientId, clientSecrets, appId, apiUrl, appUrl } = config.hubspot;
  const cipher = createTokenCipher(config.encryptionKeys);
  const oauth = createOAuthClient({ apiUrl, clientId, clientSecret: clientSecrets[0] });
  const limiter = createLimiter({ store: createLimitStore(db.kysely) });
  return {
    db,
    cipher,
    oauth,
    journal: createJournal({ apiUrl, oauth, now: Date.now }),
    log,
    now: Date.now,
    queue: createQueue(db, {
      onError: watch.failed,
      around: (job, work) =>
        watch.around(job, () => ('portalId' in job.data ? asPortal(Number(job.data.portalId), work) : work())),
    }),
    manifest: readManifest(),
    clientFor: createPortalClients({ db, cipher, oauth, limiter, apiUrl, now: Date.now, onAttempt: metrics.asked }),
    scoringTime: () => config.asOf ?? Date.now(),
    appBaseUrl: config.appBaseUrl,
    clientId,
    appId,
    clientSecrets,
    hubspotAppUrl: appUrl,
  };
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => reject(new CannotListenError(host, port, error));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve(server);
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
