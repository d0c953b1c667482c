import { describeDeal } from '../committee/leading-deal.ts';
import { DAY_MS } from '../day-ms.ts';
import { listCountedRoles } from '../engagement/counted-roles.ts';
import { forecastEngagement } from '../engagement/forecast-score.ts';
import type { AccountFacts } from '../facts.ts';
import { totalIntent } from '../intent/score-intent.ts';
import type { Model } from '../model/model.ts';
import { findClosingDeal } from '../plays/closing-deal.ts';
import type { AccountResult } from '../scores.ts';
import { explainWeek, type WeekChange } from './explain-week.ts';
import { describeHistory } from './describe-history.ts';
import { forecastExit, type StageExit } from './forecast-exit.ts';
import { forecastFall, type ScoreFall } from './forecast-fall.ts';

/** How an account got here and where it is heading: what moved it this week, and what happens if nobody acts. */
export interface AccountOutlook {
  week: WeekChange;
  /** Intent 0–100 seven days ago, from the signals received by then. */
  intentWeekAgo: number;
  exit: StageExit | null;
  /** Absent if an earlier release computed the outlook. */
  fall?: ScoreFall | null;
  /** The open deal that closes first, within days; absent if an earlier release computed the outlook. */
  closing?: { deal: string; at: number } | null;
  /** Sentences for the brief before a call. */
  history: string[];
}

/** The outlook of a computed account at `now` (epoch ms), the moment it was computed for. */
export function outlookOf(facts: AccountFacts, result: AccountResult, model: Model, now: number): AccountOutlook {
  const roles = new Map(facts.people.map((person) => [person.contactId, listCountedRoles(person, model.committee)]));
  const roleOf = (contactId: string) => roles.get(contactId) ?? [];
  const engagementAt = forecastEngagement(facts, roleOf, model.engagement, now);
  return {
    week: explainWeek(facts, result.engagement, roleOf, model.engagement, now),
    intentWeekAgo: totalIntent(facts.signals, model.intent, now - 7 * DAY_MS),
    closing: findClosing(facts, now),
    history: describeHistory(facts, now),
    exit: forecastExit(facts, result, engagementAt, model, now),
    fall: forecastFall(facts, result, engagementAt, model, now),
  };
}

function findClosing(facts: AccountFacts, now: number): { deal: string; at: number } | null {
  const deal = findClosingDeal(facts, now);
  return deal === null || deal.closedAt === null ? null : { deal: describeDeal(deal), at: deal.closedAt };
}
