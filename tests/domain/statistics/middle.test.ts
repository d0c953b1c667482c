import { describe, expect, test } from 'vitest';
import { mean } from '../../../src/domain/statistics/mean.ts';
import { median } from '../../../src/domain/statistics/median.ts';

const numbers = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe('median', () => {
  test('is the middle value, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toMatchObject({ value: 2, n: 3 });
    expect(median([4, 1, 2, 3])).toMatchObject({ value: 2.5, n: 4 });
    expect(median([])).toEqual({ value: null, n: 0, low: null, high: null });
  });

  test('has an interval between two of its values, from eight on', () => {
    expect(median(numbers(1))).toEqual({ value: 1, n: 1, low: null, high: null });
    expect(median(numbers(7))).toMatchObject({ low: null, high: null });
    expect(median(numbers(8))).toMatchObject({ low: 1, high: 8 });
    // Campbell and Gardner's ranks for n = 30 are 10 and 21, for n = 100 they are 40 and 61.
    expect(median(numbers(30)).low).toBeLessThanOrEqual(10);
    expect(median(numbers(30)).high).toBeGreaterThanOrEqual(21);
    expect(median(numbers(100))).toMatchObject({ low: 40, high: 61 });
  });
});

describe('mean', () => {
  test('has the normal interval of the mean', () => {
    expect(mean([])).toEqual({ value: null, n: 0, low: null, high: null });
    expect(mean([5])).toEqual({ value: 5, n: 1, low: null, high: null });
    expect(mean([4, 6]).low).toBeCloseTo(5 - 1.959964, 12);
    const { value, n, low, high } = mean([40, 60, 40, 60]);
    expect([value, n]).toEqual([50, 4]);
    expect(low).toBeCloseTo(50 - 1.959964 * (11.547 / 2), 2);
    expect(high).toBeCloseTo(50 + 1.959964 * (11.547 / 2), 2);
  });
});
