import { expect, test } from 'vitest';
import { selectBuckets } from '../../../src/domain/icp/select-buckets.ts';

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

test('of two buckets with the same accounts one is picked, and none where nothing tells outcomes apart', () => {
  const outcomes = Array.from({ length: 100 }, (_, index) => (index < 50 ? index % 10 !== 0 : index % 10 === 0));
  const half = Array.from({ length: 50 }, (_, index) => index);
  const alternate = Array.from({ length: 50 }, (_, index) => 2 * index);
  expect([...selectBuckets([{ members: alternate }, { members: half }, { members: half }], outcomes)]).toEqual([1]);
  expect(selectBuckets([{ members: alternate }], outcomes).size).toBe(0);
  expect(selectBuckets([], outcomes).size).toBe(0);
  const everybody = outcomes.map((_, index) => index);
  expect(selectBuckets([{ members: everybody }], outcomes).size).toBe(0);
});

/** 100 accounts, 20 of them won, `wins` of these among the first 40; a bucket of 8 wins is as good as all. */
const firstForty = (wins: number) => range(0, 100).map((at) => (at < 40 ? at < wins : at < 60 - wins));
const FIRST_FORTY = { members: range(0, 40) };

test('a bucket is picked where chance alone would make it so uneven less than 3 times in 100', () => {
  // Pearson's chi-squared test of the same tables gives p = 0.041 and 0.011.
  expect(selectBuckets([FIRST_FORTY], firstForty(12)).size).toBe(0);
  expect(selectBuckets([FIRST_FORTY], firstForty(13)).size).toBe(1);
  expect(selectBuckets([FIRST_FORTY], firstForty(4)).size).toBe(0);
  expect(selectBuckets([FIRST_FORTY], firstForty(3)).size).toBe(1);
});

test('the more buckets are tried, the clearer one must be', () => {
  const nobody = { members: [] };
  expect([...selectBuckets([nobody, FIRST_FORTY], firstForty(13))]).toEqual([1]);
  expect(selectBuckets([nobody, FIRST_FORTY, nobody], firstForty(13)).size).toBe(0);
});

test('a bucket that holds a picked one is judged by the accounts it adds', () => {
  // 45 of the first 50 won and 5 of the others, 4 of them among the 10 that the wider bucket adds.
  const outcomes = range(0, 100).map((at) => at < 45 || (at >= 50 && at < 54) || at === 99);
  expect([...selectBuckets([{ members: range(0, 50) }, { members: range(0, 60) }], outcomes)]).toEqual([0, 1]);
});

test('at most 20 buckets are picked', () => {
  const outcomes = range(0, 800).map((at) => (at < 440 ? at % 20 !== 0 : at % 20 === 0));
  const buckets = range(0, 22).map((index) => ({ members: range(20 * index, 20 * index + 20) }));
  expect(selectBuckets(buckets, outcomes).size).toBe(20);
});
