import { expect, test } from 'vitest';
import { judgeGoal } from '../../../src/domain/measurement/judge-goal.ts';

test('a goal is judged by what was won since its period began, beside how much of that is over', () => {
  const period = { from: 200, to: 300 };
  const sums = { period, all: { amount: 30_000, deals: 3 }, onList: { amount: 20_000, deals: 1 } };
  const year = { ...sums, period: { from: 0, to: 400 }, all: { amount: 90_000, deals: 9 } };
  expect(judgeGoal({ amount: 60_000, per: 'quarter' }, { quarter: sums, year }, 280)).toEqual({
    amount: 60_000,
    per: 'quarter',
    won: 30_000,
    wonOnList: 20_000,
    share: 0.5,
    elapsed: 0.8,
  });
  expect(judgeGoal({ amount: 60_000, per: 'year' }, { quarter: sums, year }, 280)).toMatchObject({
    share: 1.5,
    elapsed: 0.7,
  });
});
