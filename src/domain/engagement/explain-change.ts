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
  /** The score that it came to; read anew where it is not given. */
  total?: number;
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

/** A snapshot in which what happened after `asOf` does not count yet. */
interface Step extends EngagementSnapshot {
  asOf: number;
}

/**
 * Why engagement moved from `before` to `after`: one part after the other is exchanged, in the order of `domain.md` §2,
 * and each step's difference is that part's. Decay is earlier activity growing older.
 */
export function explainEngagementChange(before: EngagementSnapshot, after: EngagementSnapshot): EngagementChange {
  const end: Step = { ...after, asOf: after.at };
  const exchanges: readonly [cause: keyof EngagementChange, parts: Partial<Step>][] = [
    ['decay', { at: after.at }],
    ['activity', { activities: after.activities, asOf: after.at }],
    ['people', { people: after.people }],
    ['roles', { roleOf: after.roleOf }],
    ['model', { model: after.model }],
  ];
  const change: EngagementChange = { decay: 0, activity: 0, people: 0, roles: 0, model: 0 };
  let step: Step = { ...before, asOf: before.at };
  let total = before.total ?? readStep(step);
  for (const [cause, parts] of exchanges) {
    const next = { ...step, ...parts };
    if (isSame(step, next)) continue;
    const nextTotal = isSame(next, end) ? (after.total ?? readStep(end)) : readStep(next);
    change[cause] = nextTotal - total;
    step = next;
    total = nextTotal;
  }
  return change;
}

function readStep({ people, activities, roleOf, model, asOf, at }: Step): number {
  return readTotal(findDecayState(people, activities, model, asOf), roleOf, model, at);
}

function isSame(one: Step, other: Step): boolean {
  return PARTS.every((part) => one[part] === other[part]);
}
