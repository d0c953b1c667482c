import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainEngagementChange } from '../../../src/domain/engagement/explain-change.ts';
import type { EngagementSnapshot } from '../../../src/domain/engagement/explain-change.ts';
import { scoreEngagement } from '../../../src/domain/engagement/score-engagement.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { NOW, buildActivity, daysAgo } from '../../fixtures/account-facts.ts';
import { PEOPLE, anyActivities, roleOf } from './any-activity.ts';

const model = defaultModel.engagement;
const total = (of: EngagementSnapshot) => scoreEngagement(of.people, of.activities, of.roleOf, of.model, of.at).total;

test('decay takes, new activity gives', () => {
  const old = buildActivity('3', 'form_high_intent', 30);
  const before: EngagementSnapshot = { people: PEOPLE, activities: [old], roleOf, model, at: daysAgo(30) };
  const after = { ...before, activities: [old, buildActivity('3', 'meeting_held', 0)], at: NOW };
  expect(explainEngagementChange(before, after)).toEqual({ decay: -13, activity: 19, people: 0, roles: 0, model: 0 });
});

test('what only waited before is new activity now', () => {
  const activities = [buildActivity('3', 'meeting_held', 5)];
  const before: EngagementSnapshot = { people: PEOPLE, activities, roleOf, model, at: daysAgo(10) };
  expect(explainEngagementChange(before, { ...before, at: daysAgo(5) })).toMatchObject({ decay: 0, activity: 23 });
});

test('the parts sum exactly to the change, whatever changed', () => {
  fc.assert(
    fc.property(anyActivities, anyActivities, fc.nat({ max: 300 }), (activities, more, days) => {
      const before: EngagementSnapshot = {
        people: PEOPLE.slice(0, 3),
        activities,
        roleOf: () => [],
        model,
        at: daysAgo(days),
      };
      const after: EngagementSnapshot = {
        people: PEOPLE.slice(1),
        activities: more,
        roleOf,
        model: { ...model, halfScoreDepth: 60 },
        at: NOW,
      };
      const { decay, activity, people, roles, model: ofModel } = explainEngagementChange(before, after);
      expect(decay + activity + people + roles + ofModel).toBe(total(after) - total(before));
      expect(decay).toBeLessThanOrEqual(0);
      const known = explainEngagementChange({ ...before, total: total(before) }, { ...after, total: total(after) });
      expect(known).toEqual({ decay, activity, people, roles, model: ofModel });
    }),
  );
});
