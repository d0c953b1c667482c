import { expect, test } from 'vitest';
import type { RoleState } from '../../../src/domain/committee/coverage-types.ts';
import { ACTIVITY_KINDS } from '../../../src/domain/committee/touches.ts';
import { checkExpression } from '../../../src/domain/condition/check-expression.ts';
import { scoreEngagement } from '../../../src/domain/engagement/score-engagement.ts';
import { ACTIVITY_TYPES, type ActivityType, type RoleId } from '../../../src/domain/facts.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { assignStage, type StageInput } from '../../../src/domain/stage/assign-stage.ts';
import { STAGE_IDS } from '../../../src/domain/stage/stage-ids.ts';
import { buildActivity, buildPerson, NOW } from '../../fixtures/account-facts.ts';

const { engagement, stage, tiering } = defaultModel;
const engagementBy = (type: ActivityType) =>
  scoreEngagement([buildPerson('1')], [buildActivity('1', type, 0)], () => [], engagement, NOW).total;

function stageOf(changes: Partial<StageInput>, buyer?: { role: RoleId; state: RoleState }): string {
  const roles = buyer === undefined ? [] : [{ ...buyer, weight: 1, required: true, value: 1, candidates: [] }];
  const scores = { fit: 50, engagement: 0, intent: 0 };
  const rest = { committee: { roles }, deals: [], lifecycleStage: null, held: null, model: stage, now: NOW };
  return assignStage({ ...scores, ...rest, ...changes }).id;
}

test('the stages to start from are all there are, in their order, and an admin could have written each', () => {
  expect(stage.stages.map(({ id }) => id)).toEqual(STAGE_IDS);
  for (const { when } of stage.stages) expect(checkExpression(JSON.parse(JSON.stringify(when))).faults).toEqual([]);
});

test.each<[string, Partial<StageInput>]>([
  ['unaware', { engagement: 4, intent: 19 }],
  ['aware', { engagement: 5 }],
  ['aware', { intent: 20 }],
  ['aware', { engagement: 24 }],
  ['engaged', { engagement: 25 }],
  ['engaged', { engagement: 59 }],
  ['engaged', { engagement: 60, fit: 49 }],
  ['sales_ready', { engagement: 60 }],
  ['opportunity', { deals: [{ state: 'open' }] }],
  ['customer', { deals: [{ state: 'won' }, { state: 'open' }] }],
  ['customer', { lifecycleStage: 'customer' }],
])('an account is %s by what its definition says: %o', (id, changes) => {
  expect(stageOf(changes)).toBe(id);
});

test('an engaged buyer makes an account sales-ready from 40 on, other roles do not', () => {
  for (const role of ['DECISION_MAKER', 'BUDGET_HOLDER', 'CHAMPION', 'EXECUTIVE_SPONSOR'] as const) {
    expect(stageOf({ engagement: 40 }, { role, state: 'engaged' })).toBe('sales_ready');
    expect(stageOf({ engagement: 39 }, { role, state: 'engaged' })).toBe('engaged');
    expect(stageOf({ engagement: 40 }, { role, state: 'reached' })).toBe('engaged');
  }
  expect(stageOf({ engagement: 40 }, { role: 'END_USER', state: 'engaged' })).toBe('engaged');
});

test('one demo request reaches Engaged, as its definition says', () => {
  expect(stageOf({ engagement: engagementBy('form_high_intent') })).toBe('engaged');
});

test('every kind of act has a weight, and what nobody answers is effort that scores nothing', () => {
  expect(Object.keys(engagement.weights).toSorted()).toEqual([...ACTIVITY_TYPES].toSorted());
  for (const type of ['email_sent', 'call_unanswered', 'note', 'task'] as const) {
    expect(ACTIVITY_KINDS[type].side).not.toBe('theirs');
    expect(engagementBy(type)).toBe(0);
  }
});

test('the weights of the priority sum to 1, and each lower tier takes more accounts at a lower fit', () => {
  expect(Object.values(tiering.priorityWeights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  const { rules } = tiering;
  expect(rules.map(({ tier }) => tier)).toEqual([1, 2, 3]);
  expect(rules.map(({ seats }) => seats)).toEqual(rules.map(({ seats }) => seats).toSorted((a, b) => a - b));
  expect(rules.map(({ fitFloor }) => fitFloor)).toEqual(
    rules.map(({ fitFloor }) => fitFloor).toSorted((a, b) => b - a),
  );
});
