import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DailyLimitError, HubSpotUnavailableError, RateLimitedError } from '../../../src/errors.ts';
import { retryAfterMs } from '../../../src/hubspot/client/answer.ts';
import { RETRY_PLANS, mayRepeat, retryDelayMs } from '../../../src/hubspot/client/retry-delay.ts';

const plan = RETRY_PLANS.background;

describe('the delay before a repetition', () => {
  test('doubles up to its cap, spread over its upper half', () => {
    const error = new RateLimitedError('slow down', 429, null);
    const at = (random: number) => [1, 2, 3, 6].map((retry) => retryDelayMs(error, retry, plan, random));
    expect(at(0)).toEqual([250, 500, 1_000, 5_000]);
    expect(at(1)).toEqual([500, 1_000, 2_000, 10_000]);
  });

  test('is never shorter than HubSpot asked for', () => {
    fc.assert(
      fc.property(
        fc.nat(60_000),
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (afterMs, retry, random) => {
          const delayMs = retryDelayMs(new RateLimitedError('locked', 423, afterMs), retry, plan, random);
          expect(delayMs).toBeGreaterThanOrEqual(afterMs);
          expect(delayMs).toBeLessThanOrEqual(Math.max(afterMs, plan.maxDelayMs) + plan.firstDelayMs);
        },
      ),
    );
  });
});

test('a daily limit and a long wait are left to the caller', () => {
  expect(mayRepeat(new DailyLimitError('used up', 2_000, 1_000), plan)).toBe(false);
  expect(mayRepeat(new RateLimitedError('moving', 477, plan.longestWaitMs + 1), plan)).toBe(false);
  expect(mayRepeat(new RateLimitedError('moving', 477, plan.longestWaitMs), plan)).toBe(true);
  expect(mayRepeat(new Error('a bug'), plan)).toBe(false);
});

test('a job’s request outlasts an outage of 30 s, if every attempt is refused at once', () => {
  const down = new HubSpotUnavailableError('down', { processed: 'no' });
  expect(mayRepeat(down, plan)).toBe(true);
  const delays = Array.from({ length: plan.maxRetries }, (_, index) => retryDelayMs(down, index + 1, plan, 0));
  expect(delays.reduce((sum, delayMs) => sum + delayMs, 0)).toBeGreaterThan(30_000);
});

test('a card’s retries fit into the 15 s of its request', () => {
  const { maxRetries, longestWaitMs, firstDelayMs } = RETRY_PLANS.card;
  expect(maxRetries * (longestWaitMs + firstDelayMs)).toBeLessThan(15_000);
});

test('Retry-After is read as seconds or as a date', () => {
  const now = Date.parse('2026-11-21T10:00:00Z');
  expect(retryAfterMs('3', now)).toBe(3_000);
  expect(retryAfterMs('0.5', now)).toBe(500);
  expect(retryAfterMs('Sat, 21 Nov 2026 10:00:20 GMT', now)).toBe(20_000);
  expect(retryAfterMs('Sat, 21 Nov 2026 09:00:00 GMT', now)).toBe(0);
  expect([null, '', 'soon'].map((header) => retryAfterMs(header, now))).toEqual([null, null, null]);
});
