import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/domain/day-ms.ts';
import { forecastEngagement, forecastScore } from '../../../src/domain/engagement/forecast-score.ts';
import { scoreEngagement } from '../../../src/domain/engagement/score-engagement.ts';
import { ACTIVITY_TYPES, type ActivityFact } from '../../../src/domain/facts.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { NOW, buildActivity } from '../../fixtures/account-facts.ts';
import { PEOPLE, anyActivities, roleOf } from './any-activity.ts';

const model = defaultModel.engagement;
const anyBound = fc.integer({ min: 1, max: 100 });

const forecast = (bound: number, activities: readonly ActivityFact[], people = PEOPLE) =>
  forecastScore(bound, forecastEngagement({ people, activities }, roleOf, model, NOW), NOW);
/** The day of a forecast as it can be compared: what holds beyond the horizon is the latest. */
const dayOf = (bound: number, activities: readonly ActivityFact[], people = PEOPLE) =>
  forecast(bound, activities, people) ?? Infinity;

test('a demo request keeps a score of 16 or more for a little more than one half-life', () => {
  // 100 · (1 − 2^(−D/80)) is 15.5, which still shows as 16, at D = 19.44: 40 · 2^(−days/30) there.
  const days = Math.ceil(30 * Math.log2(40 / (-80 * Math.log2(1 - 0.155))));
  expect(days).toBe(32);
  expect(forecast(16, [buildActivity('3', 'form_high_intent', 0)])).toBe(NOW + days * DAY_MS);
});

test('is now where the score is under the bound, and never where no score is', () => {
  expect(forecast(1, [])).toBe(NOW);
  expect(forecast(0, [buildActivity('3', 'form_high_intent', 0)])).toBeNull();
});

test('is the first day on which the score is under the bound, if nothing more happens', () => {
  fc.assert(
    fc.property(anyActivities, anyBound, (activities, bound) => {
      const past = activities.filter(({ occurredAt }) => occurredAt <= NOW);
      const totalAt = (at: number) => scoreEngagement(PEOPLE, past, roleOf, model, at).total;
      const at = forecast(bound, activities);
      if (at === null) return expect(totalAt(NOW + 400 * DAY_MS)).toBeGreaterThanOrEqual(bound);
      expect(totalAt(at)).toBeLessThan(bound);
      if (at > NOW) expect(totalAt(at - DAY_MS)).toBeGreaterThanOrEqual(bound);
    }),
  );
});

test('reads the engagement of a later moment as it is scored then, in whatever order moments are asked for', () => {
  const anyDays = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(anyActivities, anyDays, (activities, days) => {
      const past = activities.filter(({ occurredAt }) => occurredAt <= NOW);
      const engagementAt = forecastEngagement({ people: PEOPLE, activities }, roleOf, model, NOW);
      for (const at of days.map((day) => NOW + day * DAY_MS)) {
        expect(engagementAt(at)).toBe(scoreEngagement(PEOPLE, past, roleOf, model, at).total);
      }
    }),
  );
});

test('comes no later for a higher bound', () => {
  fc.assert(
    fc.property(anyActivities, anyBound, anyBound, (activities, one, other) => {
      const higher = Math.max(one, other);
      expect(dayOf(higher, activities)).toBeLessThanOrEqual(dayOf(Math.min(one, other), activities));
    }),
  );
});

test('comes no earlier by more activity, nor by one more person', () => {
  const anyAct = fc.record({
    contactId: fc.constantFrom('1', '2', '3', '4'),
    type: fc.constantFrom(...ACTIVITY_TYPES),
    days: fc.integer({ min: -20, max: 400 }),
  });
  fc.assert(
    fc.property(anyActivities, anyAct, anyBound, (activities, { contactId, type, days }, bound) => {
      const more = [...activities, { ...buildActivity(contactId, type, days), activityId: 'more' }];
      expect(dayOf(bound, more)).toBeGreaterThanOrEqual(dayOf(bound, activities));
      expect(dayOf(bound, activities)).toBeGreaterThanOrEqual(dayOf(bound, activities, PEOPLE.slice(1)));
    }),
  );
});
