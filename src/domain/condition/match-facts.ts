import { ACTIVITY_KINDS } from '../committee/touches.ts';
import {
  ACTIVITY_TYPES,
  type AccountPlan,
  type ActivityFact,
  type ActivityType,
  type PlanNote,
  type SignalFact,
} from '../facts.ts';
import { judgeProperty } from './judge-property.ts';
import { isWithin } from '../is-within.ts';
import type {
  ActivityFilter,
  ActivitySide,
  ConditionContext,
  CountBounds,
  PlanFilter,
  SignalFilter,
} from './expression.ts';

/** The kinds of acts of each side. Outreach is what a fatigued contact has had enough of. */
const TYPES_OF: Readonly<Record<ActivitySide, ReadonlySet<ActivityType>>> = {
  theirs: new Set(ACTIVITY_TYPES.filter((type) => ACTIVITY_KINDS[type].side === 'theirs')),
  outreach: new Set(['email_sent', 'call_unanswered', 'call_connected', 'meeting_held']),
  effort: new Set(['email_sent', 'call_unanswered', 'ad_impression']),
};

/** How many acts of the last days a filter lets through. */
export function countActivities(
  filter: ActivityFilter,
  withinDays: number,
  { activities, now }: Pick<ConditionContext, 'activities' | 'now'>,
): number {
  let count = 0;
  for (const activity of activities) {
    if (isWithin(activity.occurredAt, withinDays, now) && matchesActivity(activity, filter)) count += 1;
  }
  return count;
}

/** Whether an act is of the kind a filter asks for, whenever it was. */
export function matchesActivity({ type, detail }: ActivityFact, { by, types, words }: ActivityFilter): boolean {
  return TYPES_OF[by].has(type) && (types === undefined || types.includes(type)) && holdsWord(detail, words);
}

/** Whether a signal is of the kind a filter asks for, whenever it came. */
export function matchesSignal({ source, topic, strength }: SignalFact, filter: SignalFilter): boolean {
  const { minStrength = 0, sources, words } = filter;
  const isFrom = sources === undefined || sources.some((name) => name.toLowerCase() === source.toLowerCase());
  return strength >= minStrength && isFrom && holdsWord(topic, words);
}

/** What the plan notes of the kind a filter asks for, newest first. */
export function listNotes(plan: AccountPlan | undefined, { part, words }: PlanFilter): PlanNote[] {
  if (plan === undefined) return [];
  const { objective, initiatives, competitors } = plan;
  const notes = { objective: objective === null ? [] : [objective], initiative: initiatives, competitor: competitors };
  return notes[part].filter(({ text }) => holdsWord(text, words));
}

/** Within the bounds; at least one where no bound is given. */
export function isBetween(count: number, { atLeast, atMost }: CountBounds): boolean {
  const least = atLeast ?? (atMost === undefined ? 1 : 0);
  return count >= least && count <= (atMost ?? Infinity);
}

function holdsWord(text: string | null, words: readonly string[] | undefined): boolean {
  return words === undefined || judgeProperty({ kind: 'containsAny', values: words }, text, 0, 'UTC') === 'true';
}
