import { Agent, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { sql } from 'kysely';
import { createApp } from '../../src/http/create-app.ts';
import { asPortal } from '../../src/storage/connection/tenant-scope.ts';
import { duringWork } from '../../src/telemetry/current-work.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { collectCorpus } from './corpus.ts';
import { drawShots, type Shot } from './mutate.ts';
import { INDEX_HEADER, sendShot, type FuzzTarget, type ShotAnswer } from './send-shot.ts';

export interface FuzzOptions {
  seed: number;
  requests: number;
  /** Told after each chunk. */
  onProgress?: (sent: number, report: FuzzReport) => void;
  /** What the app logged of a request, by the `requestId` of its lines, which is its index. */
  loggedOf?: (requestId: string) => string[];
}

/** A request the app did not answer as it should: `index` of its seed replays it. */
export interface FuzzFailure {
  index: number;
  shot: Shot;
  problem: string;
  /** What the app logged of it, a line of JSON each. */
  logged: string[];
}

export interface FuzzReport {
  sent: number;
  /** Of those sent. */
  webhooks: number;
  cards: number;
  /** Answers by status. */
  statuses: Record<number, number>;
  failures: FuzzFailure[];
  /** Answered 503, since the database could not be asked at that moment: no fault of the request, nor of the app. */
  unavailable: FuzzFailure[];
  /** Of the process, after a garbage collection: when a tenth was sent, and at the end; `null` without `--expose-gc`. */
  heap: { early: number; end: number } | null;
}

const CHUNK = 1_000;
const AT_ONCE = 8;
const MOST_FAILURES = 20;
const UNLIMITED = { perAddress: { perSecond: 1e6, burst: 1e9 }, perPortal: { perSecond: 1e6, burst: 1e9 } };

/**
 * Sends mutated real requests, each signed as what it is, to an app that is installed and synced. An answer of 500 or
 * more, none, or an error that nobody caught is a failure, but not that the database could not be asked; what was stored is cleared now and then, so that the millionth
 * request finds the tables the first one found.
 */
export async function runFuzz(app: TestApp, options: FuzzOptions): Promise<FuzzReport> {
  const { seed, requests, onProgress, loggedOf = () => [] } = options;
  const corpus = await collectCorpus(app);
  const { body: signalKey } = await app.call('/api/settings/signals-key', {
    method: 'POST',
    body: { requestId: 'fuzz-own-key-1', label: 'Radar' },
  });
  const { body: program } = await app.call('/api/settings/api-keys', {
    method: 'POST',
    body: { requestId: 'fuzz-own-key-2', label: 'fuzz' },
  });
  const server = await serve(app);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const report: FuzzReport = {
    sent: 0,
    webhooks: 0,
    cards: 0,
    statuses: {},
    failures: [],
    unavailable: [],
    heap: null,
  };
  const { port } = server.address() as AddressInfo;
  const target: FuzzTarget = { url: app.url, port, portalId: app.portalId, signalKey, apiKey: program.made, agent };
  const uncaught = (error: unknown): void => {
    report.failures.push({
      index: report.sent,
      shot: {} as Shot,
      problem: `nobody caught: ${inspect(error)}`,
      logged: [],
    });
  };
  process.on('uncaughtException', uncaught).on('unhandledRejection', uncaught);
  let early = 0;
  try {
    for (let start = 0; start < requests && report.failures.length < MOST_FAILURES; start += CHUNK) {
      const shots = drawShots(corpus, seed + start, Math.min(CHUNK, requests - start));
      await sendAll(target, shots, start, { report, loggedOf });
      await tidy(app);
      if (early === 0 && start + CHUNK >= requests / 10) early = heapNow();
      onProgress?.(report.sent, report);
    }
  } finally {
    process.off('uncaughtException', uncaught).off('unhandledRejection', uncaught);
    agent.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
  report.heap = early === 0 ? null : { early, end: heapNow() };
  return report;
}

/** Another server of the same app, without the limits of requests a second; what it logs carries the request's index. */
function serve(app: TestApp): Promise<Server> {
  const answer = createApp(app.context, { limits: UNLIMITED });
  return new Promise((resolve) => {
    const server = createServer((request, response) => {
      const requestId = String(request.headers[INDEX_HEADER]);
      duringWork({ requestId }, () => void answer(request, response));
    }).listen(0, '127.0.0.1', () => resolve(server));
    // On a machine that stands still for seconds Node would close connections as idle whose next request has come.
    server.keepAliveTimeout = 0;
  });
}

interface Account {
  report: FuzzReport;
  loggedOf: (requestId: string) => string[];
}

async function sendAll(target: FuzzTarget, shots: readonly Shot[], start: number, account: Account): Promise<void> {
  const { report } = account;
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let offset = next; offset < shots.length; offset = next) {
      next += 1;
      const shot = shots[offset];
      if (shot === undefined) return;
      const index = start + offset;
      try {
        judge(account, index, shot, await sendShot(target, shot, index));
      } catch (error) {
        report.failures.push({ index, shot, problem: String(error), logged: account.loggedOf(String(index)) });
      }
      report.sent += 1;
      if (shot.path.startsWith('/webhooks')) report.webhooks += 1;
      if (shot.path.startsWith('/api/cards')) report.cards += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function judge({ report, loggedOf }: Account, index: number, shot: Shot, { status, text }: ShotAnswer): void {
  report.statuses[status] = (report.statuses[status] ?? 0) + 1;
  if (status < 500) return;
  const isPassing = status === 503 && text.includes('"DATABASE_UNAVAILABLE"');
  const kept = isPassing ? report.unavailable : report.failures;
  kept.push({ index, shot, problem: `answered ${status}: ${text}`, logged: loggedOf(String(index)) });
}

async function tidy({ context, standIn, proxy, portalId }: TestApp): Promise<void> {
  const { kysely } = context.db;
  await asPortal(portalId, async () => {
    for (const table of ['webhook_events', 'signals', 'play_runs', 'play_feedback', 'play_texts', 'placeholders']) {
      await sql`delete from ${sql.table(table)} where portal_id = ${portalId}`.execute(kysely);
    }
    await sql`delete from pgboss.job`.execute(kysely);
  });
  standIn.requestLog.length = 0;
  proxy.requests.length = 0;
}

function heapNow(): number {
  if (globalThis.gc === undefined) return 0;
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
