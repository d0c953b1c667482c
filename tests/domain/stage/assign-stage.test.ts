import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RoleCoverage } from '../../../src/domain/committee/coverage-types.ts';
import { checkExpression } from '../../../src/domain/condition/check-expression.ts';
import type { Expression } from '../../../src/domain/condition/expression.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { assignStage } from '../../../src/domain/stage/assign-stage.ts';
import type { StageInput } from '../../../src/domain/stage/assign-stage.ts';
import { STAGE_IDS } from '../../../src/domain/stage/stage-ids.ts';
import { STAGE_TERMS, type StageModel } from '../../../src/domain/stage/stage-model.ts';
import type { StageId } from '../../../src/domain/stage/stage-ids.ts';
import { NOW, buildDeal, daysAgo } from '../../fixtures/account-facts.ts';

const DAY_MS = 86_400_000;
const champion: RoleCoverage = {
  role: 'CHAMPION',
  weight: 3,
  required: true,
  state: 'engaged',
  value: 1,
  candidates: [],
};

function assign(input: Partial<StageInput>) {
  return assignStage({
    fit: 80,
    engagement: 0,
    intent: 0,
    committee: { roles: [] },
    deals: [],
    lifecycleStage: null,
    held: null,
    model: defaultModel.stage,
    now: NOW,
    ...input,
  });
}

const order = (id: StageId) => STAGE_IDS.indexOf(id);
const held = (id: StageId, failingSince: number | null = null) => ({ id, since: daysAgo(90), failingSince });

describe('the highest stage whose requirement holds', () => {
  test.each<[StageId, Partial<StageInput>]>([
    ['unaware', {}],
    ['aware', { engagement: 5 }],
    ['aware', { intent: 20 }],
    ['engaged', { engagement: 29 }],
    ['engaged', { engagement: 45 }],
    ['sales_ready', { engagement: 45, committee: { roles: [champion] } }],
    ['engaged', { engagement: 45, committee: { roles: [{ ...champion, state: 'reached' }] } }],
    ['sales_ready', { engagement: 60 }],
    ['engaged', { engagement: 60, fit: 49 }],
    ['opportunity', { deals: [buildDeal()] }],
    ['unaware', { deals: [buildDeal({ state: 'lost' })] }],
    ['customer', { deals: [buildDeal({ state: 'won' }), buildDeal()] }],
    ['customer', { lifecycleStage: 'customer' }],
  ])('is %s', (id, input) => {
    expect(assign(input)).toEqual({ id, since: NOW, failingSince: null });
  });

  test('asks nothing of a fit nobody can judge', () => {
    expect(assign({ fit: null, engagement: 60 }).id).toBe('sales_ready');
  });
});

describe('a held stage', () => {
  test('is kept since it began, and left at once for a higher one', () => {
    expect(assign({ held: held('engaged'), engagement: 29 })).toEqual(held('engaged'));
    expect(assign({ held: held('engaged'), engagement: 60 })).toEqual({
      id: 'sales_ready',
      since: NOW,
      failingSince: null,
    });
  });

  test('does not begin to fail within the margin', () => {
    expect(assign({ held: held('engaged', daysAgo(60)), engagement: 20 })).toEqual(held('engaged'));
  });

  test('that fails by more than the margin is kept for the dwell time', () => {
    const failing = assign({ held: held('engaged'), engagement: 19 });
    expect(failing).toEqual(held('engaged', NOW));
    expect(assign({ held: failing, engagement: 19, now: NOW + 14 * DAY_MS - 1 })).toEqual(failing);
    expect(assign({ held: failing, engagement: 19, now: NOW + 14 * DAY_MS })).toEqual({
      id: 'aware',
      since: NOW + 14 * DAY_MS,
      failingSince: null,
    });
  });

  test('that recovers forgets that it failed', () => {
    expect(assign({ held: held('engaged', daysAgo(10)), engagement: 30 }).failingSince).toBeNull();
  });

  test('falls to the highest stage that does not fail by the margin', () => {
    expect(assign({ held: held('sales_ready', daysAgo(14)), engagement: 21 }).id).toBe('engaged');
    expect(assign({ held: held('opportunity', daysAgo(14)) }).id).toBe('aware');
    expect(assign({ held: held('sales_ready', daysAgo(14)), fit: 10 }).id).toBe('aware');
  });

  test('never falls upwards, where a higher one asks for something else and fails within the margin', () => {
    const [first, second, third] = defaultModel.stage.stages;
    if (first === undefined || second === undefined || third === undefined) throw new Error('too few stages');
    const stages = [
      first,
      { ...second, when: { score: 'fit' as const, min: 80 } },
      { ...third, when: { score: 'engagement' as const, min: 50 } },
    ];
    const model = { ...defaultModel.stage, stages };
    const fallen = assign({ held: held('aware', daysAgo(14)), fit: 60, engagement: 45, model });
    expect(fallen).toEqual({ id: 'unaware', since: NOW, failingSince: null });
  });

  test('is kept where it is the lowest, though it fails: there is none to fall to', () => {
    const [first] = defaultModel.stage.stages;
    if (first === undefined) throw new Error('too few stages');
    const model = { ...defaultModel.stage, stages: [{ ...first, when: { score: 'fit' as const, min: 90 } }] };
    expect(assign({ held: held('unaware', daysAgo(14)), fit: 10, model })).toEqual(held('unaware'));
  });

  test('the model no longer has is as none', () => {
    const model = { ...defaultModel.stage, stages: defaultModel.stage.stages.filter(({ id }) => id !== 'sales_ready') };
    expect(assign({ held: held('sales_ready'), engagement: 29, model }).id).toBe('engaged');
  });
});

