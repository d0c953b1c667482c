import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildDecayState, findDecayState, readDepth } from '../../../src/domain/engagement/account-depth.ts';
import { addActivity, advanceDecayState, createDecayState } from '../../../src/domain/engagement/decay-state.ts';
import { scoreEngagement } from '../../../src/domain/engagement/score-engagement.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { NOW, buildActivity, daysAgo } from '../../fixtures/account-facts.ts';
import { PEOPLE, anyActivities, roleOf } from './any-activity.ts';

const model = defaultModel.engagement;

describe('laws', () => {
  test('a state kept over time, with late and repeated arrivals, is the state from scratch to the last bit', () => {
    fc.assert(
      fc.property(anyActivities, fc.array(fc.nat({ max: 1_000 })), (activities, jumps) => {
        const state = createDecayState(daysAgo(400));
        for (const [index, activity] of [...activities, ...activities.toReversed()].entries()) {
          advanceDecayState(state, daysAgo(400 - (400 * index) / (2 * activities.length)), model);
          addActivity(state, activity, model);
          const again = activities[(jumps[index] ?? 0) % activities.length];
          if (again !== undefined) addActivity(state, again, model);
        }
        advanceDecayState(state, NOW, model);
        const kept = readDepth(state, roleOf, model, NOW);
        const scratch = readDepth(buildDecayState(PEOPLE, activities, model, NOW), roleOf, model, NOW);
        expect(kept).toEqual(scratch);
        expect(kept.total).toBe(scoreEngagement(PEOPLE, activities, roleOf, model, NOW).total);
      }),
    );
  });
});

test('a waiting activity is let in when its time comes', () => {
  const state = createDecayState(daysAgo(10));
  addActivity(state, buildActivity('1', 'meeting_held', 5), model);
  expect(readDepth(state, roleOf, model, daysAgo(10)).total).toBe(0);
  advanceDecayState(state, daysAgo(5), model);
  expect(readDepth(state, () => [], model, daysAgo(5)).people[0]?.total).toBeCloseTo(30, 9);
});

test('of two times of one activity on a day the later stands, whichever came first', () => {
  const early = { ...buildActivity('1', 'meeting_held', 0), occurredAt: daysAgo(0.4) };
  const late = { ...early, occurredAt: daysAgo(0.1) };
  const read = (...activities: (typeof late)[]) =>
    readDepth(buildDecayState(PEOPLE, activities, model, NOW), roleOf, model, NOW).people;
  expect(read(early, late)).toEqual(read(late));
  expect(read(late, early)).toEqual(read(late));
});

test('a moment never moves back', () => {
  const state = createDecayState(NOW);
  advanceDecayState(state, daysAgo(5), model);
  expect(state.asOf).toBe(NOW);
});

test('stays exact over decades and with short half-lives', () => {
  const weights = { ...model.weights, page_view: { channel: 'web', points: 1, halfLifeDays: 0.5 } as const };
  for (const now of [Date.UTC(2006, 0, 1), Date.UTC(2060, 0, 1)]) {
    const state = createDecayState(now);
    addActivity(
      state,
      { ...buildActivity('1', 'page_view', 0), occurredAt: now - 12 * 3_600_000 },
      { ...model, weights },
    );
    expect(readDepth(state, () => [], { ...model, weights }, now).people[0]?.total).toBeCloseTo(0.5, 9);
  }
});

test('a state that was found before is found again by the same lists, moment and model alone', () => {
  const activities = [buildActivity('1', 'meeting_held', 3)];
  const found = findDecayState(PEOPLE, activities, model, NOW);
  expect(findDecayState(PEOPLE, activities, model, NOW)).toBe(found);
  const others = [
    findDecayState(PEOPLE, [...activities], model, NOW),
    findDecayState([], activities, model, NOW),
    findDecayState(PEOPLE, activities, { ...model, dailyLimit: 0 }, NOW),
    findDecayState(PEOPLE, activities, model, daysAgo(5)),
  ];
  expect(others.map(({ people }) => people.size)).toEqual([1, 0, 1, 0]);
  expect(others).not.toContain(found);
});

test('a person’s sums stand in the order of the types, whatever came first', () => {
  const types = ['form_other', 'meeting_held', 'page_view', 'email_reply'] as const;
  const activities = types.map((type) => buildActivity('1', type, 3));
  for (const arrived of [activities, activities.toReversed()]) {
    const sums = buildDecayState(PEOPLE, arrived, model, NOW).people.get('1') ?? [];
    expect(sums.map(({ type }) => type)).toEqual(['meeting_held', 'email_reply', 'form_other', 'page_view']);
  }
});

test('a daily limit of none lets nothing count', () => {
  const none = { ...model, dailyLimit: 0 };
  const state = buildDecayState(PEOPLE, [buildActivity('1', 'meeting_held', 3)], none, NOW);
  expect(readDepth(state, roleOf, none, NOW).total).toBe(0);
});
