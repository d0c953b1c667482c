import type { Capacity } from './readiness-data.ts';

export type Seats = Record<1 | 2 | 3, number>;

const TIERS = [1, 2, 3] as const;
/** How finely all seats are cut in proportion. */
const SHARES = 10_000;

/** Whether a team has the hours for these seats, and the money where a budget is set. */
export function canWork(seats: Seats, { people, hoursPerWeek, effortHours, budget }: Capacity): boolean {
  const hasHours = costOf(seats, effortHours) <= people * hoursPerWeek;
  return hasHours && (budget === null || costOf(seats, budget.perAccount) <= budget.perQuarter);
}

/**
 * Fewer seats that a team can work. Tier 1 takes the most time, so it alone is cut where one seat of it is left; else all
 * tiers are, in proportion. `null` where those given can be worked, or none can.
 */
export function findWorkableSeats(seats: Seats, capacity: Capacity): Seats | null {
  if (canWork(seats, capacity)) return null;
  const tier1 = findLargest(seats[1], (left) => canWork({ ...seats, 1: left }, capacity));
  if (tier1 > 0) return { ...seats, 1: tier1 };
  const cut = (share: number): Seats => ({
    1: Math.floor((seats[1] * share) / SHARES),
    2: Math.floor((seats[2] * share) / SHARES),
    3: Math.floor((seats[3] * share) / SHARES),
  });
  const found = cut(findLargest(SHARES, (share) => canWork(cut(share), capacity)));
  return TIERS.every((tier) => found[tier] === 0) ? null : found;
}

/** What seats take together, in the unit of what each takes. */
export function costOf(seats: Seats, each: Readonly<Seats>): number {
  return TIERS.reduce((sum, tier) => sum + seats[tier] * each[tier], 0);
}

/** The largest whole number up to `most` that holds, 0 where none does; what holds for one holds for every smaller one. */
function findLargest(most: number, holds: (value: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
