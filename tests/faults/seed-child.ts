import { runSeed, type SeedOptions } from './run-seed.ts';

/** One seed in a process of its own: the parent sends its options and gets the report. */
process.once('message', (message) => {
  const { seed, ...options } = message as SeedOptions & { seed: number };
  void runSeed(seed, options).then((report) => {
    process.send?.(report, () => process.exit(0));
  });
});
