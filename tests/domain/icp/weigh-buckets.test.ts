import { expect, test } from 'vitest';
import { createBuckets } from '../../../src/domain/icp/bucket-values.ts';
import { suggestCriterion } from '../../../src/domain/icp/suggest-criterion.ts';
import { isTried, weighAttribute, weightOfEvidence } from '../../../src/domain/icp/weigh-buckets.ts';

const attribute = { property: 'industry', label: 'Industry', kind: 'category' } as const;

test('the weight of evidence is log-odds against the base rate, drawn to 0 where there is little', () => {
  expect(weightOfEvidence(10, 40, 0.25)).toBeCloseTo(0, 12);
  expect(weightOfEvidence(30, 40, 0.25)).toBeCloseTo(Math.log(32.5 / 17.5) - Math.log(1 / 3), 12);
  expect(weightOfEvidence(1, 1, 0.25)).toBeCloseTo(Math.log(3.5 / 7.5) - Math.log(1 / 3), 12);
});

const outcomes = (industry: string | null, n: number, wins: number) =>
  Array.from({ length: n }, (_, index) => ({
    group: `${industry} ${index}`,
    success: index < wins,
    properties: { industry },
  }));

test('a bucket stands from 20 accounts on, where its interval leaves out the base rate, and never for the unknown', () => {
  const all = [
    ...outcomes('good', 20, 20),
    ...outcomes('bad', 20, 0),
    ...outcomes('few', 19, 19),
    ...outcomes('plain', 40, 20),
    ...outcomes(null, 40, 40),
  ];
  const weighed = weighAttribute({ attribute, bucketOf: createBuckets(attribute, []) }, all, 0.5);
  expect(weighed.map((each) => [each.key, each.n, each.wins, each.stands, isTried(each)])).toEqual([
    ['good', 20, 20, true, true],
    ['bad', 20, 0, true, true],
    ['few', 19, 19, false, false],
    ['plain', 40, 20, false, true],
    ['unknown', 40, 40, false, false],
  ]);
  expect(weighed[1]?.members).toEqual(Array.from({ length: 20 }, (_, index) => 20 + index));
});

const bucket = (key: string, weight: number, suggested = true, known = true) => ({
  key,
  label: key.toUpperCase(),
  when: known ? ({ kind: 'oneOf', values: [key] } as const) : null,
  n: 50,
  wins: 25,
  interval: { low: 0, high: 1 },
  weight,
  suggested,
});

test('a criterion takes 30 points a weight, the best band first, of suggested buckets that are known', () => {
  const buckets = [bucket('a', -0.5), bucket('b', 1.2), bucket('c', 2, false), bucket('d', 3, true, false)];
  expect(suggestCriterion({ attribute, buckets })).toEqual({
    id: 'learned_industry',
    label: 'Industry',
    property: 'industry',
    bands: [
      { label: 'B', when: { kind: 'oneOf', values: ['b'] }, points: 36 },
      { label: 'A', when: { kind: 'oneOf', values: ['a'] }, points: -15 },
    ],
  });
  expect(suggestCriterion({ attribute, buckets: buckets.slice(2) })).toBeNull();
});
