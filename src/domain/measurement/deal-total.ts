import type { DealTotal, MeasuredDeal } from './measurement-types.ts';

/** How many deals these are, and what is known of their amounts together. */
export function totalDeals(deals: readonly MeasuredDeal[]): DealTotal {
  return { amount: deals.reduce((sum, { amount }) => sum + (amount ?? 0), 0), deals: deals.length };
}
