import { listCountedRoles } from '../../src/domain/engagement/counted-roles.ts';
import type { EngagementModel } from '../../src/domain/engagement/engagement-model.ts';
import { scoreEngagement } from '../../src/domain/engagement/score-engagement.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import {
  computeAuc,
  liftByDecile,
  type Auc,
  type Decile,
  type ScoredOutcome,
} from '../../src/domain/statistics/ranking.ts';

const DAY_MS = 86_400_000;
const WINDOW_DAYS = 30;
const MOST_CUTS = 12;
/** So much must have been observed before a cut, or every account looks quiet. */
const OBSERVED_DAYS = 60;

interface Cut {
  at: number;
  scored: ScoredOutcome[];
}

export interface EngagementEvaluation {
  cuts: { at: number; n: number; opened: number; auc: Auc | null }[];
  /** Account-months of all cuts, and how many of them opened a deal. */
  n: number;
  opened: number;
  auc: Auc | null;
  top: Decile | null;
  /** Activities that any of it could be scored from, and all there are. */
  activities: { used: number; all: number };
}

/**
 * How engagement at a moment ranks the accounts that opened a deal in the 30 days that followed, among those that had none
 * open: for up to twelve moments that do not overlap, each scored from what had happened by then.
 */
export function evaluateEngagement(
  accounts: readonly AccountFacts[],
  model: EngagementModel,
  asOf: number,
): EngagementEvaluation {
  const first = accounts.reduce(
    (least, { activities }) => Math.min(least, activities[0]?.occurredAt ?? least),
    Infinity,
  );
  const cuts: Cut[] = [];
  for (let index = 1; index <= MOST_CUTS; index += 1) {
    const at = asOf - index * WINDOW_DAYS * DAY_MS;
    if (at < first + OBSERVED_DAYS * DAY_MS) break;
    cuts.push({ at, scored: scoreAt(accounts, model, at) });
  }
  const all = cuts.flatMap(({ scored }) => scored);
  const times = accounts.flatMap(({ activities }) => activities.map(({ occurredAt }) => occurredAt));
  const latest = cuts[0]?.at ?? Number.NEGATIVE_INFINITY;
  return {
    cuts: cuts.map(({ at, scored }) => ({ at, n: scored.length, opened: countWon(scored), auc: computeAuc(scored) })),
    n: all.length,
    opened: countWon(all),
    auc: computeAuc(all),
    top: liftByDecile(all)[0] ?? null,
    activities: { used: times.filter((time) => time <= latest).length, all: times.length },
  };
}

function scoreAt(accounts: readonly AccountFacts[], model: EngagementModel, at: number): ScoredOutcome[] {
  return accounts.flatMap(({ people, activities, deals, createdAt }) => {
    const isOpen = deals.some((deal) => deal.createdAt <= at && (deal.state === 'open' || (deal.closedAt ?? 0) > at));
    if (createdAt > at || isOpen) return [];
    const roles = new Map(people.map((person) => [person.contactId, listCountedRoles(person)]));
    const past = activities.filter(({ occurredAt }) => occurredAt <= at);
    const { total } = scoreEngagement(people, past, (contactId) => roles.get(contactId) ?? [], model, at);
    const until = at + WINDOW_DAYS * DAY_MS;
    return [{ score: total, won: deals.some((deal) => deal.createdAt > at && deal.createdAt <= until) }];
  });
}

function countWon(scored: readonly ScoredOutcome[]): number {
  return scored.filter(({ won }) => won).length;
}
