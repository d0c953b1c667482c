import { DAY_MS } from '../durations.ts';
import type { Random } from './random.ts';

const MINUTE_MS = 60_000;

/** Times in the world, as ISO strings, counted back from its end. */
export interface WorldClock {
  now: number;
  /** Midnight of the day that many days ago. */
  dayAgo: (days: number) => string;
  /** A random time within office hours about that many days ago, on a weekday, never after `now`. */
  officeHour: (daysAgo: number) => string;
}

export function createWorldClock(now: number, random: Random): WorldClock {
  const midnight = (days: number): number => Math.floor((now - days * DAY_MS) / DAY_MS) * DAY_MS;
  return {
    now,
    dayAgo: (days) => toIso(midnight(days)),
    officeHour: (daysAgo) => {
      const day = midnight(daysAgo);
      const weekday = new Date(day).getUTCDay();
      const back = weekday === 6 ? 1 : weekday === 0 ? 2 : 0;
      const time = day - back * DAY_MS + random.int(8 * 60, 17 * 60 + 59) * MINUTE_MS + random.int(0, 59) * 1000;
      return toIso(time <= now ? time : now - random.int(5, 180) * MINUTE_MS);
    },
  };
}

/** That many minutes after a time, never after `now`. */
export function minutesAfter(iso: string, minutes: number, now: number): string {
  return toIso(Math.min(Date.parse(iso) + minutes * MINUTE_MS, now));
}

export function toIso(time: number): string {
  return new Date(time).toISOString();
}
