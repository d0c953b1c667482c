import { expect, test } from 'vitest';
import { monthsBefore } from '../../../src/domain/committee/months-before.ts';

const at = (day: string): number => Date.parse(`${day}T12:34:56Z`);

test.each([
  ['2026-11-20', 12, '2025-11-20'],
  ['2026-01-31', 2, '2025-11-30'],
  ['2026-05-31', 3, '2026-02-28'],
  ['2028-05-31', 3, '2028-02-29'],
  ['2028-02-29', 12, '2027-02-28'],
])('of %s %i months before is %s: the last day of a month that is shorter', (day, months, before) => {
  expect(monthsBefore(at(day), months)).toBe(at(before));
});
