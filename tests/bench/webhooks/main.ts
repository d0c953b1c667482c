import { Client } from 'pg';
import type { LoggedRequest } from '../../../src/sandbox/hubspot/http/request-log.ts';
import { MARKETPLACE_LIMITS } from '../../../src/sandbox/hubspot/http/rate-limits.ts';
import { findPort } from '../../../src/sandbox/run/find-port.ts';
import { startPostgres, type PostgresServer } from '../../storage/start-postgres.ts';
import { count, counts, endBench, readBenchOptions } from '../support/bench-options.ts';
import { createBenchClient, installApp, readRequestLog, waitUntilSynced } from '../support/drive-app.ts';
import { appUrlOf, createEncryptionKeys, startAppProcess } from '../support/start-app-processes.ts';
import { startStandInProcess, type StandInProcess } from '../support/stand-in-process.ts';
import { atMost, format, printFigures, printRows, type Figure } from '../support/table.ts';
import type { StormOptions, StormReport } from './storm.ts';

const STORM = new URL('storm.ts', import.meta.url).href;
const SYNC_TIMEOUT_MS = 300_000;
const WINDOW_MS = 10_000;
const AIMS = { answeredP99Ms: 1000, publishedP50Ms: 3000, publishedP95Ms: 8000 };

const USAGE = `npm run bench:webhooks -- [options]

  --companies N    size of the portal (2,000 by default)
  --events N       events of the storm, repeats included (5,000 by default)
  --rate N         events a second (200 by default)
  --workers N,M    worker processes, one portal for each (1,2 by default)
  --seed N         another storm (1 by default)
  --strict         exit with 1 where an aim is missed
  --help           this text`;

const options = readBenchOptions(USAGE, {
  companies: count(2_000),
  events: count(5_000),
  rate: count(200),
  workers: counts(1, 2),
  seed: count(1),
});

interface Result {
  workers: number;
  storm: StormReport;
  /** Requests of the app during the storm, by endpoint; and the most in any 10 s. */
  requests: LoggedRequest[];
  mostInWindow: number;
  /** From an event's arrival to its being worked off, ms. */
  ingestedMs: number[];
}

/** One portal, installed and synced, in a storm of webhooks, with so many workers. */
async function measure(server: PostgresServer, workers: number): Promise<Result> {
  const port = await findPort(0);
  const appUrl = appUrlOf(port);
  const portal = { companies: options.companies, seed: options.seed, now: Date.now() };
  const standIn = await startStandInProcess({ appUrl, portal, webhooks: false });
  const databaseUrl = await server.createDatabaseUrl();
  const app = { databaseUrl, hubspotUrl: standIn.url, port, encryptionKeys: createEncryptionKeys() };
  const roles = ['web', ...Array.from({ length: workers }, () => 'worker' as const)] as const;
  const processes = await Promise.all(roles.map((role) => startAppProcess(role, app)));
  try {
    await installApp(appUrl);
    await waitUntilSynced(createBenchClient(standIn, appUrl), SYNC_TIMEOUT_MS);
    console.log(`${workers} worker(s): the portal is synced, the storm begins`);
    return await measureStorm(standIn, databaseUrl, workers, {
      appUrl,
      seed: options.seed,
      events: options.events,
      perSecond: options.rate,
      duplicates: 1 / 3,
    });
  } finally {
    await Promise.all(processes.map((each) => each.stop()));
    await standIn.stop();
  }
}

async function measureStorm(
  standIn: StandInProcess,
  databaseUrl: string,
  workers: number,
  options: StormOptions,
): Promise<Result> {
  const before = (await readRequestLog(standIn)).length;
  const storm = await standIn.run<StormReport>(STORM, 'runStorm', options);
  const requests = (await readRequestLog(standIn)).slice(before);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ ms: number }>(
    `select extract(epoch from processed_at - received_at)::float8 * 1000 as ms from webhook_events
     where processed_at is not null`,
  );
  await client.end();
  const general = requests.filter(({ limit }) => limit === 'general').map(({ atMs }) => atMs);
  return {
    workers,
    storm,
    requests,
    mostInWindow: mostWithin(general, WINDOW_MS),
    ingestedMs: rows.map(({ ms }) => ms),
  };
}

function mostWithin(times: readonly number[], windowMs: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted.reduce((most, time, index) => {
    const first = sorted.findIndex((other) => other > time - windowMs);
    return Math.max(most, index - first + 1);
  }, 0);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
}

function figuresOf({ storm, requests, mostInWindow, ingestedMs }: Result): Figure[] {
  const { publishedMs, unpublished, changes, delivered, repeated, refused, answerMs, sentAt } = storm;
  return [
    { name: 'events delivered (repeats)', value: `${format(delivered)} (${format(repeated)})` },
    { name: 'events a second, busiest 10 s', value: format(mostWithin(sentAt, WINDOW_MS) / (WINDOW_MS / 1000)) },
    { ...atMost('deliveries refused', refused, 0) },
    { name: 'answered, p50', value: `${quantile(answerMs, 0.5)} ms` },
    atMost('answered, p99', quantile(answerMs, 0.99), AIMS.answeredP99Ms, 'ms'),
    {
      name: 'stored to worked off, p50 / p95',
      value: `${quantile(ingestedMs, 0.5)} / ${quantile(ingestedMs, 0.95)} ms`,
    },
    { name: 'changes', value: format(changes) },
    atMost('changes never published', unpublished.length, 0),
    atMost('change to published, p50', quantile(publishedMs, 0.5), AIMS.publishedP50Ms, 'ms'),
    atMost('change to published, p95', quantile(publishedMs, 0.95), AIMS.publishedP95Ms, 'ms'),
    { name: 'change to published, longest', value: `${quantile(publishedMs, 1)} ms` },
    { name: 'requests a change', value: format(requests.length / changes) },
    {
      name: 'limiter load: most in any 10 s',
      value: `${mostInWindow} of ${MARKETPLACE_LIMITS.tenSecondly} (${Math.round((100 * mostInWindow) / MARKETPLACE_LIMITS.tenSecondly)} %)`,
    },
    atMost('answered 429', requests.filter(({ status }) => status === 429).length, 0),
  ];
}

function printRequests({ workers, requests }: Result): void {
  const byEndpoint = Map.groupBy(requests, ({ method, endpoint, path }) => `${method} ${endpoint ?? path}`);
  const rows = [...byEndpoint].map(([name, list]) => [name, String(list.length)]);
  printRows(
    `Requests of the storm, ${workers} worker(s)`,
    ['request', 'count'],
    rows.toSorted(([, a], [, b]) => Number(b) - Number(a)),
  );
}

const { server, reason } = await startPostgres();
if (server === null) throw new Error(reason);
const figures: Figure[] = [];
try {
  for (const workers of options.workers) {
    const result = await measure(server, workers);
    printRequests(result);
    const own = figuresOf(result);
    figures.push(...own);
    printFigures(`bench:webhooks, ${workers} worker(s), ${format(options.companies)} companies`, own);
    for (const { companyId, property } of result.storm.unpublished.slice(0, 5)) {
      console.log(`never published: ${property} of company ${companyId}`);
    }
  }
} finally {
  await server.stop();
}
endBench(figures, options);
