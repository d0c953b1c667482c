import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { SeedOptions, SeedReport } from './run-seed.ts';

const CHILD = fileURLToPath(new URL('./seed-child.ts', import.meta.url));
const DIFFERENCES_SHOWN = 25;
/** Over so many seeds every fault has to have been met, or the run proves less than it says. */
const ENOUGH_SEEDS = 20;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    parallel: { type: 'string', default: '4' },
    'no-faults': { type: 'boolean', default: false },
    'no-kills': { type: 'boolean', default: false },
  },
});

function chooseSeeds(): number[] {
  if (values.seed !== undefined) return [Number(values.seed)];
  return Array.from({ length: Number(values.seeds) }, (_, index) => Number(values.from) + index);
}

function runInChild(seed: number, options: SeedOptions): Promise<SeedReport> {
  return new Promise((resolve) => {
    const child = fork(CHILD);
    let report: SeedReport | null = null;
    child.once('message', (message) => {
      report = message as SeedReport;
    });
    child.once('exit', (code) => {
      resolve(report ?? withoutReport(seed, `its process ended with ${code} and without a report`));
    });
    child.send({ seed, ...options });
  });
}

function withoutReport(seed: number, problem: string): SeedReport {
  const seconds = { install: 0, storm: 0, settling: 0 };
  return {
    seed,
    differences: [problem],
    faults: {},
    edits: {},
    days: [],
    plays: 0,
    proposals: {},
    seconds,
    logFolder: '',
  };
}

function show({ seed, differences, plays, proposals, seconds, edits, logFolder }: SeedReport): void {
  const made = Object.values(edits).reduce((sum, count) => sum + count, 0);
  const took = `${seconds.install} + ${seconds.storm} + ${seconds.settling}`;
  const verdict = differences.length === 0 ? 'no difference' : `${differences.length} DIFFERENCES (logs: ${logFolder})`;
  const decided = Object.entries(proposals).map(([status, count]) => `${count} ${status}`);
  const list = decided.length === 0 ? 'no proposals' : `proposals ${decided.join(' ')}`;
  console.log(`seed ${seed}: ${made} edits, ${plays} plays, ${list}, ${took} s: ${verdict}`);
  for (const line of differences.slice(0, DIFFERENCES_SHOWN)) console.log(`  ${line}`);
  if (differences.length > 0) console.log(`  replay: npm run faults -- --seed ${seed}`);
}

function sumUp(all: readonly Record<string, number>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const counts of all) {
    for (const [kind, count] of Object.entries(counts)) total[kind] = (total[kind] ?? 0) + count;
  }
  return total;
}

function tell(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
}

async function main(): Promise<void> {
  const waiting = chooseSeeds();
  const reports: SeedReport[] = [];
  const options = { faults: !values['no-faults'], kills: !values['no-kills'] };
  const work = async (): Promise<void> => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const report = await runInChild(seed, options);
      show(report);
      reports.push(report);
    }
  };
  await Promise.all(Array.from({ length: Number(values.parallel) }, work));
  const counts = sumUp(reports.map(({ faults }) => faults));
  const days = reports.flatMap((report) => report.days.map((day) => ({ [day]: 1 })));
  console.log(`\nfaults met: ${tell(counts)}`);
  console.log(`\non quiet days: ${tell(sumUp(days))}`);
  const unseen = Object.keys(counts).filter((kind) => counts[kind] === 0);
  if (unseen.length > 0 && reports.length >= ENOUGH_SEEDS && options.faults && options.kills) {
    console.log(`never met: ${unseen.join(', ')}`);
    process.exitCode = 1;
  }
  const failed = reports.filter(({ differences }) => differences.length > 0).map(({ seed }) => seed);
  console.log(
    failed.length === 0
      ? `${reports.length} seeds, no difference`
      : `failed seeds: ${failed.sort((a, b) => a - b).join(', ')}`,
  );
  if (failed.length > 0) process.exitCode = 1;
}

await main();
