import { DAY_MS, HOUR_MS } from '../../durations.ts';

const UNITS = [
  { unit: 'year', ms: 365 * DAY_MS },
  { unit: 'month', ms: 30 * DAY_MS },
  { unit: 'day', ms: DAY_MS },
  { unit: 'hour', ms: HOUR_MS },
  { unit: 'minute', ms: 60_000 },
] as const;
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** "3 days ago", with the exact time on hover; `at` is ISO 8601. */
export function RelativeTime({ at }: { at: string }) {
  const exactMs = Date.parse(at) - Date.now();
  // Future times are rounded to the hour; otherwise a task due in a day would read "in 23 hours" at once.
  const distanceMs = exactMs > HOUR_MS ? Math.round(exactMs / HOUR_MS) * HOUR_MS : exactMs;
  const scale = UNITS.find(({ ms }) => Math.abs(distanceMs) >= ms);
  const text = scale === undefined ? 'now' : words.format(Math.trunc(distanceMs / scale.ms), scale.unit);
  return (
    <time dateTime={at} title={`${exact.format(new Date(at))} UTC`}>
      {text}
    </time>
  );
}
