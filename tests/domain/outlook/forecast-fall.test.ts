import { expect, test } from 'vitest';
import type { Expression } from '../../../src/domain/condition/expression.ts';
import type { EngagementModel } from '../../../src/domain/engagement/engagement-model.ts';
import { forecastEngagement } from '../../../src/domain/engagement/forecast-score.ts';
import { scoreEngagement } from '../../../src/domain/engagement/score-engagement.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { forecastFall } from '../../../src/domain/outlook/forecast-fall.ts';
import { NOW, buildActivity, buildFacts, buildPerson, daysAgo } from '../../fixtures/account-facts.ts';

const FACTS = buildFacts({ people: [buildPerson('1')], activities: [buildActivity('1', 'form_high_intent', 2)] });

/** Of an account that holds a stage which asks for `when`; its engagement is 28. */
function forecast(when: Expression, engagement: EngagementModel = defaultModel.engagement) {
  const stages = [{ id: 'aware' as const, label: '', definition: '', when }];
  const model = { ...defaultModel, engagement, stage: { ...defaultModel.stage, stages } };
  const score = scoreEngagement(FACTS.people, FACTS.activities, () => [], engagement, NOW);
  const stage = { id: 'aware' as const, since: daysAgo(50), failingSince: null };
  const engagementAt = forecastEngagement(FACTS, () => [], engagement, NOW);
  return forecastFall({ engagement: score, stage }, engagementAt, model, NOW);
}

test.each<[under: number, when: Expression]>([
  [28, { score: 'engagement', min: 28 }],
  [
    12,
    {
      all: [
        { score: 'engagement', min: 12 },
        { score: 'intent', min: 20 },
        { role: 'CHAMPION', state: ['engaged'] },
      ],
    },
  ],
  [14, { not: { score: 'engagement', under: 14 } }],
  [16, { not: { any: [{ score: 'engagement', under: 16 }, { flag: 'customer' }] } }],
])('the next bound of engagement is %i, wherever the condition names it', (under, when) => {
  expect(forecast(when)).toMatchObject({ under });
});

test.each<[string, Expression]>([
  ['above the score', { score: 'engagement', min: 29 }],
  ['of another score', { score: 'intent', min: 12 }],
])('a bound %s is none', (_, when) => {
  expect(forecast(when)).toBeNull();
});

test('a score that holds for the next 400 days has no day', () => {
  const lasting = { channel: 'forms', points: 40, halfLifeDays: 10_000 } as const;
  const weights = { ...defaultModel.engagement.weights, form_high_intent: lasting };
  expect(forecast({ score: 'engagement', min: 25 }, { ...defaultModel.engagement, weights })).toBeNull();
});
