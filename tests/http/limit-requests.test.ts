import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCells } from '../../src/http/limit-requests.ts';

test('a burst passes at once, then as many as the pace allows, each key for itself', () => {
  const take = createCells({ perSecond: 2, burst: 3 }, 10);
  expect([take('a', 0), take('a', 0), take('a', 0), take('a', 0)]).toEqual([0, 0, 0, 500]);
  expect(take('b', 0)).toBe(0);
  expect([take('a', 499), take('a', 500), take('a', 500)]).toEqual([1, 0, 500]);
});

test('in no window pass more than its pace and one burst', () => {
  const asked = fc.array(fc.nat(400), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(asked, (gaps) => {
      const take = createCells({ perSecond: 10, burst: 5 }, 10);
      let now = 0;
      const passed: number[] = [];
      for (const gap of gaps) {
        now += gap;
        if (take('a', now) === 0) passed.push(now);
      }
      passed.forEach((start, index) => {
        passed.slice(index).forEach((end, further) => {
          expect(further + 1).toBeLessThanOrEqual(5 + Math.floor((end - start) / 100) + 1e-9);
        });
      });
    }),
  );
});

test('a clock that is set back by an hour costs nobody an hour', () => {
  const take = createCells({ perSecond: 1, burst: 2 }, 10);
  const [before, after] = [10_000_000, 6_400_000];
  expect([take('a', before), take('a', before), take('a', before)]).toEqual([0, 0, 1_000]);
  expect([take('a', after), take('a', after), take('a', after)]).toEqual([0, 0, 1_000]);
});

test('a flood of keys pushes out the one least lately asked of', () => {
  const take = createCells({ perSecond: 1, burst: 1 }, 2);
  expect([take('a', 0), take('b', 0), take('a', 0)]).toEqual([0, 0, 1_000]);
  take('c', 0);
  expect([take('a', 0), take('b', 0)]).toEqual([1_000, 0]);
});
