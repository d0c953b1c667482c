import { setImmediate as nextTurn } from 'node:timers/promises';
import { bulkhead } from 'cockatiel';
import { giveWay } from '../pace.ts';

/** Longest that the event loop is kept, ms: the process may have cards to answer, and other portals' changes to look after. */
const TURN_MS = 10;
/** Whatever this process computes at once takes turns: of eight that each keep the loop a turn, every answer would wait for all. */
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
