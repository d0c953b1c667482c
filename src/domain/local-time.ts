import { DAY_MS } from './day-ms.ts';
import { remember } from './remember.ts';

const MINUTE_MS = 60_000;

/** A format is costly to make, and there are some hundred zones. */
const clockOf = remember((timeZone) => {
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  try {
    return new Intl.DateTimeFormat('en-CA-u-hc-h23', { timeZone, ...parts });
  } catch {
    return new Intl.DateTimeFormat('en-CA-u-hc-h23', { timeZone: 'UTC', ...parts });
  }
}, 1_000);

/** The year, month (1–12), day, hour and minute on the clocks of a time zone (IANA name; UTC where nobody knows it) at `at` (epoch ms). */
export function localParts(at: number, timeZone: string): number[] {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return (['year', 'month', 'day', 'hour', 'minute'] as const).map((type) => parts.get(type) ?? 0);
}

/** A moment (epoch ms) on the clocks of a time zone, with how far they are ahead of UTC: `2026-11-23 17:13:05 +01:00`. */
export function writeLocalTime(at: number, timeZone: string): string {
  const aheadMs = offsetMs(at, timeZone);
  const clock = new Date(at + aheadMs).toISOString().slice(0, -'.000Z'.length).replace('T', ' ');
  const ahead = new Date(Math.abs(aheadMs)).toISOString().slice('1970-01-01T'.length, -':00.000Z'.length);
  return `${clock} ${aheadMs < 0 ? '-' : '+'}${ahead}`;
}

/**
 * Epoch ms of the first moment of a day in a time zone: its midnight, unless the clocks are set forward over it. Months count from 0, and
 * a day or month beyond its end goes on.
 */
export function localMidnight(year: number, month: number, day: number, timeZone: string): number {
  const asUtc = Date.UTC(year, month, day);
  let before = asUtc - DAY_MS;
  let first = asUtc + DAY_MS;
  const offset = offsetMs(before, timeZone);
  if (offset === offsetMs(first, timeZone)) return asUtc - offset;
  // The clocks change about then, always at a full minute: midnight may come twice, or not at all.
  while (first - before > MINUTE_MS) {
    const middle = before + Math.floor((first - before) / (2 * MINUTE_MS)) * MINUTE_MS;
    if (localDay(middle, timeZone) * DAY_MS < asUtc) before = middle;
    else first = middle;
  }
  return first;
}

/** The day of the calendar in a time zone on which `at` (epoch ms) is, counted from 1 Jan 1970. */
export function localDay(at: number, timeZone: string): number {
  const [year = 1970, month = 1, day = 1] = localParts(at, timeZone);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** Epoch ms of the midnight that began the day there in which `at` (epoch ms) lies. */
export function startOfDay(at: number, timeZone: string): number {
  const [year = 1970, month = 1, day = 1] = localParts(at, timeZone);
  return localMidnight(year, month - 1, day, timeZone);
}

/** How far the clocks there are ahead of UTC. */
function offsetMs(at: number, timeZone: string): number {
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0] = localParts(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
