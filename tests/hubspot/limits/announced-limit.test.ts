import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countUnknown, isSameCell, readAnnouncedLimit, toCell } from '../../../src/hubspot/limits/announced-limit.ts';
import { CELLS } from '../../../src/hubspot/limits/limiter.ts';

const limits = fc.record({
  max: fc.integer({ min: 3, max: 100_000 }),
  windowMs: fc.integer({ min: 100, max: 60_000 }),
});

describe('the cell of a limit', () => {
  test('stays below it in every window, and uses most of it', () => {
    fc.assert(
      fc.property(limits, ({ max, windowMs }) => {
        const { burst, intervalMs } = toCell({ max, windowMs });
        const most = burst + Math.floor(windowMs / intervalMs + 1e-9);
        expect(most).toBeLessThan(Math.max(3, max));
        expect(most).toBeGreaterThanOrEqual(Math.min(windowMs, max) * 0.95 - 3);
      }),
    );
  });

  test('of the limit of a marketplace app is the one kept to from the start', () => {
    expect(toCell({ max: 110, windowMs: 10_000 })).toEqual({ burst: 8, intervalMs: 100 });
    expect(CELLS.general).toEqual({ burst: 8, intervalMs: 100 });
  });

  test('of the smallest limits makes one request in a window', () => {
    for (const max of [1, 2]) {
      const { burst, intervalMs } = toCell({ max, windowMs: 10_000 });
      expect(burst + Math.floor(10_000 / intervalMs)).toBe(1);
    }
  });

  test('does not grow with a limit beyond what one app should do', () => {
    expect(isSameCell(toCell({ max: 1e9, windowMs: 10_000 }), toCell({ max: 10_000, windowMs: 10_000 }))).toBe(true);
    expect(isSameCell(toCell({ max: 9_000, windowMs: 10_000 }), toCell({ max: 10_000, windowMs: 10_000 }))).toBe(false);
  });
});

test('unknown requests are those beyond our own and a tenth of the limit', () => {
  const answer = { max: 110, windowMs: 10_000, remaining: 50 };
  expect(countUnknown(answer, 0)).toBe(60);
  expect(countUnknown(answer, 48)).toBe(12);
  expect([49, 60, 500].map((known) => countUnknown(answer, known))).toEqual([0, 0, 0]);
});

describe('the headers of an answer', () => {
  const names = [
    'X-HubSpot-RateLimit-Max',
    'X-HubSpot-RateLimit-Interval-Milliseconds',
    'X-HubSpot-RateLimit-Remaining',
  ];
  const read = (...values: (string | null)[]) =>
    readAnnouncedLimit(
      new Headers(names.flatMap((name, index) => (values[index] == null ? [] : [[name, values[index]]]))),
    );

  test('tell limit, window and what is left', () => {
    expect(read('100', '10000', '99')).toEqual({ max: 100, windowMs: 10_000, remaining: 99 });
  });

  test.each([
    [null, null, null],
    ['110', null, '9'],
    ['110', '10000', null],
    ['0', '10000', '0'],
    ['many', '10000', '9'],
    ['110', '0', '9'],
    ['110', '10000', '111'],
    ['110', '10000', '-1'],
  ])('that are missing or make no sense tell nothing: %s / %s / %s', (...values) => {
    expect(read(...values)).toBeNull();
  });
});
