import type { ActivityFact, PersonFacts } from '../facts.ts';
import { buildDecayState, readDepth } from './account-depth.ts';
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

const PARTS = ['people', 'activities', 'roleOf', 'model', 'at'] as const;

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
  const counted = before.activities.filter(({ occurredAt }) => occurredAt <= before.at);
  const start = { ...before, activities: counted };
  const aged = { ...start, at: after.at };
  const active = { ...aged, activities: after.activities };
  const peopled = { ...active, people: after.people };
  const roled = { ...peopled, roleOf: after.roleOf };
  const [atStart, whenAged, whenActive, whenPeopled, whenRoled, atEnd] = readTotals([
    start,
    aged,
    active,
    peopled,
    roled,
    after,
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

/** A snapshot that differs from the one before it in nothing is not read again. */
function readTotals(snapshots: Six<EngagementSnapshot>): Six<number> {
  const totals: number[] = [];
  for (const [index, snapshot] of snapshots.entries()) {
    const previous = snapshots[index - 1];
    const isSame = previous !== undefined && PARTS.every((part) => snapshot[part] === previous[part]);
    totals.push(isSame ? (totals[index - 1] ?? 0) : readTotal(snapshot));
  }
  return totals as Six<number>;
}

function readTotal({ people, activities, roleOf, model, at }: EngagementSnapshot): number {
  return readDepth(buildDecayState(people, activities, model, at), roleOf, model, at).total;
}
