import { setImmediate as nextTurn } from 'node:timers/promises';

/** Longest that the event loop is kept, ms: the process may have cards to answer. */
const TURN_MS = 20;

/** Computes something of each item, in order; where that takes long others have their turn in between. */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  compute: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  let until = performance.now() + TURN_MS;
  for (const item of items) {
    if (performance.now() > until) {
      await nextTurn();
      until = performance.now() + TURN_MS;
    }
    results.push(compute(item));
  }
  return results;
}
