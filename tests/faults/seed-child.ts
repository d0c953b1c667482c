import { once } from 'node:events';
import { runSeed, type SeedOptions } from './run-seed.ts';

/** One seed in a process of its own: the parent sends its options and gets the report. */
const [message] = await once(process, 'message');
const { seed, ...options } = message as SeedOptions & { seed: number };
const report = await runSeed(seed, options);
process.send?.(report, () => process.exit(0));
