import { WEEK_MS } from '../day-ms.ts';
import type { DecayState } from './decay-state.ts';
import type { EngagementModel } from './engagement-model.ts';

const BASELINE_WEEKS = 8;
const DEVIATIONS = 2;

/** Points of a week under which nothing is a surge: a meeting or a demo request suffices, a few pages and opens do not. */
const FLOOR_POINTS = 25;

/**
 * Whether the last 7 days' undecayed points before `now` (epoch ms) stand out: at least the floor, and over mean + 2 standard
 * deviations (of a sample) of the account's own preceding 8 weeks. What the daily limit leaves out is left out here too.
 */
export function isSurging(state: Readonly<DecayState>, model: EngagementModel, now: number): boolean {
  const [current = 0, ...baseline] = sumWeeks(state, model, now);
  const mean = baseline.reduce((sum, points) => sum + points, 0) / BASELINE_WEEKS;
  const variance = baseline.reduce((sum, points) => sum + (points - mean) ** 2, 0) / (BASELINE_WEEKS - 1);
  return current >= FLOOR_POINTS && current > mean + DEVIATIONS * Math.sqrt(variance);
}

/** Undecayed points by week, the one that ends at `now` first. */
function sumWeeks(state: Readonly<DecayState>, model: EngagementModel, now: number): number[] {
  const weeks = Array.from({ length: BASELINE_WEEKS + 1 }, () => 0);
  for (const sums of state.people.values()) {
    for (const { type, counted } of sums) {
      const each = model.weights[type].points;
      for (let index = counted.length - 1; index >= 0; index -= 1) {
        const week = Math.floor((now - (counted[index]?.occurredAt ?? -Infinity)) / WEEK_MS);
        // They are in order: those before are older still.
        if (week > BASELINE_WEEKS) break;
        const points = weeks[week];
        if (points !== undefined) weeks[week] = points + each;
      }
    }
  }
  return weeks;
}
