/** fast-check for a mutation run: no property is tried more than 60 times, though its own test tries it a thousand. */
import * as fc from 'fast-check';

export * from 'fast-check';

const MOST_RUNS = 60;

/** `fc.assert` with the number of runs held down. */
export function assert<Ts>(
  property: fc.IRawProperty<Ts>,
  { numRuns = MOST_RUNS, ...rest }: fc.Parameters<Ts> = {},
): unknown {
  return fc.assert(property, { ...rest, numRuns: Math.min(numRuns, MOST_RUNS) });
}
