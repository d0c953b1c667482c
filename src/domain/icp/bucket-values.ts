import { judgeProperty, normalise, parseNumber } from '../condition/judge-property.ts';
import type { Bucket, IcpAttribute } from './icp-types.ts';

/** Finds the buckets of one value; the unknown are a bucket of their own, never read as "no". */
export type BucketOf = (value: string | null | undefined) => readonly Bucket[];

/** Lower bounds by property; drawn once from the field's usual bands, never from the outcomes. */
const KNOWN_BOUNDS: Readonly<Record<string, readonly number[]>> = {
  numberofemployees: [0, 10, 50, 200, 1_000, 5_000, 20_000],
  annualrevenue: [0, 1e6, 1e7, 5e7, 2.5e8, 1e9, 1e10],
};
const QUANTILES = 5;
const UNKNOWN: Bucket = { key: 'unknown', label: 'unknown', when: null };

/** Cuts the values of an attribute into buckets; only the values decide, not who won. A value is in those whose condition holds of it. */
export function createBuckets(attribute: IcpAttribute, values: Iterable<string | null | undefined>): BucketOf {
  return attribute.kind === 'number' ? numberBuckets(attribute.property, values) : optionBuckets(attribute, values);
}

function optionBuckets(
  { kind, optionLabels = {} }: IcpAttribute,
  values: Iterable<string | null | undefined>,
): BucketOf {
  const isMulti = kind === 'multi';
  const known = new Map<string, Bucket>();
  const list = (text: string): Bucket[] => {
    const options = (isMulti ? text.split(';') : [text]).map((option) => option.trim());
    return options.flatMap((option) => {
      const key = normalise(option);
      if (key === '') return [];
      const label = (Object.hasOwn(optionLabels, option) ? optionLabels[option] : null) ?? option;
      const bucket = known.get(key) ?? {
        key,
        label,
        when: { kind: isMulti ? 'containsAny' : 'oneOf', values: [option] },
      };
      known.set(key, bucket);
      return bucket;
    });
  };
  if (isMulti) for (const value of values) list(value ?? '');
  const found = new Map<string, readonly Bucket[]>();
  return (value) => {
    const text = value?.trim() ?? '';
    const before = found.get(text);
    if (before !== undefined) return before;
    const own = list(text);
    const holding = isMulti ? [...known.values()].filter((bucket) => own.includes(bucket) || holds(bucket, text)) : own;
    const buckets = holding.length === 0 ? [UNKNOWN] : holding;
    found.set(text, buckets);
    return buckets;
  };
}

/** "Salesforce" is found in the option "Salesforce CPQ" too. */
function holds({ when }: Bucket, text: string): boolean {
  return when !== null && judgeProperty(when, text, 0, 'UTC') === 'true';
}

function numberBuckets(property: string, values: Iterable<string | null | undefined>): BucketOf {
  const numbers = [...values].map((value) => parseNumber(value ?? '')).filter((number) => number !== null);
  const bounds = KNOWN_BOUNDS[property] ?? findQuantiles(numbers);
  const areWhole = numbers.every(Number.isInteger);
  const buckets = bounds.map((min, index): Bucket => {
    const next = bounds[index + 1];
    if (next === undefined)
      return { key: `from ${min}`, label: `${format(min)} or more`, when: { kind: 'range', min } };
    const max = largestUnder(next, areWhole);
    return { key: `from ${min}`, label: `${format(min)} to ${format(max)}`, when: { kind: 'range', min, max } };
  });
  return (value) => {
    const number = parseNumber(value ?? '');
    const index = number === null ? -1 : bounds.findLastIndex((bound) => number >= bound);
    return [buckets[index] ?? UNKNOWN];
  };
}

/** Lower bounds of equally filled bands. */
function findQuantiles(numbers: readonly number[]): number[] {
  const sorted = numbers.toSorted((left, right) => left - right);
  const bounds = Array.from(
    { length: QUANTILES },
    (_, index) => sorted[Math.floor((index * sorted.length) / QUANTILES)],
  );
  return [...new Set(bounds.filter((bound) => bound !== undefined))];
}

/** Where all values are whole a band ends one before the next; else just under it, so that every value in it is in its range. */
function largestUnder(next: number, areWhole: boolean): number {
  return areWhole ? next - 1 : next - Math.max(Number.MIN_VALUE, Number.EPSILON * Math.abs(next));
}

const numberFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

function format(value: number): string {
  return numberFormat.format(value);
}
