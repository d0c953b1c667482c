import { expect, test } from 'vitest';
import { formatDay } from '../../src/domain/format-day.ts';
import { isWithin } from '../../src/domain/is-within.ts';
import { daysAgo, NOW } from '../fixtures/account-facts.ts';

test('a day is written in UTC, with its year where that is another', () => {
  expect(formatDay(Date.UTC(2026, 10, 12, 23, 59), NOW)).toBe('12 Nov');
  expect(formatDay(Date.UTC(2025, 8, 1), NOW)).toBe('1 Sep 2025');
});

test('the last days include their bound, and neither the future nor the unknown', () => {
  expect([30, 30.001, 0, -1].map((days) => isWithin(daysAgo(days), 30, NOW))).toEqual([true, false, true, false]);
  expect(isWithin(null, 30, NOW)).toBe(false);
});
