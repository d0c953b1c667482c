import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { openDatabase } from '../../../src/storage/connection/database.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { startPostgres } from '../../storage/start-postgres.ts';
import { createContext, fillPortal, PORTAL_ID } from '../score/bench-portal.ts';
import { count, endBench, readBenchOptions } from '../support/bench-options.ts';
import { atMost, format, printFigures, type Figure } from '../support/table.ts';
import { askForCards, type CardTimes } from './ask-for-cards.ts';
import type { BenchData, Served } from './bench-threads.ts';

const USAGE = `npm run bench:cards -- [options]

  --companies N    accounts of the portal (20,000 by default; each with 10 contacts and 50 activities)
  --requests N     cards asked for, and as many answers of the signed Express route beside them (2,400 by default)
  --strict         exit with 1 where an aim is missed
  --help           this text`;

const AIMS = { p95Ms: 100, ratio: 2, bytes: 100_000 };

const options = readBenchOptions(USAGE, { companies: count(20_000), requests: count(2_400) });

/** A portal that is synced and scored. */
async function prepare(databaseUrl: string, companies: number, now: number): Promise<void> {
  const db = await openDatabase({ databaseUrl }, { outside: 'every' });
  console.log(`Filling and scoring a portal of ${format(companies)} accounts …`);
  await fillPortal(db, companies, now);
  await markAllStale(db.kysely, PORTAL_ID, 'first');
  await refreshPortal(
    createContext(db, () => now),
    PORTAL_ID,
  );
  await db.close();
}

async function measure(databaseUrl: string): Promise<Figure[]> {
  const { companies, requests } = options;
  const now = Date.now();
  await prepare(databaseUrl, companies, now);
  const backfill = startThread(new URL('backfill.ts', import.meta.url), { databaseUrl, companies, now });
  const server = startThread(new URL('serve-cards.ts', import.meta.url), { databaseUrl, companies, now });
  const [served] = (await once(server, 'message')) as [Served];
  console.log('Asking for cards while the portal is read anew and scored …');
  const { cards, routes, largest } = await askForCards(served, companies, requests);
  await Promise.all([server.terminate(), backfill.terminate()]);
  return figuresOf(cards, routes, largest);
}

function startThread(file: URL, data: BenchData): Worker {
  const worker = new Worker(file, { workerData: data });
  worker.once('error', (error) => {
    console.error(error);
    process.exit(1);
  });
  return worker;
}

function show({ p50, p95, p99 }: CardTimes): string {
  return [p50, p95, p99].map((ms) => ms.toFixed(1)).join(' / ');
}

function figuresOf(cards: CardTimes, routes: CardTimes, largest: number): Figure[] {
  return [
    { name: 'a card, p50 / p95 / p99 ms', value: show(cards) },
    { name: 'the signed Express route with the same bytes, p50 / p95 / p99 ms', value: show(routes) },
    atMost('a card, p95', Math.round(cards.p95), AIMS.p95Ms, 'ms'),
    atMost('a card / the route, p95', cards.p95 / routes.p95, AIMS.ratio),
    { name: 'a card / the route, p50', value: format(cards.p50 / routes.p50) },
    atMost('largest answer, bytes', largest, AIMS.bytes),
  ];
}

const { server, reason } = await startPostgres();
if (server === null) throw new Error(reason);
let figures: Figure[];
try {
  figures = await measure(await server.createDatabaseUrl());
} finally {
  await server.stop();
}
printFigures(`bench:cards, ${format(options.companies)} accounts`, figures);
endBench(figures, options);
