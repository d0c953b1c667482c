import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { CHUNK, eachChunk } from '../../../src/sync/refresh/each-chunk.ts';

const ITEMS = Array.from({ length: 7 * CHUNK - 50 }, (_, index) => index);

test('works on every chunk once, two at a time, in their order', async () => {
  const seen: number[] = [];
  let underWay = 0;
  let most = 0;
  await eachChunk(ITEMS, async (items, index) => {
    expect(items[0]).toBe(index * CHUNK);
    seen.push(...items);
    underWay += 1;
    most = Math.max(most, underWay);
    await nextTurn();
    underWay -= 1;
  });
  expect(seen).toEqual(ITEMS);
  expect(most).toBe(2);
});

test('once a chunk fails no other begins, and what had begun ends before the failure is thrown', async () => {
  const [begun, ended]: [number[], number[]] = [[], []];
  const run = eachChunk(ITEMS, async (_, index) => {
    begun.push(index);
    if (index === 2) throw new Error('the third');
    for (let turn = 0; turn < 3; turn += 1) await nextTurn();
    ended.push(index);
  });
  await expect(run).rejects.toThrow('the third');
  expect(begun.length).toBeLessThan(5);
  expect(ended).toEqual(begun.filter((index) => index !== 2));
});
