import { findLeadingDeal } from '../committee/leading-deal.ts';
import { DAY_MS } from '../day-ms.ts';
import type { AccountFacts } from '../facts.ts';
import { startOfDay } from '../local-time.ts';
import type { DealAhead, PlayDefinition, PlayStep } from './play-types.ts';

/** A step for today has some hours: HubSpot calls a task overdue the moment it is due. */
const TODAY_MS = 4 * 3_600_000;

interface Timed {
  steps: readonly Pick<PlayStep, 'dueInDays'>[];
  deal?: DealAhead;
}

/**
 * The account's leading open deal, where it is expected to close after `now`: whatever is done at an account with an open
 * deal is done for it, but a play for another deal, or one that holds back. `null` where there is none.
 */
export function findDealAhead(
  { aim }: Pick<PlayDefinition, 'aim'>,
  facts: AccountFacts,
  now: number,
): DealAhead | null {
  const deal = aim.kind === 'deal' || aim.kind === 'pause' ? null : findLeadingDeal(facts);
  if (deal === null || deal.closedAt === null || deal.closedAt <= now) return null;
  const { name, closedAt: closesAt } = deal;
  return { name, closesAt, lastAt: startOfDay(closesAt, facts.timeZone) - 1 };
}

/**
 * In how many days each step is due if the play is started at `now` (epoch ms): as it is written, drawn together where that is later than
 * the day before the deal closes. None is due before today, and none before one that it followed.
 */
export function listDueDays({ steps, deal }: Timed, now: number): number[] {
  const days = steps.map(({ dueInDays }) => dueInDays);
  const last = Math.max(0, ...days);
  if (deal === undefined || deal.closesAt <= now) return days;
  const most = Math.max(0, Math.floor((deal.lastAt - now) / DAY_MS));
  return last <= most ? days : days.map((each) => Math.floor((each * most) / last));
}

/** When the task of each step is due (epoch ms) if the play is started at `now`; never after the deal closes. */
export function listDueTimes(play: Timed, now: number): number[] {
  const { deal } = play;
  const hours = deal === undefined || deal.closesAt <= now ? TODAY_MS : Math.min(TODAY_MS, deal.closesAt - now);
  return listDueDays(play, now).map((days) => now + Math.max(days * DAY_MS, hours));
}
