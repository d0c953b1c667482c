import type { CalendarUnit, Period } from './measurement-types.ts';

const MONTHS: Record<CalendarUnit, number> = { quarter: 3, year: 12 };

/** The calendar quarter or year that `at` lies in, in a time zone (IANA name). */
export function calendarPeriod(unit: CalendarUnit, at: number, timeZone: string): Period {
  const [year = 1970, month = 1] = localParts(at, timeZone);
  const first = Math.floor((month - 1) / MONTHS[unit]) * MONTHS[unit];
  return {
    from: startOfMonth(year, first, timeZone),
    to: startOfMonth(year, first + MONTHS[unit], timeZone),
  };
}

/** Midnight of the first of a month (0 = January, 12 = January of the year that follows) in a time zone. */
function startOfMonth(year: number, month: number, timeZone: string): number {
  const asUtc = Date.UTC(year, month, 1);
  return asUtc - offsetMs(asUtc - offsetMs(asUtc, timeZone), timeZone);
}

/** How far the clocks there are ahead of UTC. */
function offsetMs(at: number, timeZone: string): number {
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0] = localParts(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000;
}

function localParts(at: number, timeZone: string): number[] {
  const format = new Intl.DateTimeFormat('en-CA-u-hc-h23', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return (['year', 'month', 'day', 'hour', 'minute'] as const).map((type) => parts.get(type) ?? 0);
}
