import { startPostgres, type PostgresServer } from '../../storage/start-postgres.ts';
import { count, counts, endBench, partsOf, readBenchOptions } from '../support/bench-options.ts';
import { atMost, format, printFigures, printRows, type Figure } from '../support/table.ts';
import { measureFairness, type Fairness } from './fairness.ts';
import { measureSizes, type TableSize } from './sizes.ts';
import { measureTenantCost } from './tenants.ts';
import { measureThroughput, quantile, type Throughput } from './throughput.ts';

const USAGE = `npm run bench:scale -- [options]

  --only a,b,c,d       (a) throughput, (b) fairness, (c) cost of naming the tenant, (d) size of the database; all by default
  --workers 1,2,4      (a) worker processes beside one web process; the first is what the others are compared with
  --portals 1,10,100   (a) portals that the accounts are spread over; the first is what the others are compared with
  --accounts N         (a) accounts over all portals (1,200 by default)
  --edits N            (a) companies edited at once, over all portals (300 by default)
  --giants N           (b) giant portals beside three small ones (5 by default: one more than a worker has places)
  --giant N            (b) accounts of each giant (2,000 by default)
  --rounds N           (c) rounds of each read (9 by default)
  --sized N            (d) accounts of the portal that is measured (1,000 by default)
  --seed N             other portals (1 by default)
  --strict             exit with 1 where an aim is missed
  --help               this text`;

/** A small portal may wait for a turn of the giants, and shares the processor with them. */
const AIMS = { lost: 0, fairSlowdown: 10 };

const options = readBenchOptions(USAGE, {
  only: partsOf('a', 'b', 'c', 'd'),
  workers: counts(1, 2, 4),
  portals: counts(1, 10, 100),
  accounts: count(1_200),
  edits: count(300),
  giants: count(5),
  giant: count(2_000),
  rounds: count(9),
  sized: count(1_000),
  seed: count(1),
});

const ratio = (value: number, to: number): string => `${value.toFixed(1)} (${(value / to).toFixed(2)})`;

async function runThroughput(server: PostgresServer): Promise<Figure[]> {
  const results: Throughput[] = [];
  for (const portals of options.portals) {
    for (const workers of options.workers) {
      console.log(`${workers} worker(s), ${portals} portal(s) …`);
      const { accounts, edits, seed } = options;
      results.push(await measureThroughput(server, { workers, portals, accounts, edits, seed }));
    }
  }
  const [base] = results;
  if (base === undefined) return [];
  printRows(
    `bench:scale (a), ${format(options.accounts)} accounts; in brackets: as many times the first row's`,
    ['workers', 'portals', 'accounts/s', 'events/s', 'card p50 ms', 'card p99 ms', 'connections'],
    results.map((each) => [
      String(each.workers),
      String(each.portals),
      ratio(each.accountsPerSecond, base.accountsPerSecond),
      ratio(each.eventsPerSecond, base.eventsPerSecond),
      ratio(each.cardP50Ms, base.cardP50Ms),
      ratio(each.cardP99Ms, base.cardP99Ms),
      String(each.connections),
    ]),
  );
  const lost = results.reduce((sum, each) => sum + each.lost, 0);
  return [atMost('(a) edits never published', lost, AIMS.lost)];
}

async function runFairness(server: PostgresServer): Promise<Figure[]> {
  const { giants, giant: giantAccounts, seed } = options;
  const fairness = await measureFairness(server, { workers: 1, giants, giantAccounts, seed });
  const about = `${giants} giants of ${format(giantAccounts)} accounts, 1 worker`;
  console.log(`\n(b) ${about}: first syncs ${fairness.syncS.toFixed(0)} s, night ${fairness.nightS.toFixed(0)} s`);
  const rows: [string, keyof Fairness & ('alone' | 'whileGiantsSync' | 'inTheNight')][] = [
    ['alone', 'alone'],
    ['while giants are synced for the first time', 'whileGiantsSync'],
    ["in the giants' night", 'inTheNight'],
  ];
  printRows(
    'From a change in a small portal to its published property',
    ['when', 'changes', 'p50 s', 'p95 s', 'longest s'],
    rows.map(([when, key]) => {
      const at = (share: number): string => (quantile(fairness[key], share) / 1_000).toFixed(1);
      return [when, String(fairness[key].length), at(0.5), at(0.95), at(1)];
    }),
  );
  const alone = quantile(fairness.alone, 0.95);
  return rows
    .slice(1)
    .map(([when, key]) => atMost(`(b) p95 ${when} / alone`, quantile(fairness[key], 0.95) / alone, AIMS.fairSlowdown));
}

async function runTenants(server: PostgresServer): Promise<Figure[]> {
  const costs = await measureTenantCost(server, options.rounds);
  return costs.flatMap(({ name, plainPerSecond, onePortal, takingTurns }) => [
    { name: `(c) ${name}, a second, nobody named`, value: format(Math.round(plainPerSecond)) },
    { name: `(c) ${name}, one portal, share of it`, value: onePortal.toFixed(2) },
    { name: `(c) ${name}, ten in turn, share of it`, value: takingTurns.toFixed(2) },
  ]);
}

async function runSizes(server: PostgresServer): Promise<Figure[]> {
  const sizes = await measureSizes(server, options.sized);
  printRows(
    `bench:scale (d), ${format(options.sized)} accounts with 10 contacts and 50 activities each`,
    ['table', 'rows', 'kB', 'bytes a row'],
    sizes
      .filter(({ bytes }) => bytes > 100_000)
      .map(({ table, rows, bytes }) => [
        table,
        format(rows),
        format(Math.round(bytes / 1024)),
        format(Math.round(bytes / rows)),
      ]),
  );
  const activities = sizes.find(({ table }) => table === 'activities');
  const others = sizes.reduce((sum, { bytes }) => sum + bytes, 0) - (activities?.bytes ?? 0);
  return [
    { name: '(d) an activity, bytes', value: bytesOf(activities) },
    { name: '(d) an account without its activities, bytes', value: format(Math.round(others / options.sized)) },
  ];
}

const bytesOf = (size: TableSize | undefined): string =>
  size === undefined ? '' : format(Math.round(size.bytes / size.rows));

const PARTS = { a: runThroughput, b: runFairness, c: runTenants, d: runSizes } as const;

const { server, reason } = await startPostgres();
if (server === null) throw new Error(reason);
const figures: Figure[] = [];
try {
  for (const part of options.only) figures.push(...(await PARTS[part](server)));
} finally {
  await server.stop();
}
printFigures('bench:scale', figures);
endBench(figures, options);
