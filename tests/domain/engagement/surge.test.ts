import { expect, test } from 'vitest';
import { buildDecayState } from '../../../src/domain/engagement/account-depth.ts';
import { isSurging } from '../../../src/domain/engagement/surge.ts';
import type { ActivityFact } from '../../../src/domain/facts.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { NOW, buildActivity } from '../../fixtures/account-facts.ts';
import { PEOPLE } from './any-activity.ts';

const model = defaultModel.engagement;
const surges = (activities: readonly ActivityFact[]) =>
  isSurging(buildDecayState(PEOPLE, activities, model, NOW), model, NOW);
const weekly = (weeks: readonly number[]) => weeks.map((week) => buildActivity('1', 'meeting_held', 7 * week + 3));

test('a meeting out of the blue is a surge', () => {
  expect(surges([buildActivity('1', 'meeting_held', 3)])).toBe(true);
});

test('a few clicks and pages are none', () => {
  expect(surges([1, 2, 3].map((day) => buildActivity('1', 'page_high_intent', day)))).toBe(false);
});

const ofPoints = (points: number) => {
  const weights = { ...model.weights, note: { channel: 'sales' as const, points, halfLifeDays: 30 } };
  const valued = { ...model, weights };
  return isSurging(buildDecayState(PEOPLE, [buildActivity('1', 'note', 3)], valued, NOW), valued, NOW);
};

test('25 points are enough, 24 are not', () => {
  expect([24, 25].map(ofPoints)).toEqual([false, true]);
});

test('what is usual for the account is none', () => {
  expect(surges(weekly([0, 1, 2, 3, 4, 5, 6, 7, 8]))).toBe(false);
  expect(surges([...weekly([0, 1, 2, 3, 4, 5, 6, 7, 8]), buildActivity('2', 'meeting_held', 2)])).toBe(true);
});

test('a varied past asks for more than its mean and two standard deviations', () => {
  // Weeks of 0 and 30 by turns: mean 15, standard deviation 16.04, so 47.07 is the bar.
  const past = weekly([1, 3, 5, 7]);
  const two = [buildActivity('1', 'meeting_held', 3), buildActivity('2', 'call_connected', 3)];
  expect(surges([...past, ...two])).toBe(false);
  expect(surges([...past, ...two, buildActivity('2', 'email_click', 3)])).toBe(true);
});

test('what lies before the eight weeks does not count', () => {
  expect(surges([...weekly([0]), ...weekly([9, 9.2, 9.4, 10, 11])])).toBe(true);
});

const meetings = (week: number) =>
  ['1', '2'].map((contactId) => buildActivity(contactId, 'meeting_held', 7 * week + 3));

test('the eighth week before counts', () => {
  // Weeks of 60 once and 0 else: mean 7.5, standard deviation 21.2, so 49.9 is the bar.
  expect(surges([...weekly([0]), ...meetings(8)])).toBe(false);
  expect(surges([...weekly([0]), ...meetings(9)])).toBe(true);
});
