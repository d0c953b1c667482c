import { findLatest, ACTIVITY_KINDS } from '../committee/touches.ts';
import type { PlanFilter, SignalFilter } from '../condition/expression.ts';
import { listNotes, matchesActivity, matchesSignal } from '../condition/match-facts.ts';
import { compareText } from '../compare-text.ts';
import type { AccountFacts, ActivityFact, ActivityType, DealFacts, PersonFacts, SignalFact } from '../facts.ts';
import { markDay } from '../marked-values.ts';
import { isWithin } from '../is-within.ts';
import type { ActOfPerson, PlayContext, WhyNow } from './play-types.ts';

/** What the account's people did themselves in the last `days`, the latest first. */
export function listTheirs(context: PlayContext, days: number): ActivityFact[] {
  const theirs = listAllTheirs(context);
  const end = theirs.findIndex(({ occurredAt }) => !isWithin(occurredAt, days, context.now));
  return theirs.slice(0, end === -1 ? theirs.length : end);
}

/** A dozen plays ask for them. */
const theirsOf = new WeakMap<PlayContext, readonly ActivityFact[]>();

/** Up to now, the latest first. */
function listAllTheirs(context: PlayContext): readonly ActivityFact[] {
  const known = theirsOf.get(context);
  if (known !== undefined) return known;
  const theirs = context.facts.activities
    .filter(({ type, occurredAt }) => ACTIVITY_KINDS[type].side === 'theirs' && occurredAt <= context.now)
    .sort((a, b) => b.occurredAt - a.occurredAt || compareText(a.activityId, b.activityId));
  theirsOf.set(context, theirs);
  return theirs;
}

/** What we sent, dialled or held with the account, or with one person, in the last `days`. */
export function listOutreach(facts: AccountFacts, days: number, now: number, contactId?: string): ActivityFact[] {
  return facts.activities.filter(
    (activity) =>
      isWithin(activity.occurredAt, days, now) &&
      (contactId === undefined || activity.contactId === contactId) &&
      matchesActivity(activity, { by: 'outreach' }),
  );
}

/** Signals of a kind in the last `days`, the strongest first. */
export function listSignals(facts: AccountFacts, filter: SignalFilter, days: number, now: number): SignalFact[] {
  return facts.signals
    .filter((signal) => matchesSignal(signal, filter) && isWithin(signal.occurredAt, days, now))
    .sort((a, b) => b.strength - a.strength || compareText(a.signalId, b.signalId));
}

/** `G2: "ERP" at 80 of 100 on 19 Nov` */
export function describeSignal({ source, topic, strength, occurredAt: at }: SignalFact): WhyNow {
  return { sentence: `${source}: "${topic}" at ${strength} of 100 on ${markDay(at)}`, at };
}

const NOTE_WORDS = { objective: 'Objective', initiative: 'Initiative', competitor: 'Competitor' };

/** `Competitor in our plan since 19 Nov: Orbis`, of the two notes that were made last. */
export function describeNotes(plan: AccountFacts['plan'], filter: PlanFilter): WhyNow[] {
  return listNotes(plan, filter)
    .slice(0, 2)
    .map(({ text, notedAt: at }) => ({
      sentence: `${NOTE_WORDS[filter.part]} in our plan since ${markDay(at)}: ${text}`,
      at,
    }));
}

/** Deals that were won, or lost, the latest first; those of which nobody knows when they closed come last. */
export function listClosed(facts: AccountFacts, state: DealFacts['state']): DealFacts[] {
  return facts.deals
    .filter((deal) => deal.state === state)
    .sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0) || compareText(a.dealId, b.dealId));
}

/** "No call, meeting or email from us since 3 Oct", or that there never was one. */
export function describeSilence({ facts, now }: PlayContext): WhyNow {
  const last = findLatest(listOutreach(facts, Infinity, now));
  if (last === null) return { sentence: 'No call, meeting or email from us so far', at: null };
  return {
    sentence: `No call, meeting or email from us since ${markDay(last.occurredAt)}`,
    at: last.occurredAt,
  };
}

/** "Ana Ruiz: demo or sales request "Contact us" on 18 Nov". */
export function describeActivity(activity: ActivityFact, { facts }: PlayContext): WhyNow {
  const name = findPerson(facts, activity.contactId)?.name ?? 'Someone';
  const detail = activity.detail === null ? '' : ` "${activity.detail}"`;
  return {
    sentence: `${name}: ${ACTIVITY_KINDS[activity.type].word}${detail} on ${markDay(activity.occurredAt)}`,
    at: activity.occurredAt,
  };
}

/** Each person's most telling act of some, the most telling first. */
export function describeActs(activities: readonly ActivityFact[], context: PlayContext): ActOfPerson[] {
  return pickTelling(activities, Infinity).map((activity) => ({
    ...describeActivity(activity, context),
    contactId: activity.contactId,
  }));
}

/** What says most about a person first: a request outweighs any page view. */
const TELLING: readonly ActivityType[] = [
  'form_high_intent',
  'meeting_held',
  'email_reply',
  'call_connected',
  'page_high_intent',
  'event_attended',
  'form_other',
  'email_click',
  'event_registered',
  'ad_click',
  'page_view',
];

/** Each person's most telling act of some (of equal ones the latest), the most telling people first, at most `limit`. */
export function pickTelling(theirs: readonly ActivityFact[], limit: number): ActivityFact[] {
  const seen = new Set<string>();
  return theirs
    .toSorted(
      (a, b) =>
        TELLING.indexOf(a.type) - TELLING.indexOf(b.type) ||
        b.occurredAt - a.occurredAt ||
        compareText(a.activityId, b.activityId),
    )
    .filter(({ contactId }) => !seen.has(contactId) && seen.add(contactId))
    .slice(0, limit);
}

/** The person of this contact id; `undefined` where it is not among the account's people. */
export function findPerson(facts: AccountFacts, contactId: string): PersonFacts | undefined {
  return facts.people.find((person) => person.contactId === contactId);
}

/**
 * Those of some people whom a play may contact (no known blocker, no bounced address), each once, the most engaged
 * first.
 */
export function rankPeople(contactIds: readonly string[], context: PlayContext): string[] {
  const open = findOpen(context);
  const { byPerson } = context.result.engagement;
  const engagementOf = (contactId: string): number => byPerson[contactId] ?? 0;
  return [...new Set(contactIds)]
    .filter((contactId) => open.has(contactId))
    .sort((a, b) => engagementOf(b) - engagementOf(a) || compareText(a, b));
}

const openOf = new WeakMap<PlayContext, ReadonlySet<string>>();

/** Whom a play may turn to. */
function findOpen(context: PlayContext): ReadonlySet<string> {
  const known = openOf.get(context);
  if (known !== undefined) return known;
  const { facts, result } = context;
  const blockers = result.committee.roles.find(({ role }) => role === 'BLOCKER')?.candidates ?? [];
  const open = new Set(facts.people.filter(({ bounced }) => !bounced).map(({ contactId }) => contactId));
  for (const { contactId } of blockers) open.delete(contactId);
  openOf.set(context, open);
  return open;
}

/** People who did something themselves in the last `days`, the most engaged first. */
export function listActivePeople(context: PlayContext, days: number): string[] {
  return rankPeople(
    listTheirs(context, days).map(({ contactId }) => contactId),
    context,
  );
}
