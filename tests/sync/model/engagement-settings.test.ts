import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EngagementModel } from '../../../src/domain/engagement/engagement-model.ts';
import { scoreEngagement } from '../../../src/domain/engagement/score-engagement.ts';
import { ACTIVITY_TYPES } from '../../../src/domain/facts.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { modelContentSchema } from '../../../src/sync/model/model-schema.ts';
import { NOW, buildActivity } from '../../fixtures/account-facts.ts';
import { PEOPLE, anyActivities, roleOf } from '../../domain/engagement/any-activity.ts';

const { version: _version, ...content } = defaultModel;
const { engagement } = content;

/** Every activity weighs the same. */
const weighing = (points: number, halfLifeDays: number) =>
  Object.fromEntries(
    ACTIVITY_TYPES.map((type) => [type, { channel: 'web', points, halfLifeDays }]),
  ) as EngagementModel['weights'];

/** The least and the most of every setting that the schema takes. */
const anyEdge: fc.Arbitrary<EngagementModel> = fc.record({
  weights: fc
    .tuple(fc.constantFrom(0, 0.01, 1_000), fc.constantFrom(0.1, 30, 3_650))
    .map(([points, halfLifeDays]) => weighing(points, halfLifeDays)),
  dailyLimit: fc.constantFrom(1, 100),
  channelCap: fc.constantFrom(1, 10_000),
  personCap: fc.constantFrom(1, 10_000),
  roleWeights: fc.constantFrom({}, { DECISION_MAKER: 0, END_USER: 10 }),
  depthDecay: fc.constantFrom(0, 1),
  halfScoreDepth: fc.constantFrom(1, 10_000),
});

test('whatever the settings at their edges, a score is a whole number from 0 to 100 and its lines sum to it', () => {
  fc.assert(
    fc.property(anyActivities, anyEdge, (activities, model) => {
      expect(modelContentSchema.safeParse({ ...content, engagement: model }).error).toBeUndefined();
      const { total, lines, byPerson, weekAgo } = scoreEngagement(PEOPLE, activities, roleOf, model, NOW);
      for (const score of [total, weekAgo]) {
        expect(Number.isInteger(score)).toBe(true);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }
      expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(total);
      expect(Object.values(byPerson).every((each) => Number.isFinite(each) && each >= 0)).toBe(true);
    }),
  );
});

test.each<[string, Partial<EngagementModel>]>([
  ['a daily limit of 0', { dailyLimit: 0 }],
  ['a daily limit under 0', { dailyLimit: -1 }],
  ['no points', { weights: weighing(0, 30) }],
  ['points under 0', { weights: weighing(-5, 30) }],
  ['a channel that counts nothing', { channelCap: 0 }],
  ['a person who counts nothing', { personCap: 0 }],
])('%s scores 0, without a line', (_, changed) => {
  const activities = [buildActivity('3', 'meeting_held', 0), buildActivity('3', 'page_view', 9)];
  const model = { ...engagement, ...changed };
  const score = scoreEngagement(PEOPLE, activities, roleOf, model, NOW);
  expect(score).toMatchObject({ total: 0, lines: [], byPerson: {} });
});

test.each<[string, Partial<EngagementModel>]>([
  ['dailyLimit', { dailyLimit: 0 }],
  ['dailyLimit', { dailyLimit: 1.5 }],
  ['channelCap', { channelCap: 0 }],
  ['personCap', { personCap: Number.POSITIVE_INFINITY }],
  ['depthDecay', { depthDecay: 1.01 }],
  ['depthDecay', { depthDecay: -0.01 }],
  ['halfScoreDepth', { halfScoreDepth: 0 }],
  ['halfScoreDepth', { halfScoreDepth: Number.NaN }],
  ['roleWeights.CHAMPION', { roleWeights: { CHAMPION: -1 } }],
  ['weights.meeting_held.halfLifeDays', { weights: weighing(1, 0) }],
  ['weights.meeting_held.points', { weights: weighing(-1, 30) }],
])('a setting that a score could not be computed by is refused where it is: %s of %o', (field, changed) => {
  const { error } = modelContentSchema.safeParse({ ...content, engagement: { ...engagement, ...changed } });
  expect(error?.issues[0]?.path.join('.')).toBe(`engagement.${field}`);
});
