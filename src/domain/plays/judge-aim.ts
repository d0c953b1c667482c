import { listKnownHolders } from '../committee/list-known-holders.ts';
import { ACTIVITY_KINDS } from '../committee/touches.ts';
import { matchesActivity } from '../condition/match-facts.ts';
import { DAY_MS } from '../day-ms.ts';
import type { AccountFacts, ActivityFact, ActivityType } from '../facts.ts';
import { isWithin } from '../is-within.ts';
import { toScores } from './find-hit.ts';
import type { AimedAct, PlayAim } from './play-aim.ts';
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

/** Days for which an act makes somebody engaged (`domain.md` §4). */
const ENGAGED_DAYS = 30;

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
      return cameTogether(aim.atLeast, during, facts);
    case 'score':
      return roseTo(aim, listMoments(facts).filter(isIn), window.until, context);
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
  { facts, result }: RunContext,
): boolean {
  const known = listKnownHolders(result.committee.roles, role).map(({ contactId }) => contactId);
  const gone = listGone(facts);
  const holders = new Set(known.filter((contactId) => !gone.has(contactId)));
  return during.some(
    (activity) => holders.has(activity.contactId) && (isTheirs(activity) || (state === 'reached' && isTouch(activity))),
  );
}

/** By one of these acts so many people came to be engaged as were not just before. */
function cameTogether(atLeast: number, during: readonly ActivityFact[], facts: AccountFacts): boolean {
  const gone = listGone(facts);
  const theirs = facts.activities.filter((activity) => isTheirs(activity) && !gone.has(activity.contactId));
  const countAt = (at: number): number =>
    new Set(theirs.flatMap(({ contactId, occurredAt }) => (isWithin(occurredAt, ENGAGED_DAYS, at) ? [contactId] : [])))
      .size;
  return during.filter(isTheirs).some(({ occurredAt: at }) => countAt(at) >= atLeast && countAt(at - 1) < atLeast);
}

/**
 * At one of these moments the score came to the bound. Before the time is up, one that is under it now is not looked at
 * closer: a rise that faded between two looks is found at the end.
 */
function roseTo(
  { score, min }: Extract<PlayAim, { kind: 'score' }>,
  moments: readonly number[],
  until: number,
  { result, resultAt, now }: RunContext,
): boolean {
  const isThere = (scores: ReturnType<typeof toScores>): boolean => (scores[score] ?? -Infinity) >= min;
  if (now <= until && !isThere(toScores(result))) return false;
  return moments.some((at) => isThere(toScores(resultAt(at))) && !isThere(toScores(resultAt(at - 1))));
}

/** When anything dated came that a score is made of. */
function listMoments({ people, activities, signals, deals }: AccountFacts): number[] {
  const ofPeople = people.flatMap(({ buyingRoles, otherRoles = [], roleDecisions }) => [
    ...[...buyingRoles, ...otherRoles].flatMap(({ setAt }) => setAt ?? []),
    ...roleDecisions.map(({ decidedAt }) => decidedAt),
  ]);
  const happened = [...activities, ...signals].map(({ occurredAt }) => occurredAt);
  return [...new Set([...ofPeople, ...happened, ...deals.map(({ createdAt }) => createdAt)])];
}

function wasPaused(
  days: number,
  during: readonly ActivityFact[],
  { from, until }: Pick<AimWindow, 'from' | 'until'>,
): boolean {
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

function listGone({ people }: AccountFacts): ReadonlySet<string> {
  return new Set(people.filter(({ bounced }) => bounced).map(({ contactId }) => contactId));
}
