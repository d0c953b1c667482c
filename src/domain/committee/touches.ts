import type { AccountFacts, ActivityFact, ActivityType } from '../facts.ts';

interface ActivityKind {
  /** Whose act it is; `none` says nothing about the person (a note, an impression). */
  side: 'theirs' | 'ours' | 'none';
  /** How a sentence names it: "meeting 12 Nov". */
  word: string;
}

/** An open counts as ours: privacy proxies open mail, so it proves no more than that it arrived. */
export const ACTIVITY_KINDS: Readonly<Record<ActivityType, ActivityKind>> = {
  meeting_held: { side: 'theirs', word: 'meeting' },
  call_connected: { side: 'theirs', word: 'call' },
  call_unanswered: { side: 'ours', word: 'unanswered call' },
  email_reply: { side: 'theirs', word: 'email reply' },
  email_click: { side: 'theirs', word: 'email click' },
  email_open: { side: 'ours', word: 'email open' },
  email_sent: { side: 'ours', word: 'email sent' },
  form_high_intent: { side: 'theirs', word: 'demo or sales request' },
  form_other: { side: 'theirs', word: 'form' },
  page_high_intent: { side: 'theirs', word: 'pricing or comparison page' },
  page_view: { side: 'theirs', word: 'page view' },
  event_attended: { side: 'theirs', word: 'event' },
  event_registered: { side: 'theirs', word: 'event registration' },
  ad_click: { side: 'theirs', word: 'ad click' },
  ad_impression: { side: 'none', word: 'ad impression' },
  note: { side: 'none', word: 'note' },
  task: { side: 'none', word: 'task' },
};

/** "meeting", "2 meetings" */
export function wordActs(type: ActivityType, count: number): string {
  const { word } = ACTIVITY_KINDS[type];
  if (count === 1) return word;
  if (type === 'email_sent') return `${count} emails sent`;
  return `${count} ${word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`}`;
}

/** What happened with one person up to a moment. */
export interface PersonTouches {
  activities: readonly ActivityFact[];
  /** The latest thing they did. */
  lastTheirs: ActivityFact | null;
  /** The latest thing either side did. */
  last: ActivityFact | null;
}

const NO_TOUCHES: PersonTouches = { activities: [], lastTheirs: null, last: null };

/** The touches of every person of an account with any, by contact id; what lies after `now` waits. */
export function indexTouches(facts: AccountFacts, now: number): ReadonlyMap<string, PersonTouches> {
  const bounced = new Set(facts.people.filter((person) => person.bounced).map((person) => person.contactId));
  const index = new Map<string, OpenTouches>();
  for (const activity of facts.activities) {
    if (activity.occurredAt > now) continue;
    const { contactId } = activity;
    let touches = index.get(contactId);
    if (touches === undefined) index.set(contactId, (touches = { activities: [], lastTheirs: null, last: null }));
    touches.activities.push(activity);
    note(touches, activity, bounced);
  }
  return index;
}

/** The touches of one person out of {@link indexTouches}. */
export function touchesOf(index: ReadonlyMap<string, PersonTouches>, contactId: string): PersonTouches {
  return index.get(contactId) ?? NO_TOUCHES;
}

interface OpenTouches extends PersonTouches {
  activities: ActivityFact[];
}

/** Mail to a bounced address reached nobody, so what we sent there is no touch. */
function note(touches: OpenTouches, activity: ActivityFact, bounced: ReadonlySet<string>): void {
  const { side } = ACTIVITY_KINDS[activity.type];
  if (side === 'none' || (activity.type === 'email_sent' && bounced.has(activity.contactId))) return;
  if (touches.last === null || isLater(activity, touches.last)) touches.last = activity;
  if (side !== 'theirs') return;
  if (touches.lastTheirs === null || isLater(activity, touches.lastTheirs)) touches.lastTheirs = activity;
}

/** The latest of some activities, `null` where there is none; ties go to the smaller id, so that order cannot matter. */
export function findLatest(activities: readonly ActivityFact[]): ActivityFact | null {
  let latest: ActivityFact | null = null;
  for (const activity of activities) {
    if (latest === null || isLater(activity, latest)) latest = activity;
  }
  return latest;
}

function isLater(a: ActivityFact, b: ActivityFact): boolean {
  return a.occurredAt > b.occurredAt || (a.occurredAt === b.occurredAt && a.activityId < b.activityId);
}
