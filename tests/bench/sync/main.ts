import { startPostgres, type PostgresServer } from '../../storage/start-postgres.ts';
import { count, counts, endBench, partsOf, readBenchOptions } from '../support/bench-options.ts';
import { printFigures, type Figure } from '../support/table.ts';
import { startBenchApp } from './bench-app.ts';
import { measureBurst } from './burst.ts';
import { measureFirstSync } from './first-sync.ts';
import { measureLostRows } from './lost-rows.ts';
import { measureMemory } from './memory.ts';

const USAGE = `npm run bench:sync -- [options]

  --only a,b,c,d,e   these parts: (a) requests and (b) time of a first sync, (c) rows lost or stale beside the
                     official client, (d) requests in a burst of changes, (e) memory (all by default)
  --companies N      size of the portal of (a), (b) and (d) (2,000 by default)
  --sizes N,M        sizes of the portals of (e) (10000,100000 by default)
  --strict           exit with 1 where an aim is missed
  --help             this text`;

const SEED = 7;

const options = readBenchOptions(USAGE, {
  only: partsOf('a', 'b', 'c', 'd', 'e'),
  companies: count(2_000),
  sizes: counts(10_000, 100_000),
});

async function run({ only, companies, sizes }: typeof options): Promise<Figure[]> {
  const { server, reason } = await startPostgres();
  if (server === null) throw new Error(reason);
  const figures: Figure[] = [];
  try {
    if (only.some((part) => 'abd'.includes(part))) {
      figures.push(...(await runOnePortal(server, companies, only.includes('d'))));
    }
    if (only.includes('c')) figures.push(...(await measureLostRows(server)));
    if (only.includes('e')) figures.push(...(await measureMemory(server, sizes)));
  } finally {
    await server.stop();
  }
  return figures;
}

/** Parts (a), (b) and (d) happen to one portal, at HubSpot's own limits. */
async function runOnePortal(server: PostgresServer, companies: number, withBurst: boolean): Promise<Figure[]> {
  console.log(`A portal of ${companies.toLocaleString('en-US')} companies at 110 requests in 10 s …`);
  const app = await startBenchApp({ server, portal: { companies, seed: SEED } });
  try {
    const figures = await measureFirstSync(app);
    return withBurst ? [...figures, ...(await measureBurst(app))] : figures;
  } finally {
    await app.stop();
  }
}

// Leaves through `exit`, on which the processes started are ended.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const figures = await run(options);
printFigures('bench:sync', figures);
endBench(figures, options);
