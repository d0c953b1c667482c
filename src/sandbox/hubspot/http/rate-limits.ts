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

  /** Takes one slot; false if none is left. A refused request takes none. */
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

export interface Verdict {
  /** The error to answer with, or null. */
  refusal: ApiError | null;
  /** The headers of the answer. */
  headers: Record<string, string>;
}

export interface RateLimiter {
  check(limit: 'general' | 'search' | 'none', nowMs: number): Verdict;
  /** The refusal of a limit, however much of it is left. */
  refuse(limit: 'general' | 'search'): Verdict & { refusal: ApiError };
}

/** The limits of one app in one portal, `null` for none. Search answers carry no limit headers (recorded). */
export function createRateLimiter(limits: RateLimits | null, appId: string, portalId: number): RateLimiter {
  const { tenSecondly, searchSecondly } = limits ?? MARKETPLACE_LIMITS;
  const general = new RollingWindow(10_000, tenSecondly);
  const search = new RollingWindow(1000, searchSecondly);
  const headers = (left: number): Record<string, string> => ({
    'X-HubSpot-RateLimit-Interval-Milliseconds': '10000',
    'X-HubSpot-RateLimit-Max': String(tenSecondly),
    'X-HubSpot-RateLimit-Remaining': String(left),
  });
  return {
    check(limit, nowMs) {
      if (limit === 'none' || !limits) return { refusal: null, headers: {} };
      if (limit === 'search') return { refusal: search.take(nowMs) ? null : searchSecondlyLimit(), headers: {} };
      const refusal = general.take(nowMs) ? null : tenSecondlyLimit(appId, portalId);
      return { refusal, headers: headers(general.left) };
    },
    refuse: (limit) =>
      limit === 'search'
        ? { refusal: searchSecondlyLimit(), headers: {} }
        : { refusal: tenSecondlyLimit(appId, portalId), headers: headers(0) },
  };
}
