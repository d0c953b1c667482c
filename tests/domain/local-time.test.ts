import { expect, test } from 'vitest';
import { localMidnight, localParts } from '../../src/domain/local-time.ts';

const at = Date.parse('2026-12-31T20:05:00Z');

test('a moment is read where it is told', () => {
  expect(localParts(at, 'UTC')).toEqual([2026, 12, 31, 20, 5]);
  expect(localParts(at, 'Asia/Tokyo')).toEqual([2027, 1, 1, 5, 5]);
  expect(localParts(Date.parse('2026-06-30T22:00:00Z'), 'Europe/Berlin')).toEqual([2026, 7, 1, 0, 0]);
});

const iso = (year: number, month: number, day: number, zone: string) =>
  new Date(localMidnight(year, month, day, zone)).toISOString();

test('midnight is that of the place, through the change of the clocks', () => {
  expect(iso(2026, 2, 29, 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
  expect(iso(2026, 2, 30, 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
  expect(iso(2026, 10, 1, 'America/Los_Angeles')).toBe('2026-11-01T07:00:00.000Z');
  expect(iso(2026, 10, 2, 'America/Los_Angeles')).toBe('2026-11-02T08:00:00.000Z');
});
