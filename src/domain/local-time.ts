import { DAY_MS } from './day-ms.ts';
import { remember } from './remember.ts';

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

/** Epoch ms of the midnight that begins a day in a time zone; months count from 0, and a day or month beyond its end goes on. */
export function localMidnight(year: number, month: number, day: number, timeZone: string): number {
  const asUtc = Date.UTC(year, month, day);
  return asUtc - offsetMs(asUtc - offsetMs(asUtc, timeZone), timeZone);
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
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000;
}
