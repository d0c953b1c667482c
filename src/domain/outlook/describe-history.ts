import { ACTIVITY_KINDS } from '../committee/touches.ts';
import { compareText } from '../compare-text.ts';
import { DAY_MS } from '../day-ms.ts';
import type { AccountFacts, ActivityFact, ActivityType, DealFacts } from '../facts.ts';
import { markDay, markMoney } from '../marked-values.ts';

const MOST_TOUCHES = 3;
const MOST_DEALS = 3;
/** Minor activity: a page view of yesterday does not displace a demo request of last week. */
const MINOR: ReadonlySet<ActivityType> = new Set(['page_view', 'email_click', 'ad_click']);
const NOTABLE_FOR_MS = 30 * DAY_MS;

/** The history to know before a call, as sentences: the deals, open ones first, then the last things they did. */
export function describeHistory(facts: AccountFacts, now: number): string[] {
  const deals = [...facts.deals]
    .sort((a, b) => Number(b.state === 'open') - Number(a.state === 'open') || lastMoved(b) - lastMoved(a))
    .slice(0, MOST_DEALS)
    .map(describeDealHistory);
  return [...deals, ...describeTouches(facts, now)];
}

function lastMoved({ closedAt, createdAt, state }: DealFacts): number {
  return state === 'open' ? createdAt : (closedAt ?? createdAt);
}

/** `Open deal "Acme platform" (40,000 EUR) at Qualified To Buy, expected to close on 24 Nov`. */
function describeDealHistory(deal: DealFacts): string {
  const amount = deal.amount === null ? '' : ` (${markMoney(deal.amount, deal.currency)})`;
  if (deal.state === 'open') {
    const closes = deal.closedAt === null ? '' : `, expected to close on ${markDay(deal.closedAt)}`;
    return `Open deal "${deal.name}"${amount} at ${deal.stageLabel}${closes}`;
  }
  const when = deal.closedAt === null ? '' : ` on ${markDay(deal.closedAt)}`;
  return `${deal.state === 'won' ? 'Won' : 'Lost'} deal "${deal.name}"${amount}${when}`;
}

/**
 * The last activity of each kind and person, the latest first: `Ana Ruiz: meeting on 12 Nov`. If there are too many, minor
 * ones are left out in favour of others of the last month.
 */
function describeTouches({ people, activities }: AccountFacts, now: number): string[] {
  const names = new Map(people.map(({ contactId, name }) => [contactId, name]));
  const latest: ActivityFact[] = [];
  // Activities are sorted oldest first: read from the end, most are older than those already kept.
  for (let index = activities.length - 1; index >= 0; index -= 1) {
    const activity = activities[index];
    if (activity === undefined || activity.occurredAt > now || !names.has(activity.contactId)) continue;
    if (ACTIVITY_KINDS[activity.type].side === 'theirs') keepNotable(latest, activity, now);
  }
  return latest.sort(compareLatest).map(({ contactId, type, occurredAt, detail }) => {
    const about = detail === null ? '' : ` (${detail})`;
    return `${names.get(contactId)}: ${ACTIVITY_KINDS[type].word} on ${markDay(occurredAt)}${about}`;
  });
}

/** Keeps the latest of each kind and person, the notable ones first, at most `MOST_TOUCHES`. */
function keepNotable(kept: ActivityFact[], activity: ActivityFact, now: number): void {
  const compare = (a: ActivityFact, b: ActivityFact): number =>
    Number(isNotable(b, now)) - Number(isNotable(a, now)) || compareLatest(a, b);
  const last = kept[MOST_TOUCHES - 1];
  if (last !== undefined && compare(activity, last) > 0) return;
  const same = kept.findIndex(({ contactId, type }) => contactId === activity.contactId && type === activity.type);
  const known = kept[same];
  if (known !== undefined && compareLatest(activity, known) > 0) return;
  if (known !== undefined) kept.splice(same, 1);
  kept.push(activity);
  kept.sort(compare).splice(MOST_TOUCHES);
}

function isNotable({ type, occurredAt }: ActivityFact, now: number): boolean {
  return !MINOR.has(type) && occurredAt > now - NOTABLE_FOR_MS;
}

function compareLatest(a: ActivityFact, b: ActivityFact): number {
  return b.occurredAt - a.occurredAt || compareText(a.activityId, b.activityId);
}
