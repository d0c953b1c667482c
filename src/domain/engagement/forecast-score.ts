import type { AccountFacts } from '../facts.ts';
import { DAY_MS } from '../day-ms.ts';
import { findFirstDay } from '../find-first-day.ts';
import { findDecayState, readTotal, type RoleLookup } from './account-depth.ts';
import type { EngagementModel } from './engagement-model.ts';

/**
 * When engagement falls under `bound` (0–100) if nothing happens from `now` (epoch ms) on: the first moment, in whole days from `now`, at
 * which the score shown is under it. `now` where it is already, `null` where it holds for the next 400 days.
 */
export function forecastScore(
  bound: number,
  { people, activities }: Pick<AccountFacts, 'people' | 'activities'>,
  roleOf: RoleLookup,
  model: EngagementModel,
  now: number,
): number | null {
  const state = findDecayState(people, activities, model, now);
  const isUnder = (day: number): boolean => readTotal(state, roleOf, model, now + day * DAY_MS) < bound;
  const day = isUnder(0) ? 0 : findFirstDay(isUnder);
  return day === null ? null : now + day * DAY_MS;
}
