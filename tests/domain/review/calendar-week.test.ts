import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weekOf, weekToReview } from '../../../src/domain/review/calendar-week.ts';

const at = (text: string): number => Date.parse(text);
const iso = (timeMs: number): string => new Date(timeMs).toISOString();

describe('a week', () => {
  test('begins on Monday by the clocks of the portal, which may be another day than in UTC', () => {
    const late = at('2026-11-22T23:30:00Z');
    expect(weekOf(late, 'UTC').id).toBe('2026-11-16');
    const berlin = weekOf(late, 'Europe/Berlin');
    expect([berlin.id, iso(berlin.from), iso(berlin.to)]).toEqual([
      '2026-11-23',
      '2026-11-22T23:00:00.000Z',
      '2026-11-29T23:00:00.000Z',
    ]);
    expect(weekOf(late, 'America/Los_Angeles').id).toBe('2026-11-16');
  });

  test('has an hour more or less where the clocks change in it', () => {
    const autumn = weekOf(at('2026-10-21T12:00:00Z'), 'Europe/Berlin');
    expect([iso(autumn.from), iso(autumn.to)]).toEqual(['2026-10-18T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
  });

  test('ends where the next begins, and holds its moment, whatever the zone', () => {
    const zones = constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland');
    const moments = integer({ min: at('2020-01-01'), max: at('2035-01-01') });
    assert(
      property(moments, zones, (moment, zone) => {
        const week = weekOf(moment, zone);
        expect(week.from).toBeLessThanOrEqual(moment);
        expect(moment).toBeLessThan(week.to);
        expect(weekOf(week.to, zone).from).toBe(week.to);
        expect(weekOf(week.to, zone, 1)).toEqual(week);
      }),
    );
  });
});

test.each([
  ['2026-11-22T22:59:00Z', 0, 'still Sunday in Berlin'],
  ['2026-11-22T23:01:00Z', 1, 'Monday'],
  ['2026-11-24T22:59:00Z', 1, 'the last of Tuesday'],
  ['2026-11-24T23:01:00Z', 0, 'Wednesday'],
])('the week that is gone through at %s lies %i back: %s', (at, back) => {
  expect(weekToReview(Date.parse(at), 'Europe/Berlin')).toEqual(weekOf(Date.parse(at), 'Europe/Berlin', back));
});
