import { expect, test } from 'vitest';
import { mapInTurns } from '../../../src/sync/refresh/map-in-turns.ts';

test('answers in order, and lets others have their turn where it takes long', async () => {
  let turns = 0;
  const others = setInterval(() => {
    turns += 1;
  }, 1);
  const results = await mapInTurns([1, 2, 3, 4], (item) => {
    keepBusy(30);
    return item * 10;
  });
  clearInterval(others);
  expect(results).toEqual([10, 20, 30, 40]);
  expect(turns).toBeGreaterThan(0);
});

function keepBusy(forMs: number): void {
  const until = performance.now() + forMs;
  while (performance.now() < until);
}
