import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { PostgresServer } from '../../storage/start-postgres.ts';
import { atMost, format, printRows, type Figure } from '../support/table.ts';
import { startBenchApp } from './bench-app.ts';

/** Announced in the answers' headers, so that the app goes as fast as it can. */
const LIMITS = { tenSecondly: 10_000, searchSecondly: 100 };
const SEED = 13;
/** A tenfold portal may take a quarter more: what the collector leaves for later varies by that much. */
const AIM = 1.25;
const MB = 1_000_000;
const PROBE = new URL('memory-probe.ts', import.meta.url).href;

const sampleSchema = z.object({ rss: z.number(), heapUsed: z.number() });

interface MemoryUse {
  companies: number;
  seconds: number;
  requests: number;
  /** MB. */
  peakRss: number;
  medianRss: number;
  peakHeap: number;
  medianHeap: number;
}

/** Part (e): the memory of the worker while it syncs portals of these sizes for the first time; the first is the measure. */
export async function measureMemory(server: PostgresServer, sizes: readonly number[]): Promise<Figure[]> {
  const uses: MemoryUse[] = [];
  for (const companies of sizes) {
    console.log(`(e) A portal of ${companies.toLocaleString('en-US')} companies without limits …`);
    uses.push(await measure(server, companies));
  }
  const rows = uses.map((use) => Object.values(use).map((value) => format(Math.round(value))));
  const header = ['companies', 'seconds', 'requests', 'peak RSS MB', 'median RSS', 'peak heap', 'median heap'];
  printRows('(e) Memory of the worker in its first sync', header, rows);
  const [small, large] = [uses[0], uses.at(-1)];
  if (small === undefined || large === undefined || small === large) return [];
  const names = `${format(large.companies)} / ${format(small.companies)} companies`;
  return [
    atMost(
      `(e) peak RSS at ${names} (${mb(large.peakRss)} / ${mb(small.peakRss)})`,
      large.peakRss / small.peakRss,
      AIM,
    ),
    atMost(
      `(e) median heap at ${names} (${mb(large.medianHeap)} / ${mb(small.medianHeap)})`,
      large.medianHeap / small.medianHeap,
      AIM,
    ),
  ];
}

async function measure(server: PostgresServer, companies: number): Promise<MemoryUse> {
  const folder = await mkdtemp(join(tmpdir(), 'roundtable-memory-'));
  const file = join(folder, 'samples.jsonl');
  const app = await startBenchApp({
    server,
    portal: { companies, seed: SEED },
    behaviour: { limits: LIMITS },
    workerEnv: { NODE_OPTIONS: `--import=${PROBE}`, BENCH_MEMORY_FILE: file },
  });
  try {
    const startedAt = Date.now();
    await app.install();
    await app.untilActive();
    const seconds = (Date.now() - startedAt) / 1000;
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    const samples = lines.map((line) => sampleSchema.parse(JSON.parse(line)));
    const requests = (await app.listRequests(startedAt)).length;
    const [rss, heap] = [samples.map((sample) => sample.rss / MB), samples.map((sample) => sample.heapUsed / MB)];
    return {
      companies,
      seconds,
      requests,
      peakRss: Math.max(...rss),
      medianRss: median(rss),
      peakHeap: Math.max(...heap),
      medianHeap: median(heap),
    };
  } finally {
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

const mb = (value: number): string => `${Math.round(value)} MB`;
