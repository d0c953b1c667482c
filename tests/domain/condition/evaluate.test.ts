import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, holds } from '../../../src/domain/condition/evaluate.ts';
import {
  FLAG_NAMES,
  type ConditionContext,
  type Expression,
  type FlagName,
} from '../../../src/domain/condition/expression.ts';
import { NOW, daysAgo } from '../../fixtures/account-facts.ts';

function context(change: Partial<ConditionContext> = {}): ConditionContext {
  return {
    scores: { fit: 60, engagement: 30, intent: 0, coverage: null },
    surging: false,
    timeZone: 'UTC',
    tier: 2,
    stage: 'engaged',
    roles: [{ role: 'CHAMPION', state: 'engaged' }],
    risks: [{ id: 'single_threaded', sentence: '' }],
    properties: { industry: 'COMPUTER_SOFTWARE', tech_stack: 'Snowflake;dbt', lifecyclestage: null },
    activities: [
      { activityId: 'a', contactId: '1', type: 'page_high_intent', occurredAt: daysAgo(3), detail: '/pricing vs Acme' },
      { activityId: 'b', contactId: '1', type: 'email_sent', occurredAt: daysAgo(20), detail: null },
    ],
    signals: [{ signalId: 's', source: 'G2', topic: 'crm comparison', strength: 70, occurredAt: daysAgo(5) }],
    deals: [
      { state: 'open', probability: 0.6, closedAt: null },
      { state: 'lost', probability: 0, closedAt: daysAgo(200) },
    ],
    plan: {
      objective: null,
      initiatives: [{ itemId: 'i', text: 'Moves its plants to the cloud', notedAt: daysAgo(9) }],
      competitors: [],
    },
    now: NOW,
    ...change,
  };
}

function lostAgo(days: number): ConditionContext {
  return context({ deals: [{ state: 'lost', probability: 0, closedAt: daysAgo(days) }] });
}

const LEAVES: [string, Expression, 'true' | 'false' | 'unknown'][] = [
  ['a score at its bound', { score: 'fit', min: 60 }, 'true'],
  ['a score at its upper bound', { score: 'fit', under: 60 }, 'false'],
  ['a score nobody knows', { score: 'coverage', min: 1 }, 'unknown'],
  ['a flag', { flag: 'surging' }, 'false'],
  ['no customer', { flag: 'customer' }, 'false'],
  ['an initiative in the plan', { plan: { part: 'initiative' } }, 'true'],
  ['a word of an initiative', { plan: { part: 'initiative', words: ['Cloud'] } }, 'true'],
  ['another word', { plan: { part: 'initiative', words: ['clouds'] } }, 'false'],
  ['an objective nobody noted', { plan: { part: 'objective' } }, 'false'],
  ['a tier', { tier: [1, 2] }, 'true'],
  ['no tier', { tier: ['none'] }, 'false'],
  ['a stage', { stage: ['engaged', 'sales_ready'] }, 'true'],
  ['a risk', { risk: 'single_threaded' }, 'true'],
  ['a risk that is not there', { risk: 'champion_gone' }, 'false'],
  ['a role by its state', { role: 'CHAMPION', state: ['engaged'] }, 'true'],
  ['a role nobody is known for', { role: 'BUDGET_HOLDER', state: ['missing', 'suggested'] }, 'true'],
  [
    'a property by a fit condition',
    { property: 'industry', when: { kind: 'oneOf', values: ['Computer software'] } },
    'true',
  ],
  [
    'a technology of a multi-select',
    { property: 'tech_stack', when: { kind: 'containsAny', values: ['snowflake'] } },
    'true',
  ],
  ['an empty property', { property: 'lifecyclestage', when: { kind: 'oneOf', values: ['lead'] } }, 'unknown'],
  ['acts of theirs', { activity: { by: 'theirs' }, withinDays: 7 }, 'true'],
  ['acts by word', { activity: { by: 'theirs', words: ['vs'] }, withinDays: 7 }, 'true'],
  ['acts of a kind they did not', { activity: { by: 'theirs', types: ['email_reply'] }, withinDays: 7 }, 'false'],
  ['no outreach of late', { activity: { by: 'outreach' }, withinDays: 14, atMost: 0 }, 'true'],
  ['outreach before', { activity: { by: 'outreach' }, withinDays: 30, atMost: 0 }, 'false'],
  ['a strong signal', { signal: { minStrength: 70, sources: ['g2'] }, withinDays: 14 }, 'true'],
  ['a signal too weak', { signal: { minStrength: 71 }, withinDays: 14 }, 'false'],
  ['a signal of another source', { signal: { sources: ['Bombora'] }, withinDays: 14 }, 'false'],
  ['a signal of one of the sources', { signal: { sources: ['Bombora', 'G2'] }, withinDays: 14 }, 'true'],
  ['a signal of longer ago', { signal: {}, withinDays: 4 }, 'false'],
  ['a cluster where there is none', { cluster: { warmAtLeast: 1 } }, 'unknown'],
  ['an open deal', { deal: { state: 'open' } }, 'true'],
  ['a late open deal', { deal: { state: 'open', minProbability: 0.7 } }, 'false'],
  ['a deal lost 6 to 12 months ago', { deal: { state: 'lost', closedFromDays: 182, closedToDays: 366 } }, 'true'],
  ['a deal lost lately', { deal: { state: 'lost', closedToDays: 90 } }, 'false'],
  ['a won deal', { deal: { state: 'won' } }, 'false'],
];

