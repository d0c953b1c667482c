import { compareText } from '../compare-text.ts';
import type { AccountFacts, DealFacts } from '../facts.ts';
import { markMoney } from '../marked-values.ts';

/**
 * Probability of a deal stage from which it is late: in HubSpot's default pipeline `Presentation Scheduled` (0.6),
 * when there is a proposal on the table. A stage without a probability is not known to be late.
 */
const LATE_DEAL_PROBABILITY = 0.6;

/** The open deal that is furthest along: highest probability, then amount; `null` where none is open. */
export function findLeadingDeal(facts: AccountFacts): DealFacts | null {
  const [first] = facts.deals
    .filter(({ state }) => state === 'open')
    .sort(
      (a, b) =>
        (b.probability ?? 0) - (a.probability ?? 0) ||
        (b.amount ?? 0) - (a.amount ?? 0) ||
        compareText(a.dealId, b.dealId),
    );
  return first ?? null;
}

/** A deal as a sentence names it: `"Acme platform" (40,000 EUR)`. */
export function describeDeal({ name, amount, currency }: DealFacts): string {
  return amount === null ? `"${name}"` : `"${name}" (${markMoney(amount, currency)})`;
}

/** Whether the deal's stage is late enough that money and signatures are talked about. */
export function isLate({ probability }: DealFacts): boolean {
  return (probability ?? 0) >= LATE_DEAL_PROBABILITY;
}
