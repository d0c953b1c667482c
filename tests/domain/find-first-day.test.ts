import { expect, test } from 'vitest';
import { findFirstDay } from '../../src/domain/find-first-day.ts';

test('the first day from which on something holds is found, up to 400 days ahead', () => {
  for (const first of [1, 2, 3, 199, 200, 201, 399, 400]) expect(findFirstDay((day) => day >= first)).toBe(first);
});

test('what does not begin in 400 days has no first day', () => {
  expect(findFirstDay((day) => day > 400)).toBeNull();
  expect(findFirstDay(() => false)).toBeNull();
});

test('what ends again before the 400th day is not found, and what begins twice at one of its beginnings', () => {
  expect(findFirstDay((day) => day > 10 && day < 400)).toBeNull();
  expect([50, 320]).toContain(findFirstDay((day) => (day >= 50 && day < 60) || day >= 320));
});
