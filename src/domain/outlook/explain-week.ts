import { ACTIVITY_KINDS, wordActs } from '../committee/touches.ts';
import { DAY_MS } from '../day-ms.ts';
import { explainEngagementChange } from '../engagement/explain-change.ts';
import type { RoleLookup } from '../engagement/account-depth.ts';
import type { EngagementModel } from '../engagement/engagement-model.ts';
import type { AccountFacts, ActivityFact } from '../facts.ts';
import { isWithin } from '../is-within.ts';
import type { EngagementResult } from '../scores.ts';

/** What moved engagement in the last seven days. */
export interface WeekChange {
  /** Whole points by what is new; with `decayed` the difference to the score a week ago. */
  gained: number;
  /** Whole points that what was there before lost by growing older, never positive. */
  decayed: number;
  /** How many people did something that counts. */
  people: number;
  /** What they did, what brings most first: "demo or sales request", "2 meetings". At most three. */
  acts: string[];
}

const WEEK_DAYS = 7;
const MOST_ACTS = 3;

/** The change of engagement as scored against seven days before `now` (epoch ms), by the roles and the model of now. */
export function explainWeek(
  { people, activities }: Pick<AccountFacts, 'people' | 'activities'>,
  { total, weekAgo }: Pick<EngagementResult, 'total' | 'weekAgo'>,
  roleOf: RoleLookup,
  model: EngagementModel,
  now: number,
): WeekChange {
  const after = { people, activities, roleOf, model, at: now, total };
  const before = { ...after, at: now - WEEK_DAYS * DAY_MS, total: weekAgo };
  const { decay, activity } = explainEngagementChange(before, after);
  const members = new Set(people.map(({ contactId }) => contactId));
  const counted = activities.filter(
    ({ contactId, type, occurredAt }) =>
      members.has(contactId) && isWithin(occurredAt, WEEK_DAYS, now) && isCounted(type, model),
  );
  const doers = new Set(counted.map(({ contactId }) => contactId));
  return { gained: activity, decayed: decay, people: doers.size, acts: nameActs(counted, model) };
}

function isCounted(type: ActivityFact['type'], { weights }: EngagementModel): boolean {
  return ACTIVITY_KINDS[type].side === 'theirs' && weights[type].channel !== 'none' && weights[type].points > 0;
}

function nameActs(counted: readonly ActivityFact[], { weights }: EngagementModel): string[] {
  return [...Map.groupBy(counted, ({ type }) => type)]
    .map(([type, acts]) => ({ type, count: acts.length, points: acts.length * weights[type].points }))
    .sort((a, b) => b.points - a.points)
    .slice(0, MOST_ACTS)
    .map(({ type, count }) => wordActs(type, count));
}