const warm = (warmAtLeast: number) => evaluate({ cluster: { warmAtLeast } }, context({ warmInCluster: 2 }));

describe('a leaf', () => {
  it.each(LEAVES)('judges %s', (_name, leaf, verdict) => {
    expect(evaluate(leaf, context())).toBe(verdict);
  });

  it('takes a lifecycle stage or a won deal for a customer', () => {
    expect(holds({ flag: 'customer' }, context({ properties: { lifecyclestage: 'Customer' } }))).toBe(true);
    expect(holds({ flag: 'customer' }, context({ deals: [{ state: 'won', probability: 1, closedAt: NOW }] }))).toBe(
      true,
    );
  });

  it('counts a closed deal’s days from both ends', () => {
    const lost = { deal: { state: 'lost', closedFromDays: 182, closedToDays: 366 } } as const;
    expect([181, 182, 366, 367].map((days) => holds(lost, lostAgo(days)))).toEqual([false, true, true, false]);
  });

  it('finds one of several: a risk, a won deal, a surge', () => {
    const risks = (['champion_gone', 'single_threaded'] as const).map((id) => ({ id, sentence: '' }));
    expect(evaluate({ risk: 'single_threaded' }, context({ risks }))).toBe('true');
    const deals = (['open', 'won'] as const).map((state) => ({ state, probability: null, closedAt: null }));
    expect(evaluate({ flag: 'customer' }, context({ deals }))).toBe('true');
    expect(evaluate({ flag: 'surging' }, context({ surging: true }))).toBe('true');
    expect(evaluate({ score: 'fit', under: 61 }, context())).toBe('true');
    expect(evaluate({ deal: { state: 'open', minProbability: 0.6 } }, context())).toBe('true');
  });

  it('reads no tier as "none", and knows of no stage nothing', () => {
    expect(evaluate({ tier: ['none'] }, context({ tier: null }))).toBe('true');
    expect(evaluate({ tier: [1, 2, 3] }, context({ tier: null }))).toBe('false');
    expect(evaluate({ stage: ['engaged'] }, context({ stage: null }))).toBe('unknown');
  });

  it('counts the warm accounts of a cluster', () => {
    expect([2, 3].map(warm)).toEqual(['true', 'false']);
  });

  it('finds the objective of a plan, and nothing without a plan', () => {
    const objective = { itemId: 'o', text: 'Save a tenth', notedAt: daysAgo(1) };
    const planned = context({ plan: { objective, initiatives: [], competitors: [] } });
    expect(evaluate({ plan: { part: 'objective', words: ['tenth'] } }, planned)).toBe('true');
    const { plan: _, ...unplanned } = context();
    expect(evaluate({ plan: { part: 'objective' } }, unplanned)).toBe('false');
  });

  it('does not know when a deal without a day was closed', () => {
    const undated = context({ deals: [{ state: 'lost', probability: 0, closedAt: null }] });
    expect(evaluate({ deal: { state: 'lost', closedToDays: 90 } }, undated)).toBe('unknown');
    expect(evaluate({ deal: { state: 'lost', closedFromDays: 90 } }, undated)).toBe('unknown');
    expect(evaluate({ deal: { state: 'lost' } }, undated)).toBe('true');
    expect(evaluate({ deal: { state: 'lost', closedFromDays: 90 } }, lostAgo(20))).toBe('false');
    expect(evaluate({ deal: { state: 'lost', closedFromDays: 0, closedToDays: 3 } }, lostAgo(0))).toBe('true');
  });

  it('does not know how late a deal without a probability is', () => {
    const deals = [{ state: 'open', probability: null, closedAt: null }] as const;
    expect(evaluate({ deal: { state: 'open', minProbability: 0.5 } }, context({ deals }))).toBe('unknown');
  });
});

