import type { Tier } from '../committee/committee-model.ts';
import { isEligible } from './rank-candidates.ts';
import type { RankedCandidate } from './rank-candidates.ts';
import type { TierRule } from './tiering-model.ts';

/** How an account came to its tier. */
export interface Seat {
  tier: Tier;
  pinned: boolean;
  /** Seated by a pin or its minimum stay though the tier's seats are taken. */
  beyondSeats: boolean;
}

const numberFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/**
 * Why an account has its tier, in words: its place in the tier above where it competed there, else the floor that kept it out;
 * `rules` from the highest tier to the lowest. A place counts the accounts that competed for the tier named.
 */
export function giveReason(entry: RankedCandidate, seat: Seat | null, rules: readonly TierRule[]): string {
  const own = rules.find(({ tier }) => tier === seat?.tier);
  if (seat === null || own === undefined) return explainNone(entry, rules);
  const beyond = seat.beyondSeats ? `, beyond its ${formatNumber(own.seats)} seats` : '';
  return `Tier ${seat.tier}: ${explainSeat(entry, seat, own, rules)}${beyond}`;
}

function explainSeat(entry: RankedCandidate, seat: Seat, own: TierRule, rules: readonly TierRule[]): string {
  if (seat.pinned) return 'pinned';
  if (!isEligible(entry, own)) return `${compareFit(entry, own)}, kept for its minimum stay`;
  const above = rules.findLast(({ tier }) => tier < seat.tier);
  const placeAbove = above === undefined ? undefined : entry.places[above.tier];
  if (above !== undefined && placeAbove !== undefined) return `rank ${describePlace(above, placeAbove)}`;
  const place = entry.places[own.tier] ?? 0;
  const why = above === undefined ? countSeats(own) : `${compareFit(entry, above)} for Tier ${above.tier}`;
  return `rank ${formatNumber(place)}, ${why}${place > own.seats ? ', kept as a holder' : ''}`;
}

function explainNone(entry: RankedCandidate, rules: readonly TierRule[]): string {
  const { disqualifiedBy } = entry.candidate;
  if (disqualifiedBy !== null) return `not eligible: disqualified (${disqualifiedBy})`;
  const rule = rules.findLast(({ tier }) => entry.places[tier] !== undefined);
  const place = rule === undefined ? undefined : entry.places[rule.tier];
  if (rule !== undefined && place !== undefined) return `no tier: rank ${describePlace(rule, place)}`;
  const lowest = rules.toSorted((a, b) => a.fitFloor - b.fitFloor)[0];
  return `not eligible: ${lowest === undefined ? 'the model has no tiers' : compareFit(entry, lowest)}`;
}

/** An account inside the seats by its place alone was kept out by holders: by their bonus, their minimum stay or a pin. */
function describePlace(rule: TierRule, place: number): string {
  const isFull = place > rule.seats;
  return `${formatNumber(place)}, ${isFull ? countSeats(rule) : `Tier ${rule.tier}'s ${formatNumber(rule.seats)} seats are held`}`;
}

function countSeats({ tier, seats }: TierRule): string {
  return `Tier ${tier} has ${formatNumber(seats)} seats`;
}

function compareFit({ candidate }: RankedCandidate, { fitFloor }: TierRule): string {
  return candidate.fit === null ? 'fit is unknown' : `fit ${formatNumber(candidate.fit)} < ${formatNumber(fitFloor)}`;
}

function formatNumber(value: number): string {
  return numberFormat.format(value);
}
