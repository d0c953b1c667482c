import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from '../../src/domain/day-ms.ts';
import { localDay, localMidnight, localParts, startOfDay, writeLocalTime } from '../../src/domain/local-time.ts';

const at = Date.parse('2026-12-31T20:05:00Z');

test('a moment is read where it is told', () => {
  expect(localParts(at, 'UTC')).toEqual([2026, 12, 31, 20, 5]);
  expect(localParts(at, 'Mars/Base')).toEqual([2026, 12, 31, 20, 5]);
  expect(localParts(at, 'Asia/Tokyo')).toEqual([2027, 1, 1, 5, 5]);
  expect(localParts(Date.parse('2026-06-30T22:00:00Z'), 'Europe/Berlin')).toEqual([2026, 7, 1, 0, 0]);
});

test('a moment is written on the clock of the place, with how far that is from UTC', () => {
  const moment = Date.parse('2026-11-23T16:13:05.700Z');
  expect(writeLocalTime(moment, 'Europe/Berlin')).toBe('2026-11-23 17:13:05 +01:00');
  expect(writeLocalTime(moment, 'UTC')).toBe('2026-11-23 16:13:05 +00:00');
  expect(writeLocalTime(moment, 'America/St_Johns')).toBe('2026-11-23 12:43:05 -03:30');
  expect(writeLocalTime(moment, 'Asia/Kolkata')).toBe('2026-11-23 21:43:05 +05:30');
});

const iso = (year: number, month: number, day: number, zone: string) =>
  new Date(localMidnight(year, month, day, zone)).toISOString();

test('midnight is that of the place, through the change of the clocks', () => {
  expect(iso(2026, 2, 29, 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
  expect(iso(2026, 2, 30, 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
  expect(iso(2026, 10, 1, 'America/Los_Angeles')).toBe('2026-11-01T07:00:00.000Z');
  expect(iso(2026, 10, 2, 'America/Los_Angeles')).toBe('2026-11-02T08:00:00.000Z');
});

test('where midnight is skipped or comes twice a day begins at its first moment', () => {
  // Havana, Santiago, Cairo and the Azores set the clocks at midnight, Amman once set them back from one to midnight.
  expect(iso(2026, 2, 8, 'America/Havana')).toBe('2026-03-08T05:00:00.000Z');
  expect(iso(2026, 8, 6, 'America/Santiago')).toBe('2026-09-06T04:00:00.000Z');
  expect(iso(2026, 3, 24, 'Africa/Cairo')).toBe('2026-04-23T22:00:00.000Z');
  expect(iso(2026, 2, 29, 'Atlantic/Azores')).toBe('2026-03-29T01:00:00.000Z');
  expect(iso(2026, 9, 25, 'Atlantic/Azores')).toBe('2026-10-25T00:00:00.000Z');
  expect(iso(2021, 9, 29, 'Asia/Amman')).toBe('2021-10-28T21:00:00.000Z');
});

const CLOCKS = [
  'America/Havana',
  'America/Santiago',
  'America/Asuncion',
  'America/Scoresbysund',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Amman',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Pacific/Apia',
  'UTC',
];

test('the start of a day is its first millisecond, in every zone and on every day', () => {
  const years = { min: Date.UTC(2015, 0, 1), max: Date.UTC(2030, 0, 1) };
  fc.assert(
    fc.property(fc.constantFrom(...CLOCKS), fc.integer(years), (zone, moment) => {
      const start = startOfDay(moment, zone);
      expect(start).toBeLessThanOrEqual(moment);
      expect(localDay(start, zone)).toBe(localDay(moment, zone));
      expect(localDay(start - 1, zone)).toBeLessThan(localDay(moment, zone));
      expect(moment - start).toBeLessThan(DAY_MS + 3_600_000);
    }),
    { numRuns: 2_000 },
  );
});
