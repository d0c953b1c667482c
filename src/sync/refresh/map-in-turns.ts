import { setImmediate as nextTurn } from 'node:timers/promises';
import { bulkhead } from 'cockatiel';
import { giveWay } from '../pace.ts';

/**
 * Longest time to block the event loop, ms: the process may have cards to answer and other portals' changes to process.
 */
const TURN_MS = 10;
/**
 * Computations that run concurrently in this process take turns: if eight each blocked the loop for a turn, every
 * answer would wait for all of them.
 */
const turns = bulkhead(1, Infinity);

/** Computes something of each item, in order; where that takes long others have their turn in between. */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  compute: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  const rest = items.values();
  const computeForATurn = async (): Promise<void> => {
    const until = performance.now() + TURN_MS;
    for (const item of rest) {
      results.push(compute(item));
      if (performance.now() > until) break;
    }
    await nextTurn();
  };
  while (results.length < items.length) {
    await giveWay();
    await turns.execute(computeForATurn);
  }
  return results;
}
