import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundToTotal } from '../../src/domain/explanation.ts';

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const values = fc.array(fc.double({ min: -200, max: 200, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('roundToTotal', () => {
  test('gives what is left to the largest remainders, ties to the earlier', () => {
    expect(roundToTotal([1.5, 1.5, 1], 4)).toEqual([2, 1, 1]);
    expect(roundToTotal([0.2, 0.7, 0.6, 0.5], 2)).toEqual([0, 1, 1, 0]);
  });

  test('rounds negative values as it rounds positive ones', () => {
    expect(roundToTotal([-1.5, -1.5, 10], 7)).toEqual([-1, -2, 10]);
    expect(roundToTotal([-0.4, 20.4], 20)).toEqual([0, 20]);
  });

  test('never answers minus zero', () => {
    expect(roundToTotal([-0, -0.2], 0).every((value) => !Object.is(value, -0))).toBe(true);
  });

  test('nothing rounds to nothing', () => {
    expect(roundToTotal([], 0)).toEqual([]);
  });

  test('refuses a total that is no whole number or cannot be reached', () => {
    expect(() => roundToTotal([1.2], 1.2)).toThrow(new RangeError('the total 1.2 is not a whole number'));
    expect(() => roundToTotal([1.2], 3)).toThrow(new RangeError('1 values cannot be rounded to sum to 3'));
    expect(() => roundToTotal([1.2], 0)).toThrow(RangeError);
  });

  test('sums exactly to the total, each value less than a unit away', () => {
    fc.assert(
      fc.property(values, (raw) => {
        const total = Math.round(sum(raw)) + 0;
        const rounded = roundToTotal(raw, total);
        expect(sum(rounded)).toBe(total);
        for (const [index, value] of raw.entries())
          expect(Math.abs((rounded[index] ?? NaN) - value)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
