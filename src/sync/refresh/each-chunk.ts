import { chunk } from '../../hubspot/records/chunk.ts';
import { giveWay } from '../pace.ts';

/** Accounts that are loaded and saved together. */
export const CHUNK = 200;
/** Chunks at once: while the database saves one, the next is computed. */
const AT_ONCE = 2;

/**
 * Processes items in chunks, in order, two chunks at a time. Once one fails, no other starts.
 * @throws what the first one threw, once all that had started have ended
 */
export async function eachChunk<Item>(
  items: readonly Item[],
  work: (items: readonly Item[], index: number) => Promise<void>,
): Promise<void> {
  const waiting = chunk(items, CHUNK).entries();
  const failures: unknown[] = [];
  const lane = async (): Promise<void> => {
    for (const [index, own] of waiting) {
      if (failures.length > 0) return;
      await giveWay();
      await work(own, index).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  if (failures.length > 0) throw failures[0];
}
