import type { ModelSummary, VersionDifference } from './model-data.ts';

/* What tells versions of the model apart, in words. */

/** Each part of the model as its section is called. */
const PARTS: Record<string, string> = {
  name: 'name',
  fit: 'fit',
  engagement: 'engagement',
  intent: 'intent',
  committee: 'roles',
  stage: 'stages',
  tiering: 'tiers and seats',
};

/** "tiers and seats, roles" */
export function listParts(parts: readonly unknown[]): string {
  return parts.map((part) => PARTS[String(part)] ?? String(part)).join(', ');
}

/** "Starting model"; of a version that kept the name of another, "Starting model, with different tiers and seats". */
export function nameVersion({ name, difference }: Pick<ModelSummary, 'name' | 'difference'>): string {
  const parts = difference?.parts ?? [];
  return parts.length === 0 || parts.includes('name') ? name : `${name}, with different ${listParts(parts)}`;
}

/** "Different from version 1: tiers and seats (Tier 1: 25 → 22 seats), roles" */
export function describeDifference(difference: VersionDifference | null): string {
  if (difference === null) return 'The first version';
  const { against, parts, tiers } = difference;
  if (parts.length === 0) return `The same as version ${against}`;
  const seats = tiers.length === 0 ? '' : ` (${tiers.map(describeTier).join('; ')})`;
  const told = parts.map((part) => `${listParts([part])}${part === 'tiering' ? seats : ''}`);
  return `Different from version ${against}: ${told.join(', ')}`;
}

function describeTier({ tier, before, after }: VersionDifference['tiers'][number]): string {
  const seats = before.seats === after.seats ? [] : [`${before.seats} → ${after.seats} seats`];
  const floor = before.fitFloor === after.fitFloor ? [] : [`fit ${before.fitFloor} → ${after.fitFloor} or more`];
  return `Tier ${tier}: ${[...seats, ...floor].join(', ')}`;
}
