import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { forecastFallBelow } from '../../../src/domain/engagement/forecast.ts';
import { scoreEngagement } from '../../../src/domain/engagement/score-engagement.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { NOW, buildActivity } from '../../fixtures/account-facts.ts';
import { PEOPLE, anyActivities, roleOf } from './any-activity.ts';

const DAY_MS = 86_400_000;
/** Sums are kept in units of 2^−38 from a landmark; what is read from an earlier one differs by some milliseconds of decay. */
const RESOLUTION_MS = 1_000;
const model = defaultModel.engagement;

test('a demo request keeps a score of 16 or more for one half-life', () => {
  const demo = [buildActivity('3', 'form_high_intent', 0)];
  const at = forecastFallBelow(16, PEOPLE, demo, roleOf, model, NOW);
  // 100 · (1 − 2^(−D/80)) is 15.5, which still shows as 16, at D = 19.44: 40 · 2^(−days/30) there.
  expect(((at ?? 0) - NOW) / DAY_MS).toBeCloseTo(30 * Math.log2(40 / (-80 * Math.log2(1 - 0.155))), 3);
});

test('never falls under 0, and is now where the score is under it already', () => {
  expect(forecastFallBelow(0, PEOPLE, [], roleOf, model, NOW)).toBeNull();
  expect(forecastFallBelow(1, PEOPLE, [], roleOf, model, NOW)).toBe(NOW);
});

test('is the first moment at which the score shown is under the threshold, if nothing more happens', () => {
  fc.assert(
    fc.property(anyActivities, fc.integer({ min: 1, max: 100 }), (activities, threshold) => {
      const past = activities.filter(({ occurredAt }) => occurredAt <= NOW);
      const total = (at: number) => scoreEngagement(PEOPLE, past, roleOf, model, at).total;
      const at = forecastFallBelow(threshold, PEOPLE, activities, roleOf, model, NOW) ?? NaN;
      expect(total(at === NOW ? NOW : at + RESOLUTION_MS)).toBeLessThan(threshold);
      if (at > NOW + RESOLUTION_MS) expect(total(at - RESOLUTION_MS)).toBeGreaterThanOrEqual(threshold);
    }),
    { numRuns: 50 },
  );
});
