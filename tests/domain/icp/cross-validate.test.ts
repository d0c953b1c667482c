import { expect, test } from 'vitest';
import { createBuckets } from '../../../src/domain/icp/bucket-values.ts';
import { crossValidate } from '../../../src/domain/icp/cross-validate.ts';

const attribute = { property: 'industry', label: 'Industry', kind: 'category' } as const;
const bucketed = [{ attribute, bucketOf: createBuckets(attribute, []) }];
const outcome = (group: string, success: boolean, industry: string) => ({ group, success, properties: { industry } });

test('where the other accounts all ended alike, they say nothing', () => {
  const outcomes = [outcome('a.example', true, 'RETAIL'), outcome('b.example', false, 'RETAIL')];
  const scored = crossValidate(bucketed, outcomes);
  expect(scored.toSorted((left, right) => Number(right.won) - Number(left.won))).toEqual([
    { score: 0, won: true },
    { score: 0, won: false },
  ]);
});

test('duplicates of an account never judge each other', () => {
  const others = Array.from({ length: 40 }, (_, index) => outcome(`${index}.example`, index % 2 === 0, 'RETAIL'));
  const same = Array.from({ length: 20 }, () => outcome('same.example', true, 'MINING'));
  const scored = crossValidate(bucketed, [...others, ...same]);
  expect(scored).toHaveLength(60);
  expect(scored.filter(({ score }) => score === 0)).toHaveLength(20);
});
