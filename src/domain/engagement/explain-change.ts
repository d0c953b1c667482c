import type { ActivityFact, PersonFacts } from '../facts.ts';
import { findDecayState, readTotal } from './account-depth.ts';
import type { RoleLookup } from './account-depth.ts';
import type { EngagementModel } from './engagement-model.ts';

/** What an engagement score rests on at a moment. */
export interface EngagementSnapshot {
  people: readonly PersonFacts[];
  activities: readonly ActivityFact[];
  roleOf: RoleLookup;
  model: EngagementModel;
  /** Epoch ms. */
  at: number;
}

const PARTS = ['people', 'activities', 'roleOf', 'model', 'asOf', 'at'] as const;

/** Whole points by cause; they sum exactly to the difference of the two scores. */
export interface EngagementChange {
  decay: number;
  activity: number;
  people: number;
  roles: number;
  model: number;
}

/**
 * Why engagement moved from `before` to `after`: one part after the other is exchanged, in the order of `domain.md` §2, and each step's
 * difference is that part's. Decay is what was counted before growing older.
 */
export function explainEngagementChange(before: EngagementSnapshot, after: EngagementSnapshot): EngagementChange {
  const start = { ...before, asOf: before.at };
  const aged = { ...start, at: after.at };
  const active = { ...aged, activities: after.activities, asOf: after.at };
  const peopled = { ...active, people: after.people };
  const roled = { ...peopled, roleOf: after.roleOf };
  const end = { ...roled, model: after.model };
  const [atStart, whenAged, whenActive, whenPeopled, whenRoled, atEnd] = readTotals([
    start,
    aged,
    active,
    peopled,
    roled,
    end,
  ]);
  return {
    decay: whenAged - atStart,
    activity: whenActive - whenAged,
    people: whenPeopled - whenActive,
    roles: whenRoled - whenPeopled,
    model: atEnd - whenRoled,
  };
}

type Six<T> = [T, T, T, T, T, T];

interface Step extends EngagementSnapshot {
  /** What happened after this moment does not count yet. */
  asOf: number;
}

/** The steps in their order: one that differs from the one before in nothing is not read again. */
function readTotals(steps: Six<Step>): Six<number> {
  const totals: number[] = [];
  for (const [index, step] of steps.entries()) {
    const { people, activities, roleOf, model, asOf, at } = step;
    const previous = steps[index - 1];
    const isSame = previous !== undefined && PARTS.every((part) => step[part] === previous[part]);
    const read = (): number => readTotal(findDecayState(people, activities, model, asOf), roleOf, model, at);
    totals.push(isSame ? (totals[index - 1] ?? 0) : read());
  }
  return totals as Six<number>;
}
