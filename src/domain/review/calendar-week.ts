import { DAY_MS } from '../day-ms.ts';
import { localMidnight, localParts } from '../local-time.ts';

/** A week from Monday to Monday in a time zone. */
export interface Week {
  /** Its Monday: `2026-11-16`. */
  id: string;
  /** Epoch ms of its first moment, and of the first moment after it. */
  from: number;
  to: number;
}

/** Monday and Tuesday. */
const FIRST_DAYS = 2;

/** The week that `at` (epoch ms) lies in, `before` weeks earlier; the clocks are those of a time zone (IANA name). */
export function weekOf(at: number, timeZone: string, before = 0): Week {
  const [year = 1970, month = 1, day = 1] = localParts(at, timeZone);
  const today = Date.UTC(year, month - 1, day);
  const sinceMonday = (new Date(today).getUTCDay() + 6) % 7;
  const monday = new Date(today - (sinceMonday + 7 * before) * DAY_MS);
  const [y, m, d] = [monday.getUTCFullYear(), monday.getUTCMonth(), monday.getUTCDate()];
  return {
    id: monday.toISOString().slice(0, 10),
    from: localMidnight(y, m, d, timeZone),
    to: localMidnight(y, m, d + 7, timeZone),
  };
}

/**
 * The week that a team goes through at `at` (epoch ms): on Monday and Tuesday the last one, since in its own nothing has
 * happened yet; from Wednesday on its own.
 */
export function weekToReview(at: number, timeZone: string): Week {
  const own = weekOf(at, timeZone);
  return at - own.from < FIRST_DAYS * DAY_MS ? weekOf(at, timeZone, 1) : own;
}
