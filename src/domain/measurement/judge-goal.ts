import type { CalendarUnit, RevenueSoFar } from './measurement-types.ts';

/** Revenue aimed at in every calendar quarter or year, in the portal's currency. */
export interface RevenueGoal {
  amount: number;
  per: CalendarUnit;
}

export interface GoalProgress extends RevenueGoal {
  won: number;
  /** Of it by accounts on the target account list. */
  wonOnList: number;
  /** Won over aimed at; over 1 where the goal was passed. */
  share: number;
  /** How much of the quarter or year is over, 0–1. */
  elapsed: number;
}

/** How far a goal was reached at `at` (epoch ms), the moment the revenue was summed up. */
export function judgeGoal(
  goal: RevenueGoal,
  revenue: Readonly<Record<CalendarUnit, RevenueSoFar>>,
  at: number,
): GoalProgress {
  const { period, all, onList } = revenue[goal.per];
  return {
    ...goal,
    won: all.amount,
    wonOnList: onList.amount,
    share: all.amount / goal.amount,
    elapsed: (at - period.from) / (period.to - period.from),
  };
}
