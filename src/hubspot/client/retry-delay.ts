import { AppError, HubSpotUnavailableError, RateLimitedError, UnexpectedAnswerError } from '../../errors.ts';
import type { Lane } from '../limits/limiter.ts';

export interface RetryPlan {
  maxRetries: number;
  firstDelayMs: number;
  maxDelayMs: number;
  /** If HubSpot asks for a longer wait, the error goes to the caller: a job can wait without holding a process. */
  longestWaitMs: number;
}

/**
 * A card's request has 15 s in all (HubSpot's limit for `hubspot.fetch`). A job's request outlasts an outage of 30 s,
 * however fast it is refused and whatever the jitter; after a longer one the job itself is retried.
 */
export const RETRY_PLANS: Readonly<Record<Lane, RetryPlan>> = {
  card: { maxRetries: 2, firstDelayMs: 250, maxDelayMs: 1_000, longestWaitMs: 3_000 },
  background: { maxRetries: 10, firstDelayMs: 500, maxDelayMs: 10_000, longestWaitMs: 30_000 },
};

/**
 * Whether sending the same request again is safe and soon enough. A write whose outcome is unknown and that must not
 * happen twice never gets here as anything but an `AmbiguousWriteError`, which is not repeated.
 */
export function mayRepeat(error: unknown, plan: RetryPlan): boolean {
  const isTransient =
    error instanceof RateLimitedError ||
    error instanceof HubSpotUnavailableError ||
    error instanceof UnexpectedAnswerError;
  if (!isTransient || error.retry === 'never') return false;
  return error.retry === 'backoff' || error.retry.afterMs <= plan.longestWaitMs;
}

/**
 * Exponential with jitter: between half and all of `firstDelayMs * 2^(retry - 1)`, capped; never sooner than HubSpot
 * asked for. `retry` counts from 1, `random` is 0–1.
 */
export function retryDelayMs(error: unknown, retry: number, plan: RetryPlan, random: number): number {
  const full = Math.min(plan.maxDelayMs, plan.firstDelayMs * 2 ** (retry - 1));
  const delayMs = full / 2 + (full / 2) * random;
  const asked = error instanceof AppError && typeof error.retry === 'object' ? error.retry.afterMs : 0;
  return asked > 0 ? Math.max(delayMs, asked + plan.firstDelayMs * random) : delayMs;
}
