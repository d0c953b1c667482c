import { describe, expect, test } from 'vitest';
import { judgeProperty } from '../../../src/domain/condition/judge-property.ts';
import { createBuckets } from '../../../src/domain/icp/bucket-values.ts';

const keysOf = (buckets: readonly { key: string }[]) => buckets.map(({ key }) => key);

describe('buckets of numbers', () => {
  test('are the bands of the field where it has some, the last one open', () => {
    const bucketOf = createBuckets({ property: 'numberofemployees', label: 'Size', kind: 'number' }, []);
    expect(bucketOf('999')).toEqual([
      { key: 'from 200', label: '200 to 999', when: { kind: 'range', min: 200, max: 999 } },
    ]);
    expect(bucketOf('1000')).toMatchObject([{ label: '1,000 to 4,999' }]);
    expect(bucketOf('20000')).toEqual([
      { key: 'from 20000', label: '20,000 or more', when: { kind: 'range', min: 20_000 } },
    ]);
    expect(bucketOf('0')).toMatchObject([{ label: '0 to 9' }]);
    expect(keysOf(bucketOf(null))).toEqual(['unknown']);
  });

  test('are five equally filled bands elsewhere, by the values alone', () => {
    const values = ['9', '1', null, '3', '10', 'many', '5', '7', '2', '4', '8', '6', undefined];
    const bucketOf = createBuckets({ property: 'plants', label: 'Plants', kind: 'number' }, values);
    expect(['1', '2', '3', '6', '9', '99'].map((value) => keysOf(bucketOf(value)))).toEqual([
      ['from 1'],
      ['from 1'],
      ['from 3'],
      ['from 5'],
      ['from 9'],
      ['from 9'],
    ]);
  });

  test('end just under the next one where there are fractions', () => {
    const bucketOf = createBuckets({ property: 'margin', label: 'Margin', kind: 'number' }, ['0.5', '1.5']);
    const [first] = bucketOf('0.7');
    const when = first?.when;
    if (when?.kind !== 'range') throw new Error('no range');
    expect(when.min).toBe(0.5);
    expect(when.max).toBeLessThan(1.5);
    expect(when.max).toBeCloseTo(1.5, 12);
    expect(first?.label).toBe('0.5 to 1.5');
    const [whole] = createBuckets({ property: 'margin', label: 'Margin', kind: 'number' }, ['1', '1000.5'])('1');
    const large = whole?.when;
    if (large?.kind !== 'range') throw new Error('no range');
    expect(large.max).toBeLessThan(1000.5);
    expect(large.max).toBeCloseTo(1000.5, 9);
  });

  test('leave no fraction out where their bounds are whole', () => {
    const values = ['1', '1', '2', '2.5', '3', '3', '4', '4', '5', '5'];
    const bucketOf = createBuckets({ property: 'rating', label: 'Rating', kind: 'number' }, values);
    const [bucket] = bucketOf('2.5');
    expect(bucket?.key).toBe('from 2');
    if (bucket?.when === null || bucket === undefined) throw new Error('no condition');
    expect(judgeProperty(bucket.when, '2.5', 0, 'UTC')).toBe('true');
    expect(judgeProperty(bucket.when, '3', 0, 'UTC')).toBe('false');
    const [revenue] = createBuckets({ property: 'annualrevenue', label: 'Revenue', kind: 'number' }, ['9999999.5'])(
      '9999999.5',
    );
    expect(revenue?.when).toMatchObject({ kind: 'range', min: 1_000_000 });
    expect(revenue?.when?.kind === 'range' && (revenue.when.max ?? 0) > 9_999_999.5).toBe(true);
  });

  test('know nothing of what is no number or under the lowest', () => {
    const bucketOf = createBuckets({ property: 'plants', label: 'Plants', kind: 'number' }, ['5', '6']);
    expect(['', 'many', '4', null, undefined].map((value) => keysOf(bucketOf(value)))).toEqual(
      Array.from({ length: 5 }, () => ['unknown']),
    );
    expect(bucketOf(null)).toEqual([{ key: 'unknown', label: 'unknown', when: null }]);
  });
});

describe('buckets of options', () => {
  test('are one for an option, whatever its case, by the label the portal has', () => {
    const attribute = { property: 'industry', label: 'Industry', kind: 'category', optionLabels: { RETAIL: 'Retail' } };
    const bucketOf = createBuckets({ ...attribute, kind: 'category' }, []);
    const [retail] = bucketOf(' RETAIL ');
    expect(retail).toEqual({ key: 'retail', label: 'Retail', when: { kind: 'oneOf', values: ['RETAIL'] } });
    expect(bucketOf('retail')[0]).toBe(retail);
    expect(bucketOf('Mining; coal')).toMatchObject([{ key: 'mining; coal', label: 'Mining; coal' }]);
    expect(keysOf(bucketOf('  '))).toEqual(['unknown']);
  });

  test('are one for all that the condition they suggest holds of', () => {
    const bucketOf = createBuckets({ property: 'industry', label: 'Industry', kind: 'category' }, []);
    const [software] = bucketOf('COMPUTER_SOFTWARE');
    expect(bucketOf('Computer software')[0]).toBe(software);
    expect(bucketOf('Mu\u0308nchen')[0]).toBe(bucketOf('München')[0]);
  });

  test('are several where several options hold, each once', () => {
    const bucketOf = createBuckets({ property: 'tech', label: 'Tech', kind: 'multi' }, []);
    expect(bucketOf('dbt; Snowflake;;dbt')).toEqual([
      { key: 'dbt', label: 'dbt', when: { kind: 'containsAny', values: ['dbt'] } },
      { key: 'snowflake', label: 'Snowflake', when: { kind: 'containsAny', values: ['Snowflake'] } },
    ]);
  });

  test('hold whoever the condition they suggest would: an option with the words of another is in both', () => {
    const values = ['Salesforce', 'Salesforce CPQ;dbt', ' ; ', '_'];
    const bucketOf = createBuckets({ property: 'tech', label: 'Tech', kind: 'multi' }, values);
    expect(values.map((value) => keysOf(bucketOf(value)))).toEqual([
      ['salesforce'],
      ['salesforce', 'salesforce cpq', 'dbt'],
      ['unknown'],
      ['unknown'],
    ]);
  });

  test('hold so whichever value is asked for first', () => {
    const values = [null, 'Salesforce CPQ', 'Salesforce'];
    const bucketOf = createBuckets({ property: 'tech', label: 'Tech', kind: 'multi' }, values);
    expect(keysOf(bucketOf('Salesforce CPQ'))).toEqual(['salesforce cpq', 'salesforce']);
  });
});
