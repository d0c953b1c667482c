import { listKnownHolders } from '../committee/list-known-holders.ts';
import { ACTIVITY_KINDS } from '../committee/touches.ts';
import { matchesActivity } from '../condition/match-facts.ts';
import { DAY_MS } from '../day-ms.ts';
import type { ActivityFact, ActivityType } from '../facts.ts';
import { isWithin } from '../is-within.ts';
import type { AccountResult } from '../scores.ts';
import { toScores } from './find-hit.ts';
import type { AimedAct, AimedScore, PlayAim } from './play-aim.ts';
import type { RunContext } from './play-types.ts';

/** The days in which an aim may arrive, and who the play is run with. */
export interface AimWindow {
  /** Epoch ms; what is of this very moment was there before. */
  from: number;
  /** Epoch ms, the last moment that counts. */
  until: number;
  /** Nobody: acts of anybody of the account count. */
  contactIds: readonly string[];
}

type Days = Pick<AimWindow, 'from' | 'until'>;

/** What counts as each act; whatever they did makes them active. */
const TYPES_OF: Readonly<Record<AimedAct, readonly ActivityType[] | null>> = {
  active: null,
  conversation: ['email_reply', 'call_connected', 'meeting_held'],
  meeting: ['meeting_held'],
};

/**
 * Whether what `aim` names arrived within the window, by what is dated in it. What held before is none of the run's
 * doing, and what has faded since was there all the same.
 */
export function hasArrived(aim: PlayAim, window: AimWindow, context: RunContext): boolean {
  const { facts, now } = context;
  const { from, until } = { ...window, until: Math.min(window.until, now) };
  const isIn = (at: number): boolean => at > from && at <= until;
  const during = facts.activities.filter(({ occurredAt }) => isIn(occurredAt));
  switch (aim.kind) {
    case 'role':
      return cameToRole(aim, during, context);
    case 'people':
      return cameTogether(aim.atLeast, { from, until }, context);
    case 'score':
      return (aim.score === 'coverage' && wasSeenToRise(aim.min, window, context)) || roseTo(aim, window, context);
    case 'deal':
      return facts.deals.some(({ createdAt }) => isIn(createdAt));
    case 'pause':
      return wasPaused(aim.days, during, { from, until });
    default:
      return didAct(TYPES_OF[aim.kind], during, window.contactIds);
  }
}

function didAct(
  types: readonly ActivityType[] | null,
  during: readonly ActivityFact[],
  contactIds: readonly string[],
): boolean {
  return during.some(
    (activity) =>
      isTheirs(activity) &&
      (types === null || types.includes(activity.type)) &&
      (contactIds.length === 0 || contactIds.includes(activity.contactId)),
  );
}

/** A known holder of the role did something, or, where they are to be reached, was in touch; who bounces has left. */
function cameToRole(
  { role, state }: Extract<PlayAim, { kind: 'role' }>,
  during: readonly ActivityFact[],
  { result }: RunContext,
): boolean {
  const here = listKnownHolders(result.committee.roles, role).filter(({ bounced }) => bounced !== true);
  const holders = new Set(here.map(({ contactId }) => contactId));
  return during.some(
    (activity) => holders.has(activity.contactId) && (isTheirs(activity) || (state === 'reached' && isTouch(activity))),
  );
}

/** By somebody's act so many people came to be engaged as were not just before. */
function cameTogether(atLeast: number, { from, until }: Days, { facts, model }: RunContext): boolean {
  const days = model.committee.engagedWithinDays;
  const gone = new Set(facts.people.flatMap(({ contactId, bounced }) => (bounced ? [contactId] : [])));
  const acts = facts.activities
    .filter((act) => isTheirs(act) && !gone.has(act.contactId))
    .filter(({ occurredAt }) => occurredAt >= from - days * DAY_MS && occurredAt <= until)
    .toSorted((a, b) => a.occurredAt - b.occurredAt);
  /** When each of them acted last, in that order. */
  const engaged = new Map<string, number>();
  const countAt = (at: number): number => {
    for (const [contactId, lastAt] of engaged) {
      if (isWithin(lastAt, days, at)) break;
      engaged.delete(contactId);
    }
    return engaged.size;
  };
  let before = 0;
  return acts.some(({ contactId, occurredAt: at }, index) => {
    if (acts[index - 1]?.occurredAt !== at) before = countAt(at - 1);
    engaged.delete(contactId);
    engaged.set(contactId, at);
    return at > from && before < atLeast && countAt(at) >= atLeast;
  });
}

