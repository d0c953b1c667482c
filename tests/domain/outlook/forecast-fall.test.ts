import { describe, expect, test } from 'vitest';
import type { Expression } from '../../../src/domain/condition/expression.ts';
import type { EngagementModel } from '../../../src/domain/engagement/engagement-model.ts';
import type { DealFacts, RoleId } from '../../../src/domain/facts.ts';
import { forecastEngagement } from '../../../src/domain/engagement/forecast-score.ts';
import { scoreEngagement } from '../../../src/domain/engagement/score-engagement.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { forecastFall } from '../../../src/domain/outlook/forecast-fall.ts';
import { NOW, buildActivity, buildDeal, buildFacts, buildPerson } from '../../fixtures/account-facts.ts';

const FACTS = buildFacts({ people: [buildPerson('1')], activities: [buildActivity('1', 'form_high_intent', 2)] });

/** What else the stage rests on. */
interface Others {
  deals?: DealFacts[];
  engaged?: RoleId[];
}

const LOWEST = { id: 'unaware' as const, label: '', definition: '', when: { score: 'engagement' as const, min: 0 } };

/** Of an account that holds a stage which asks for `when`, above one that asks for nothing; its engagement is 28, its intent 30. */
function forecast(
  when: Expression,
  { deals = [], engaged = [] }: Others = {},
  engagement: EngagementModel = defaultModel.engagement,
) {
  const stages = [LOWEST, { ...LOWEST, id: 'aware' as const, when }];
  const model = { ...defaultModel, engagement, stage: { ...defaultModel.stage, stages } };
  const placed = {
    fit: { total: 77 },
    engagement: scoreEngagement(FACTS.people, FACTS.activities, () => [], engagement, NOW),
    intent: { total: 30 },
    committee: { roles: engaged.map((role) => ({ role, state: 'engaged' as const })) },
    stage: { id: 'aware' as const },
  };
  return forecastFall(
    { ...FACTS, deals },
    placed,
    forecastEngagement(FACTS, () => [], engagement, NOW),
    model,
    NOW,
  );
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
  expect(forecast(when, { engaged: ['CHAMPION'] })).toMatchObject({ under });
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
  expect(forecast({ score: 'engagement', min: 25 }, {}, { ...defaultModel.engagement, weights })).toBeNull();
});

describe('a bound that the stage does not depend on is none', () => {
  const buyer: Expression = {
    all: [
      { score: 'engagement', min: 12 },
      { role: 'CHAMPION', state: ['engaged'] },
    ],
  };
  const ready: Expression = { any: [buyer, { score: 'engagement', min: 20 }] };

  test('since the account meets the stage with less, as long as a buyer is engaged', () => {
    expect(forecast(ready)).toMatchObject({ under: 20 });
    expect(forecast(ready, { engaged: ['CHAMPION'] })).toMatchObject({ under: 12 });
  });

  test('since a deal is open', () => {
    const dealOrScore: Expression = { any: [{ score: 'engagement', min: 12 }, { deal: { state: 'open' } }] };
    expect(forecast(dealOrScore)).toMatchObject({ under: 12 });
    expect(forecast(dealOrScore, { deals: [buildDeal({ state: 'open' })] })).toBeNull();
    expect(forecast({ deal: { state: 'open' } }, { deals: [buildDeal({ state: 'open' })] })).toBeNull();
  });

  test('since it is not met already', () => {
    expect(
      forecast({
        all: [
          { score: 'engagement', min: 12 },
          { score: 'intent', min: 40 },
        ],
      }),
    ).toBeNull();
  });
});
