import { describe, expect, test } from 'vitest';
import {
  AmbiguousWriteError,
  AppError,
  DailyLimitError,
  GrantRevokedError,
  HubSpotRejectedError,
  HubSpotUnavailableError,
  MissingScopesError,
  RateLimitedError,
  UnexpectedAnswerError,
} from '../../src/errors.ts';
import type { Retry } from '../../src/errors.ts';
import { toJobOutcome } from '../../src/jobs/job-outcome.ts';

const failing = (retry: Retry) => new AppError('x', { code: 'X', retry });

describe('the outcome of a job', () => {
  test('follows what the error says of a retry', () => {
    expect(toJobOutcome(failing('never'))).toEqual({ kind: 'give_up' });
    expect(toJobOutcome(failing('backoff'))).toEqual({ kind: 'retry_with_backoff' });
    expect(toJobOutcome(failing({ afterMs: 10_001 }))).toEqual({ kind: 'retry_after', delayS: 11 });
  });

  test('waits a second at least where a time is given', () => {
    expect(toJobOutcome(failing({ afterMs: 0 }))).toEqual({ kind: 'retry_after', delayS: 1 });
  });

  const refusal = { status: 400, category: null, message: 'x', context: {}, details: [], correlationId: null };
  test.each([
    [new RateLimitedError('x', 429, null), { kind: 'retry_with_backoff' }],
    [new RateLimitedError('x', 477, 86_400_000), { kind: 'retry_after', delayS: 86_400 }],
    [new DailyLimitError('x', 3_601_000, 1_000), { kind: 'retry_after', delayS: 3_600 }],
    [new HubSpotUnavailableError('x', { processed: 'no' }), { kind: 'retry_with_backoff' }],
    [new HubSpotUnavailableError('x', { processed: 'unknown', afterMs: 60_000 }), { kind: 'retry_after', delayS: 60 }],
    [new AmbiguousWriteError('x', null), { kind: 'retry_with_backoff' }],
    [new UnexpectedAnswerError('x', 'backoff'), { kind: 'retry_with_backoff' }],
    [new UnexpectedAnswerError('x', 'never'), { kind: 'give_up' }],
    [new HubSpotRejectedError(refusal), { kind: 'give_up' }],
    [new MissingScopesError('x', []), { kind: 'give_up' }],
    [new GrantRevokedError('x'), { kind: 'give_up' }],
  ])('of what HubSpot does: %s', (error, outcome) => {
    expect(toJobOutcome(error)).toEqual(outcome);
  });

  test('is another try for what nobody foresaw', () => {
    for (const error of [new TypeError('x'), 'text', undefined]) {
      expect(toJobOutcome(error)).toEqual({ kind: 'retry_with_backoff' });
    }
  });
});
