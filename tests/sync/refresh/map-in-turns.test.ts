import { setImmediate as nextTurn } from 'node:timers/promises';
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
  expect(await mapInTurns([], () => 1)).toEqual([]);
});

test('of several that compute at once one computes between two turns of the others', async () => {
  const seen: string[] = [];
  const ended = new AbortController();
  const compute = (name: string) =>
    mapInTurns([1, 2, 3], () => {
      keepBusy(30);
      seen.push(name);
    });
  const others = (async () => {
    for (; !ended.signal.aborted; await nextTurn()) seen.push('others');
  })();
  await Promise.all(['a', 'b', 'c'].map(compute));
  ended.abort();
  await others;
  const kept = seen.join(' ').split(/(?: ?others)+ ?/);
  expect(kept.filter((run) => run !== '').toSorted()).toEqual('aaabbbccc'.split(''));
});

test('what throws is thrown, and the others go on', async () => {
  const failing = mapInTurns([1], () => {
    throw new RangeError('of this one');
  });
  const other = mapInTurns([1, 2], (item) => item + 1);
  await expect(failing).rejects.toThrow('of this one');
  expect(await other).toEqual([2, 3]);
});

function keepBusy(forMs: number): void {
  const until = performance.now() + forMs;
  while (performance.now() < until);
}
