import { startPostgres, type PostgresServer } from '../../storage/start-postgres.ts';
import { count, endBench, partsOf, readBenchOptions } from '../support/bench-options.ts';
import { printFigures, type Figure } from '../support/table.ts';
import { measureNight } from './night.ts';
import { measurePreview } from './preview.ts';
import { measurePureScoring } from './pure-scoring.ts';
import { measureStalls } from './stalls.ts';
import { measureTiering } from './tiering.ts';

const USAGE = `npm run bench:score -- [options]

  --only a,b,c,d,e these parts: (a) accounts a second of the domain alone, beside json-rules-engine, (b) tiers of
                   200,000 accounts, (c) a night on PostgreSQL beside one statement, (d) stalls of the event loop on
                   the embedded database, (e) the preview of another model on PostgreSQL beside a full refresh
                   (all by default)
  --pure N         accounts of (a) (100,000 by default; each with 10 contacts and 50 activities)
  --night N        accounts of (c) (10,000 by default)
  --stalls N       accounts of (d) (1,000 by default)
  --preview N      accounts of (e) (20,000 by default)
  --strict         exit with 1 where an aim is missed
  --help           this text`;

const options = readBenchOptions(USAGE, {
  only: partsOf('a', 'b', 'c', 'd', 'e'),
  pure: count(100_000),
  night: count(10_000),
  stalls: count(1_000),
  preview: count(20_000),
});

async function run({ only, pure, night, stalls, preview }: typeof options): Promise<Figure[]> {
  const now = Date.now();
  const figures: Figure[] = [];
  if (only.includes('a')) figures.push(...(await measurePureScoring(pure, now)));
  if (only.includes('b')) figures.push(...measureTiering(now));
  if (only.includes('c')) figures.push(...(await onPostgres((server) => measureNight(server, night, now))));
  if (only.includes('d')) figures.push(...(await measureStalls(stalls, now)));
  if (only.includes('e')) figures.push(...(await onPostgres((server) => measurePreview(server, preview, now))));
  return figures;
}

async function onPostgres(measure: (server: PostgresServer) => Promise<Figure[]>): Promise<Figure[]> {
  const { server, reason } = await startPostgres();
  if (server === null) throw new Error(reason);
  try {
    return await measure(server);
  } finally {
    await server.stop();
  }
}

const figures = await run(options);
printFigures('bench:score', figures);
endBench(figures, options);
