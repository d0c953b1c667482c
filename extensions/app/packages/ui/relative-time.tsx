import { Tag, Tooltip } from '@hubspot/ui-extensions';
import React from 'react';
import { countDays, formatExact, formatRelative } from './formats.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const UNITS = [
  { unit: 'day', ms: DAY_MS },
  { unit: 'hour', ms: HOUR_MS },
  { unit: 'minute', ms: MINUTE_MS },
] as const;

/**
 * "3 days ago", "tomorrow", "now"; `at` is ISO 8601, `now` epoch ms. From one day on the portal's midnights are counted, below that
 * whole hours and minutes; future times are rounded to the hour first, so that a step due in two hours does not read
 * "in 1 hour" a moment after the server said when.
 */
export function describeRelative(at: string, now: number): string {
  const exactMs = Date.parse(at) - now;
  const distanceMs = exactMs > HOUR_MS ? Math.round(exactMs / HOUR_MS) * HOUR_MS : exactMs;
  const scale = UNITS.find(({ ms }) => Math.abs(distanceMs) >= ms);
  if (scale === undefined) return formatRelative(0, 'second');
  return formatRelative(
    scale.unit === 'day' ? countDays(now, Date.parse(at)) : Math.trunc(distanceMs / scale.ms),
    scale.unit,
  );
}

/** "today", "tomorrow", "10 days ago": the day something is due; it does not become late within that day. */
export function describeDay(at: string, now: number): string {
  return formatRelative(countDays(now, Date.parse(at)), 'day');
}

/** "about 3 min left" */
export function describeTimeLeft(msLeft: number): string {
  const minutes = Math.round(msLeft / MINUTE_MS);
  if (minutes < 1) return 'less than a minute left';
  return minutes < 90 ? `about ${minutes} min left` : `about ${Math.round(minutes / 60)} hours left`;
}

interface TimeProps {
  at: string;
  now: number;
}

/** A relative time with the exact one on hover (only some of HubSpot's components accept a tooltip; text does not). */
export function RelativeTime({ at, now }: TimeProps) {
  return <Timed at={at}>{describeRelative(at, now)}</Timed>;
}

/** The same for a due day. */
export function RelativeDay({ at, now }: TimeProps) {
  return <Timed at={at}>{describeDay(at, now)}</Timed>;
}

function Timed({ at, children }: { at: string; children: string }) {
  return (
    <Tag inline overlay={<Tooltip>{formatExact(at)}</Tooltip>}>
      {children}
    </Tag>
  );
}
