import type { AccountFacts } from '../facts.ts';
import { DAY_MS } from '../day-ms.ts';
import { findFirstDay } from '../find-first-day.ts';
import { findDecayState, openTotals, type RoleLookup } from './account-depth.ts';
import type { EngagementModel } from './engagement-model.ts';

/** The engagement 0–100 of an account at a moment (epoch ms) to come, if nothing happens until then. */
export type EngagementForecast = (at: number) => number;

/** Engagement from `now` (epoch ms) on; what is asked for a moment twice is read once. */
export function forecastEngagement(
  { people, activities }: Pick<AccountFacts, 'people' | 'activities'>,
  roleOf: RoleLookup,
  model: EngagementModel,
  now: number,
): EngagementForecast {
  const readTotal = openTotals(findDecayState(people, activities, model, now), roleOf, model);
  const known = new Map<number, number>();
  return (at) => {
    const total = known.get(at) ?? readTotal(at);
    known.set(at, total);
    return total;
  };
}

/**
 * When engagement falls under `bound` (0–100) if nothing happens from `now` (epoch ms) on: the first moment, in whole days from `now`, at
 * which the score shown is under it. `now` where it is already, `null` where it holds for the next 400 days.
 */
export function forecastScore(bound: number, engagementAt: EngagementForecast, now: number): number | null {
  const isUnder = (day: number): boolean => engagementAt(now + day * DAY_MS) < bound;
  const day = isUnder(0) ? 0 : findFirstDay(isUnder);
  return day === null ? null : now + day * DAY_MS;
}
