import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Figure } from './table.ts';

/** A whole number from 1 on: `--companies 20000`. */
export function count(by: number): z.ZodType<number, string | undefined> {
  return z.string().default(String(by)).pipe(z.coerce.number<string>().int().min(1));
}

/** Whole numbers from 1 on: `--sizes 10000,100000`. */
export function counts(...by: number[]): z.ZodType<number[], string | undefined> {
  return z
    .string()
    .default(by.join(','))
    .transform((list) => list.split(',').map(Number))
    .pipe(z.array(z.number().int().min(1)));
}

/** Some parts of a bench, all by default: `--only a,b`. */
export function partsOf<Part extends string>(...parts: Part[]): z.ZodType<Part[], string | undefined> {
  return z
    .string()
    .default(parts.join(','))
    .transform((list) => list.split(','))
    .pipe(z.array(z.enum(parts)));
}

/**
 * The options of a bench by the names of `shape`, and `--strict`; `--help` prints the usage and ends the process.
 * @throws TypeError for an option that is not known, ZodError for a value that cannot be
 */
export function readBenchOptions<Shape extends Record<string, z.ZodType<unknown, string | undefined>>>(
  usage: string,
  shape: Shape,
): z.infer<z.ZodObject<Shape>> & { strict: boolean } {
  const strings = Object.fromEntries(Object.keys(shape).map((name) => [name, { type: 'string' } as const]));
  const { values } = parseArgs({ options: { ...strings, strict: { type: 'boolean' }, help: { type: 'boolean' } } });
  const { help = false, strict = false, ...given } = values;
  if (help) {
    console.log(usage);
    process.exit(0);
  }
  return { ...z.object(shape).parse(given), strict };
}

/** Ends the process: with 1 where an aim is missed and that is to be strict about. */
export function endBench(figures: readonly Figure[], { strict }: { strict: boolean }): never {
  const missed = figures.some(({ met }) => met === false);
  process.exit(missed && strict ? 1 : 0);
}
