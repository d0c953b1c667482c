import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
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

  test('is another try for what nobody foresaw', () => {
    for (const error of [new TypeError('x'), 'text', undefined]) {
      expect(toJobOutcome(error)).toEqual({ kind: 'retry_with_backoff' });
    }
  });
});
