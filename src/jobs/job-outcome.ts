import { AppError } from '../errors.ts';

/** What becomes of a job whose handler threw. */
export type JobOutcome =
  | { kind: 'give_up' }
  /** After a delay that doubles with every try. */
  | { kind: 'retry_with_backoff' }
  | { kind: 'retry_after'; delayS: number }
  /** Behind the waiting jobs: it has not failed, its turn is over. */
  | { kind: 'next_turn' };

/** Backoff of a failed job: 2 s, doubling, at most 15 min. */
export const RETRY = { retryDelay: 2, retryBackoff: true, retryDelayMax: 900 } as const;

/** The outcome by `AppError.retry`; an unforeseen error may be temporary and is retried. */
export function toJobOutcome(error: unknown): JobOutcome {
  if (!(error instanceof AppError) || error.retry === 'backoff') return { kind: 'retry_with_backoff' };
  if (error.retry === 'never') return { kind: 'give_up' };
  return { kind: 'retry_after', delayS: Math.max(1, Math.ceil(error.retry.afterMs / 1000)) };
}
