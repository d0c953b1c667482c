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
  const byContact = new Map<string, ActivityFact[]>();
  for (const activity of facts.activities) {
    if (activity.occurredAt > now) continue;
    const known = byContact.get(activity.contactId);
    if (known === undefined) byContact.set(activity.contactId, [activity]);
    else known.push(activity);
  }
  const bounced = new Set(facts.people.filter((person) => person.bounced).map((person) => person.contactId));
  return new Map(
    [...byContact].map(([contactId, activities]) => [contactId, summarise(activities, bounced.has(contactId))]),
  );
}

/** The touches of one person out of {@link indexTouches}. */
export function touchesOf(index: ReadonlyMap<string, PersonTouches>, contactId: string): PersonTouches {
  return index.get(contactId) ?? NO_TOUCHES;
}

/** Mail to a bounced address reached nobody, so what we sent there is no touch. */
function summarise(activities: readonly ActivityFact[], bounced: boolean): PersonTouches {
  let lastTheirs: ActivityFact | null = null;
  let last: ActivityFact | null = null;
  for (const activity of activities) {
    const { side } = ACTIVITY_KINDS[activity.type];
    if (side === 'none' || (bounced && activity.type === 'email_sent')) continue;
    if (last === null || isLater(activity, last)) last = activity;
    if (side === 'theirs' && (lastTheirs === null || isLater(activity, lastTheirs))) lastTheirs = activity;
  }
  return { activities, lastTheirs, last };
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
