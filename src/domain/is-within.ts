import { DAY_MS } from './day-ms.ts';

/** Whether `at` (epoch ms) lies in the last `days` before `now`; the bound itself counts, the future does not. */
export function isWithin(at: number | null | undefined, days: number, now: number): boolean {
  return at !== null && at !== undefined && at <= now && now - at <= days * DAY_MS;
}
