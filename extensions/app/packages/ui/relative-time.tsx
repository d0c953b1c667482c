import { Tag, Tooltip } from '@hubspot/ui-extensions';
import React from 'react';
import { formatExact, formatRelative } from './formats.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const UNITS = [
  { unit: 'day', ms: DAY_MS },
  { unit: 'hour', ms: HOUR_MS },
  { unit: 'minute', ms: MINUTE_MS },
] as const;

/**
 * "3 days ago", "tomorrow", "now"; `at` is ISO 8601, `now` epoch ms. Only whole units count; what lies ahead is rounded to the hour first,
 * so that a step due in two days does not read "in 1 day" a moment after the server said when.
 */
export function describeRelative(at: string, now: number): string {
  const exactMs = Date.parse(at) - now;
  const distanceMs = exactMs > HOUR_MS ? Math.round(exactMs / HOUR_MS) * HOUR_MS : exactMs;
  const scale = UNITS.find(({ ms }) => Math.abs(distanceMs) >= ms);
  return scale === undefined
    ? formatRelative(0, 'second')
    : formatRelative(Math.trunc(distanceMs / scale.ms), scale.unit);
}

/** A relative time with the exact one on hover (of HubSpot's components only some take a tooltip; text does not). */
export function RelativeTime({ at, now }: { at: string; now: number }) {
  return (
    <Tag inline overlay={<Tooltip>{formatExact(at)}</Tooltip>}>
      {describeRelative(at, now)}
    </Tag>
  );
}
