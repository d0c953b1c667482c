import { expect, test } from 'vitest';
import type { PropertyCondition } from '../../../src/domain/condition/property-condition.ts';
import { describePropertyValue } from '../../../src/domain/condition/describe-property-value.ts';

const RANGE: PropertyCondition = { kind: 'range', min: 50 };
const KNOWN: PropertyCondition = { kind: 'known' };

const tell = (value: string | null | undefined, ...conditions: PropertyCondition[]) =>
  describePropertyValue('about', value, conditions);

test.each([null, undefined, '', '  '])('of %j nothing is known', (value) => {
  expect(tell(value, RANGE)).toBe('about is unknown');
});

test('a number is written as one where any of the conditions reads one, and else stays as it is', () => {
  expect(tell('3400', KNOWN, RANGE)).toBe('about = ⟦3400⟧');
  expect(tell(' 3400 ', KNOWN)).toBe('about = 3400');
  expect(tell('3400')).toBe('about = 3400');
  expect(tell('about 50', RANGE)).toBe('about = about 50');
  expect(tell('2026-11-20', RANGE)).toBe('about = 2026-11-20');
});

test.each<PropertyCondition>([
  { kind: 'withinDays', days: 3 },
  { kind: 'inNextDays', days: 3 },
  { kind: 'overDaysAgo', days: 3 },
  { kind: 'before', date: '2026-01-01' },
  { kind: 'after', date: '2026-01-01' },
])('a day is written as one where any of the conditions reads one: $kind', (condition) => {
  expect(tell('2026-11-20', KNOWN, condition)).toBe('about = ⟦2026-11-20⟧');
  expect(tell(String(Date.UTC(2026, 10, 20)), condition)).toBe('about = ⟦2026-11-20⟧');
  expect(tell('2026-11-20T10:00:00Z', condition)).toBe('about = ⟦2026-11-20T10:00Z⟧');
  expect(tell('soon', condition)).toBe('about = soon');
});

test.each<PropertyCondition>([KNOWN, { kind: 'isTrue' }, { kind: 'oneOf', values: ['a'] }])(
  'no day is read by $kind',
  (condition) => {
    expect(tell('2026-11-20', condition)).toBe('about = 2026-11-20');
  },
);
