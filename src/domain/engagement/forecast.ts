import { DAY_MS } from '../day-ms.ts';
import type { ActivityFact, PersonFacts } from '../facts.ts';
import { findDecayState, readTotal } from './account-depth.ts';
import type { RoleLookup } from './account-depth.ts';
import type { EngagementModel } from './engagement-model.ts';

/**
 * The first moment (epoch ms, to within some milliseconds: the sums' own resolution) at which the engagement shown is under
 * `threshold` (0–100) if nothing more happens: `now` where it is already, `null` where it never will be (a threshold of 0 or less).
 */
export function forecastFallBelow(
  threshold: number,
  people: readonly PersonFacts[],
  activities: readonly ActivityFact[],
  roleOf: RoleLookup,
  model: EngagementModel,
  now: number,
): number | null {
  if (threshold <= 0) return null;
  const state = findDecayState(people, activities, model, now);
  const isBelow = (at: number): boolean => readTotal(state, roleOf, model, at) < threshold;
  if (isBelow(now)) return now;
  let above = now;
  let span = DAY_MS;
  while (!isBelow(now + span)) span *= 2;
  let below = now + span;
  while (below - above > 1) {
    const middle = Math.floor((above + below) / 2);
    if (isBelow(middle)) below = middle;
    else above = middle;
  }
  return below;
}
