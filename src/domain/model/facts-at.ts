import type { AccountFacts, DealFacts } from '../facts.ts';

/**
 * What was known of an account at an earlier moment `at` (epoch ms), as far as facts are dated: what people did, signals, deals by
 * their dates, and roles by when they were set. Company properties, titles, names and who belongs to the account are not dated: they are
 * as now. Of a deal that closed since it is only known that it was open.
 */
export function factsAt(facts: AccountFacts, at: number): AccountFacts {
  const isBy = (time: number): boolean => time <= at;
  const deals = facts.deals.flatMap((deal) => dealAt(deal, at));
  const dealIds = new Set(deals.map(({ dealId }) => dealId));
  return {
    ...facts,
    people: facts.people.map((person) => ({
      ...person,
      dealLabels: person.dealLabels.filter(({ dealId }) => dealIds.has(dealId)),
      buyingRoles: person.buyingRoles.filter(({ setAt }) => setAt === null || isBy(setAt)),
      ...(person.otherRoles === undefined
        ? {}
        : { otherRoles: person.otherRoles.filter(({ setAt }) => setAt === null || isBy(setAt)) }),
      roleDecisions: person.roleDecisions.filter(({ decidedAt }) => isBy(decidedAt)),
    })),
    ...(facts.formerPeople === undefined
      ? {}
      : { formerPeople: facts.formerPeople.filter(({ leftAt }) => isBy(leftAt)) }),
    activities: facts.activities.filter(({ occurredAt }) => isBy(occurredAt)),
    signals: facts.signals.filter(({ occurredAt }) => isBy(occurredAt)),
    deals,
    playRuns: facts.playRuns.filter(({ startedAt }) => isBy(startedAt)),
    playFeedback: facts.playFeedback.filter(({ givenAt }) => isBy(givenAt)),
  };
}

function dealAt(deal: DealFacts, at: number): DealFacts[] {
  if (deal.createdAt > at) return [];
  if (deal.state === 'open' || deal.closedAt === null || deal.closedAt <= at) return [deal];
  return [{ ...deal, state: 'open', probability: null }];
}
