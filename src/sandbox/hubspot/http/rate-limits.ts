import type { ApiError } from '../api-error.ts';
import { searchSecondlyLimit, tenSecondlyLimit } from '../api-error.ts';

export interface RateLimits {
  /** Requests in any ten seconds for a marketplace app on one account; search is not counted. */
  tenSecondly: number;
  /** Searches in any second for one account, all apps together. */
  searchSecondly: number;
}

/** What HubSpot publishes for a marketplace app. */
export const MARKETPLACE_LIMITS: RateLimits = { tenSecondly: 110, searchSecondly: 5 };

/** Counts requests of the last `windowMs`, exactly (no fixed windows). */
class RollingWindow {
  #times: number[] = [];
  readonly #windowMs: number;
  readonly #most: number;

  constructor(windowMs: number, most: number) {
    this.#windowMs = windowMs;
    this.#most = most;
  }

  /** Takes one place; false where none is left. A refused request takes none. */
  take(nowMs: number): boolean {
    while (this.#times[0] !== undefined && this.#times[0] <= nowMs - this.#windowMs) this.#times.shift();
    if (this.#times.length >= this.#most) return false;
    this.#times.push(nowMs);
    return true;
  }

  get left(): number {
    return this.#most - this.#times.length;
  }
}

export interface RateLimiter {
  /** The error to answer, or null; and the headers the answer carries. */
  check(
    limit: 'general' | 'search' | 'none',
    nowMs: number,
  ): { refusal: ApiError | null; headers: Record<string, string> };
}

/** The limits of one app on one portal. Search answers carry no limit headers (recorded). */
export function createRateLimiter(limits: RateLimits, appId: string, portalId: number): RateLimiter {
  const general = new RollingWindow(10_000, limits.tenSecondly);
  const search = new RollingWindow(1000, limits.searchSecondly);
  return {
    check(limit, nowMs) {
      if (limit === 'none') return { refusal: null, headers: {} };
      if (limit === 'search') return { refusal: search.take(nowMs) ? null : searchSecondlyLimit(), headers: {} };
      const refusal = general.take(nowMs) ? null : tenSecondlyLimit(appId, portalId);
      const headers = {
        'X-HubSpot-RateLimit-Interval-Milliseconds': '10000',
        'X-HubSpot-RateLimit-Max': String(limits.tenSecondly),
        'X-HubSpot-RateLimit-Remaining': String(general.left),
      };
      return { refusal, headers };
    },
  };
}
