import { describe, expect, test } from 'vitest';
import { calendarPeriod } from '../../../src/domain/measurement/calendar-period.ts';

const iso = ({ from, to }: { from: number; to: number }) => [from, to].map((at) => new Date(at).toISOString());

describe('calendarPeriod', () => {
  const noon = Date.parse('2026-11-22T12:00:00Z');

  test('begins and ends at midnight where the portal is, through the change of the clocks', () => {
    expect(iso(calendarPeriod('quarter', noon, 'UTC'))).toEqual([
      '2026-10-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]);
    expect(iso(calendarPeriod('quarter', noon, 'Europe/Berlin'))).toEqual([
      '2026-09-30T22:00:00.000Z',
      '2026-12-31T23:00:00.000Z',
    ]);
    expect(iso(calendarPeriod('year', noon, 'America/Los_Angeles'))).toEqual([
      '2026-01-01T08:00:00.000Z',
      '2027-01-01T08:00:00.000Z',
    ]);
  });

  test('is that of the local date, not of the UTC one', () => {
    const newYear = Date.parse('2026-12-31T20:00:00Z');
    expect(iso(calendarPeriod('year', newYear, 'Asia/Tokyo'))[0]).toBe('2026-12-31T15:00:00.000Z');
    expect(iso(calendarPeriod('year', newYear, 'UTC'))[0]).toBe('2026-01-01T00:00:00.000Z');
  });
});
