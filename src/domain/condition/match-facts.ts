import { ACTIVITY_KINDS } from '../committee/touches.ts';
import type { ActivityFact, ActivityType, SignalFact } from '../facts.ts';
import { judgeCondition } from '../fit/condition.ts';
import { isWithin } from '../is-within.ts';
import type { ActivityFilter, ConditionContext, CountBounds, SignalFilter } from './expression.ts';

/** Sales or marketing speaking to a person: what a fatigued contact has had enough of. */
export const OUTREACH: ReadonlySet<ActivityType> = new Set([
  'email_sent',
  'call_unanswered',
  'call_connected',
  'meeting_held',
]);

/** How many acts of the last days a filter lets through. */
export function countActivities(
  filter: ActivityFilter,
  withinDays: number,
  { activities, now }: Pick<ConditionContext, 'activities' | 'now'>,
): number {
  return activities.filter(
    (activity) => matchesActivity(activity, filter) && isWithin(activity.occurredAt, withinDays, now),
  ).length;
}

/** Whether an act is of the kind a filter asks for, whenever it was. */
export function matchesActivity({ type, detail }: ActivityFact, { by, types, words }: ActivityFilter): boolean {
  const isTheirKind = by === 'outreach' ? OUTREACH.has(type) : ACTIVITY_KINDS[type].side === by;
  return isTheirKind && (types === undefined || types.includes(type)) && holdsWord(detail, words);
}

/** Whether a signal is of the kind a filter asks for, whenever it came. */
export function matchesSignal({ source, topic, strength }: SignalFact, filter: SignalFilter): boolean {
  const { minStrength = 0, sources, words } = filter;
  const isFrom = sources === undefined || sources.some((name) => name.toLowerCase() === source.toLowerCase());
  return strength >= minStrength && isFrom && holdsWord(topic, words);
}

/** Within the bounds; at least one where no bound is given. */
export function isBetween(count: number, { atLeast, atMost }: CountBounds): boolean {
  const least = atLeast ?? (atMost === undefined ? 1 : 0);
  return count >= least && count <= (atMost ?? Infinity);
}

function holdsWord(text: string | null, words: readonly string[] | undefined): boolean {
  return words === undefined || judgeCondition({ kind: 'containsAny', values: words }, text, 0) === 'true';
}
