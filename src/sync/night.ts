import { DAY_MS } from '../domain/day-ms.ts';

/** When every portal is scored anew, by the clock of UTC: decay moves scores without any event. */
const NIGHT = { hour: 2, minute: 15 };

/** As a cron expression. */
export const NIGHTLY = `${NIGHT.minute} ${NIGHT.hour} * * *`;

/** When the next night's scoring begins after `now` (epoch ms). */
export function nextNight(now: number): number {
  const today = new Date(now).setUTCHours(NIGHT.hour, NIGHT.minute, 0, 0);
  return today > now ? today : today + DAY_MS;
}
