import type { DealFacts } from '../facts.ts';

/** Read for an open deal whose pipeline does not say how likely it is. */
const UNKNOWN_PROBABILITY = 0.5;

/** Read for an amount that is unknown, or that nothing in the portal can be compared with: as good as the typical deal. */
const TYPICAL_SIZE = 0.5;

/**
 * What an account's open deals promise, 0–100 whole, for the priority only: `100 · (1 − Π(1 − probability · size))`, where size is
 * `amount / (amount + typicalDealAmount)`, so the typical deal of the portal (`null` = none known) counts half and no amount counts over 1.
 */
export function computeDealPotential(deals: readonly DealFacts[], typicalDealAmount: number | null): number {
  let doubt = 1;
  for (const { state, amount, probability } of deals) {
    if (state !== 'open') continue;
    const chance = Math.min(1, Math.max(0, probability ?? UNKNOWN_PROBABILITY));
    doubt *= 1 - chance * measureSize(amount, typicalDealAmount);
  }
  return Math.round(100 * (1 - doubt));
}

function measureSize(amount: number | null, typical: number | null): number {
  if (amount === null || typical === null || typical <= 0) return TYPICAL_SIZE;
  return Math.max(0, amount) / (Math.max(0, amount) + typical);
}
