import { localMidnight, localParts } from '../local-time.ts';
import type { CalendarUnit, Period } from './measurement-types.ts';

const MONTHS: Record<CalendarUnit, number> = { quarter: 3, year: 12 };

/** The calendar quarter or year that `at` lies in, in a time zone (IANA name). */
export function calendarPeriod(unit: CalendarUnit, at: number, timeZone: string): Period {
  const [year = 1970, month = 1] = localParts(at, timeZone);
  const first = Math.floor((month - 1) / MONTHS[unit]) * MONTHS[unit];
  return {
    from: localMidnight(year, first, 1, timeZone),
    to: localMidnight(year, first + MONTHS[unit], 1, timeZone),
  };
}
