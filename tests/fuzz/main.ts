import { parseArgs } from 'node:util';
import { startTestApp } from '../fixtures/running-app.ts';
import { startPostgres, type PostgresServer } from '../storage/start-postgres.ts';
import { keepErrors } from './keep-errors.ts';
import { runFuzz, type FuzzFailure, type FuzzReport } from './run-fuzz.ts';

/**
 * `npm run fuzz [-- --requests 1000000 --seed 7]`: mutated webhooks, card, settings and page calls, signals and workflow
 * actions against the app. Ends with 1 where one was answered with a 5xx or not at all, or where memory grew; that the
 * database could not be asked (503) is counted apart. The same seed sends the same requests again. Every error that the
 * app logs, and every such request, is kept in the file that is printed first.
 */
const MOST_GROWTH = 32 * 1_048_576;

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '1000000' }, seed: { type: 'string' } },
});
const requests = Number(values.requests);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const mb = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`;

const errors = keepErrors();
console.log(`seed ${seed}, ${requests} requests; errors are kept in ${errors.path}`);
const { server, reason } = await startPostgres();
console.log(server === null ? `on the embedded database: ${reason}` : 'on PostgreSQL');
const { log, loggedOf } = errors;
const app = await startTestApp(server === null ? { log } : { log, database: await onServer(server) });
await app.installAndSync();
const began = performance.now();
const report = await runFuzz(app, {
  seed,
  requests,
  loggedOf,
  onProgress: (sent, { failures, unavailable }) => {
    if (sent % 5_000 !== 0) return;
    const rate = Math.round((sent / (performance.now() - began)) * 1_000);
    console.log(`${sent} sent, ${rate}/s, ${failures.length} failed, ${unavailable.length} without the database`);
    for (const { index, problem } of failures) console.log(`  request ${index} ${problem}`);
  },
});
await app.stop();
await server?.stop();
process.exit(conclude(report) ? 0 : 1);

/** What a crash of the machine would lose is nothing to a fuzz: no commit waits for the disk. */
async function onServer(postgres: PostgresServer): Promise<{ databaseUrl: string }> {
  return { databaseUrl: `${await postgres.createDatabaseUrl()}?options=-c%20synchronous_commit%3Doff` };
}

function conclude({ sent, webhooks, cards, statuses, failures, unavailable, heap }: FuzzReport): boolean {
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.log(`${sent} requests in ${seconds} s, of which ${webhooks} webhooks and ${cards} of cards`);
  console.log(
    Object.entries(statuses)
      .map(([status, count]) => `${status}: ${count}`)
      .join(', '),
  );
  if (unavailable.length > 0) console.log(`${unavailable.length} answered 503, the database could not be asked`);
  for (const kept of unavailable) errors.note(describe(kept));
  for (const failure of failures) {
    const described = describe(failure);
    errors.note(described);
    console.error(described);
  }
  const grew = heap === null ? 0 : heap.end - heap.early;
  if (heap !== null) console.log(`heap ${mb(heap.early)} after a tenth, ${mb(heap.end)} at the end`);
  if (grew > MOST_GROWTH) console.error(`memory grew by ${mb(grew)}`);
  if (failures.length > 0) console.error(`run it again with --seed ${seed}; errors are in ${errors.path}`);
  return failures.length === 0 && grew <= MOST_GROWTH;
}

/** The request, the answer and what the app logged of it: the error's class, message and stack. */
function describe({ index, shot, problem, logged }: FuzzFailure): string {
  const { method, path, body, bytes, headers } = shot;
  const sent = bytes?.toString('base64') ?? JSON.stringify(body);
  const request = `${method} ${path} ${JSON.stringify(headers)} ${sent?.slice(0, 2_000)}`;
  return [`request ${index} ${problem}: ${request}`, ...logged].join('\n');
}