/**
 * Whether the score came to the bound, looked at once for each day from the start: at the last moment of that day that
 * can have raised it, against the day before. Before the time is up, one that is under the bound now is not looked at
 * closer: a rise that faded between two looks is found at the end.
 */
function roseTo(
  { score, min }: Extract<PlayAim, { kind: 'score' }>,
  { from, until }: Days,
  context: RunContext,
): boolean {
  const { result, resultAt, now } = context;
  const reaches = (at: AccountResult): boolean => (toScores(at)[score] ?? -Infinity) >= min;
  if (now <= until && !reaches(result)) return false;
  const lastOf = new Map<number, number>();
  for (const at of listRaising(score, context)) {
    if (at <= from || at > Math.min(until, now)) continue;
    const day = Math.ceil((at - from) / DAY_MS);
    lastOf.set(day, Math.max(at, lastOf.get(day) ?? at));
  }
  const known = new Map<number, boolean>();
  const reachedOn = (day: number): boolean => {
    const isThere = known.get(day) ?? reaches(resultAt(lastOf.get(day) ?? from + day * DAY_MS));
    known.set(day, isThere);
    return isThere;
  };
  return [...lastOf.keys()].some((day) => reachedOn(day) && !reachedOn(day - 1));
}

/**
 * Whether coverage came to the bound since it was computed last, by whatever: what we know of people is news on the day
 * on which we know it, and mostly nobody dates it. A model or a tier that asks for other roles lifts nothing; without a
 * tier nobody knows since when.
 */
function wasSeenToRise(min: number, { from, until }: Days, { result, held, model, now }: RunContext): boolean {
  const { tier, tierSince, coverage: before } = held;
  if (before === undefined || before.at < from || now > until) return false;
  if (before.modelVersion !== model.version || tier === null || (tierSince ?? -Infinity) >= before.at) return false;
  return (before.total ?? -Infinity) < min && (result.committee.coverage.total ?? -Infinity) >= min;
}

/** When anything dated came that can raise the score. */
function listRaising(score: AimedScore, { facts, model }: RunContext): number[] {
  const { people, activities, signals, deals } = facts;
  if (score === 'intent') return signals.map(({ occurredAt }) => occurredAt);
  const { weights } = model.engagement;
  const raises = (act: ActivityFact): boolean => (score === 'coverage' ? isTouch(act) : weights[act.type].points > 0);
  return [
    ...activities.filter(raises).map(({ occurredAt }) => occurredAt),
    // A role weighs in both scores; a label's holds from when its deal is made.
    ...deals.map(({ createdAt }) => createdAt),
    ...people.flatMap(({ buyingRoles, otherRoles = [], roleDecisions }) => [
      ...[...buyingRoles, ...otherRoles].flatMap(({ setAt }) => setAt ?? []),
      ...roleDecisions.map(({ decidedAt }) => decidedAt),
    ]),
  ];
}

function wasPaused(days: number, during: readonly ActivityFact[], { from, until }: Days): boolean {
  const efforts = during.filter((activity) => matchesActivity(activity, { by: 'effort' }));
  const times = [...efforts.map(({ occurredAt }) => occurredAt), until].toSorted((a, b) => a - b);
  return times.some((at, index) => at - (times[index - 1] ?? from) >= days * DAY_MS);
}

function isTheirs({ type }: ActivityFact): boolean {
  return ACTIVITY_KINDS[type].side === 'theirs';
}

function isTouch({ type }: ActivityFact): boolean {
  return ACTIVITY_KINDS[type].side !== 'none';
}
