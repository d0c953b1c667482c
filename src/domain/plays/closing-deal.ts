import { findLeadingDeal } from '../committee/leading-deal.ts';
import type { Expression } from '../condition/expression.ts';
import { DAY_MS } from '../day-ms.ts';
import type { AccountFacts, DealFacts } from '../facts.ts';

/** What is to happen within so many days goes before what has time. */
const CLOSING_DAYS = 14;

/** The open deal that is expected to close first within the next days; `null` where none is. */
export function findClosingDeal({ deals }: Pick<AccountFacts, 'deals'>, now: number): DealFacts | null {
  const [first] = deals
    .filter((deal) => deal.state === 'open' && closesSoon(deal, now))
    .sort((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0));
  return first ?? null;
}

/** When (epoch ms) the deal that a trigger is about closes, where that is within days; `null` else. */
export function findCloseOf(when: Expression, facts: AccountFacts, now: number): number | null {
  const deal = isAboutOpenDeal(when) ? findLeadingDeal(facts) : null;
  return deal !== null && closesSoon(deal, now) ? deal.closedAt : null;
}

function closesSoon({ closedAt }: DealFacts, now: number): boolean {
  return closedAt !== null && closedAt > now && closedAt <= now + CLOSING_DAYS * DAY_MS;
}

/** Whether it asks for an open deal, or for a risk that there is only with one. */
function isAboutOpenDeal(when: Expression): boolean {
  if ('all' in when) return when.all.some(isAboutOpenDeal);
  if ('any' in when) return when.any.every(isAboutOpenDeal);
  if ('risk' in when) return when.risk === 'single_threaded' || when.risk === 'no_budget_holder_late';
  return 'deal' in when && when.deal.state === 'open';
}