test('a model without stages is refused', () => {
  expect(() => assign({ model: { ...defaultModel.stage, stages: [] } })).toThrow(
    new RangeError('a stage model needs at least one stage'),
  );
});

describe('laws', () => {
  const score = fc.integer({ min: 0, max: 100 });
  const anyInput = fc.record({
    fit: score,
    engagement: score,
    intent: score,
    held: fc.option(
      fc.record({
        id: fc.constantFrom(...STAGE_IDS),
        since: fc.constant(daysAgo(90)),
        failingSince: fc.option(fc.nat({ max: 30 }).map(daysAgo)),
      }),
    ),
  });

  test('assigning twice at one moment changes nothing', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const once = assign(input);
        expect(assign({ ...input, held: once })).toEqual(once);
      }),
    );
  });

  test('higher scores never lower the stage', () => {
    fc.assert(
      fc.property(anyInput, score, score, score, (input, fit, engagement, intent) => {
        const raised = {
          ...input,
          fit: Math.max(input.fit, fit),
          engagement: Math.max(input.engagement, engagement),
          intent: Math.max(input.intent, intent),
        };
        expect(order(assign(raised).id)).toBeGreaterThanOrEqual(order(assign(input).id));
      }),
    );
  });

  test('an account never falls before it has failed for the dwell time', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { id } = assign(input);
        if (input.held === null || order(id) >= order(input.held.id)) return;
        expect(NOW - (input.held.failingSince ?? NOW)).toBeGreaterThanOrEqual(14 * DAY_MS);
      }),
    );
  });
});

/** Two stages, the second of which asks for `when`. */
function askFor(when: Expression): StageModel {
  const [first, second] = defaultModel.stage.stages;
  if (first === undefined || second === undefined) throw new Error('too few stages');
  return { ...defaultModel.stage, stages: [first, { ...second, when }] };
}

const keeps = (when: Expression, input: Partial<StageInput>): boolean =>
  assign({ held: held('aware'), model: askFor(when), ...input }).failingSince === null;

describe('a stage that is asked for little', () => {
  test('begins to fail by more than the margin too', () => {
    const low: Expression = { score: 'engagement', under: 20 };
    const high: Expression = { not: low };
    expect([19, 24, 25].map((engagement) => keeps(low, { engagement }))).toEqual([true, true, false]);
    expect([20, 15, 14].map((engagement) => keeps(high, { engagement }))).toEqual([true, true, false]);
  });

  test('never begins to fail while scores within the margin would do, whatever it asks for', () => {
    const bound = fc.integer({ min: 0, max: 100 });
    const leaf = fc.record(
      { score: fc.constantFrom('fit' as const, 'engagement', 'intent'), min: bound, under: bound },
      { requiredKeys: ['score'] },
    );
    const { anyWhen } = fc.letrec<{ anyWhen: Expression }>((tie) => ({
      anyWhen: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.record({ not: tie('anyWhen') }),
        fc.record({ all: fc.array(tie('anyWhen'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ any: fc.array(tie('anyWhen'), { minLength: 1, maxLength: 3 }) }),
      ),
    }));
    const scores = fc.record({ fit: bound, engagement: bound, intent: bound });
    const near = fc.integer({ min: -5, max: 5 });
    fc.assert(
      fc.property(anyWhen, scores, fc.tuple(near, near, near), (when, at, [fit, engagement, intent]) => {
        const moved = { fit: at.fit + fit, engagement: at.engagement + engagement, intent: at.intent + intent };
        if (assign({ ...moved, model: askFor(when) }).id === 'aware') expect(keeps(when, at)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('the stages to start from ask only for what a stage may ask for', () => {
  for (const { when } of defaultModel.stage.stages) expect(checkExpression(when, STAGE_TERMS).faults).toEqual([]);
});