const YES: Expression = { tier: [2] };
const NO: Expression = { tier: [1] };
const UNKNOWN: Expression = { score: 'coverage', min: 50 };

describe('parts together', () => {
  it('follow Kleene’s logic', () => {
    const judge = (expression: Expression) => evaluate(expression, context());
    expect(judge({ all: [YES, YES] })).toBe('true');
    expect(judge({ all: [YES, NO] })).toBe('false');
    expect(judge({ any: [NO, NO] })).toBe('false');
    expect(judge({ any: [NO, YES] })).toBe('true');
    expect(judge({ all: [YES, UNKNOWN] })).toBe('unknown');
    expect(judge({ all: [NO, UNKNOWN] })).toBe('false');
    expect(judge({ any: [YES, UNKNOWN] })).toBe('true');
    expect(judge({ any: [NO, UNKNOWN] })).toBe('unknown');
    expect(judge({ not: UNKNOWN })).toBe('unknown');
    expect(holds(UNKNOWN, context())).toBe(false);
  });

  const anyExpression = fc.letrec<{ node: Expression }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(YES, NO, UNKNOWN),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      tie('node').map((not) => ({ not })),
    ),
  })).node;

  it('obey De Morgan, and what is decided stays so once the unknown is known', () => {
    fc.assert(
      fc.property(fc.array(anyExpression, { minLength: 1, maxLength: 3 }), fc.boolean(), (parts, answer) => {
        const unknown = context();
        expect(evaluate({ not: { all: parts } }, unknown)).toBe(
          evaluate({ any: parts.map((part) => ({ not: part })) }, unknown),
        );
        const known = context({ scores: { ...unknown.scores, coverage: answer ? 80 : 20 } });
        const before = evaluate({ all: parts }, unknown);
        if (before !== 'unknown') expect(evaluate({ all: parts }, known)).toBe(before);
      }),
    );
  });
});

it('a margin gives every score room to spare, also where it must not be reached', () => {
  expect(holds({ score: 'fit', min: 64 }, context())).toBe(false);
  expect(holds({ score: 'fit', min: 64 }, context(), { margin: 5 })).toBe(true);
  expect(holds({ not: { score: 'fit', min: 58 } }, context())).toBe(false);
  expect(holds({ not: { score: 'fit', min: 58 } }, context(), { margin: 5 })).toBe(true);
  expect([56, 60, 61].map((under) => holds({ score: 'fit', under }, context()))).toEqual([false, false, true]);
  expect([55, 56].map((under) => holds({ score: 'fit', under }, context(), { margin: 5 }))).toEqual([false, true]);
});

it('judges each flag by its own facts', () => {
  const only: Record<FlagName, ConditionContext> = {
    surging: context({ surging: true }),
    customer: context({ deals: [{ state: 'won', probability: 1, closedAt: null }] }),
  };
  for (const flag of FLAG_NAMES) {
    const holding = FLAG_NAMES.filter((of) => holds({ flag }, only[of]));
    expect({ flag, holding }).toEqual({ flag, holding: [flag] });
  }
});
