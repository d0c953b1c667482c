import type { Expression } from '../condition/expression.ts';
import type { StageModel } from '../stage/stage-model.ts';

const BUYERS = ['DECISION_MAKER', 'BUDGET_HOLDER', 'CHAMPION', 'EXECUTIVE_SPONSOR'] as const;
const BUYER_ENGAGED: Expression = { any: BUYERS.map((role) => ({ role, state: ['engaged'] })) };

/** Stages to start from; the words say exactly what the conditions ask for, and both teams agree to them. */
export const DEFAULT_STAGE_MODEL: StageModel = {
  version: 1,
  stages: [
    {
      id: 'unaware',
      label: 'Unaware',
      definition: 'Nothing says yet that they know us: engagement under 5 and intent under 20.',
      when: { score: 'engagement', min: 0 },
    },
    {
      id: 'aware',
      label: 'Aware',
      definition: 'They have noticed us or the topic: engagement of 5 or more, or intent of 20 or more.',
      when: {
        any: [
          { score: 'engagement', min: 5 },
          { score: 'intent', min: 20 },
        ],
      },
    },
    {
      id: 'engaged',
      label: 'Engaged',
      definition: 'They deal with us: engagement of 25 or more, which one demo request reaches.',
      when: { score: 'engagement', min: 25 },
    },
    {
      id: 'sales_ready',
      label: 'Sales-ready',
      definition:
        'Sales takes it up: fit of 50 or more, and either engagement of 40 or more with a decision maker, budget holder, champion or ' +
        'executive sponsor engaged, or engagement of 60 or more.',
      when: {
        all: [
          { score: 'fit', min: 50 },
          { any: [{ all: [{ score: 'engagement', min: 40 }, BUYER_ENGAGED] }, { score: 'engagement', min: 60 }] },
        ],
      },
    },
    {
      id: 'opportunity',
      label: 'Opportunity',
      definition: 'A deal is open.',
      when: { deal: { state: 'open' } },
    },
    {
      id: 'customer',
      label: 'Customer',
      definition: 'A deal is won, or the lifecycle stage is Customer.',
      when: { flag: 'customer' },
    },
  ],
  fallbackMargin: 5,
  fallbackDwellDays: 14,
};
