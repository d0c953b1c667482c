import type { AccountFacts } from '../../../src/domain/facts.ts';

/**
 * What is known of an account at `now`, as if all of it had been known at `at` already (epoch ms): what the app makes of it
 * when it scores the account then. No half-life or threshold is passed in between.
 */
export function asOf(facts: AccountFacts, at: number, now: number): AccountFacts {
  const known = (time: number): number => (time <= now ? Math.min(time, at) : time);
  return {
    ...facts,
    activities: facts.activities.map((each) => ({ ...each, occurredAt: known(each.occurredAt) })),
    signals: facts.signals.map((each) => ({ ...each, occurredAt: known(each.occurredAt) })),
    openTickets: (facts.openTickets ?? []).map((each) => ({ ...each, openedAt: known(each.openedAt) })),
  };
}
