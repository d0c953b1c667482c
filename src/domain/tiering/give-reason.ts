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

interface TierReason {
  reason: string;
  rank: number | null;
}

const numberFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/**
 * Why an account has its tier, in words, and the place they name; `rules` from the highest tier to the lowest. It names what decided:
 * the place in the tier above, where it competed there, else the floor that kept it out.
 */
export function giveReason(entry: RankedCandidate, seat: Seat | null, rules: readonly TierRule[]): TierReason {
  if (seat === null) return explainNone(entry, rules);
  const own = rules.find(({ tier }) => tier === seat.tier);
  const above = rules.findLast(({ tier }) => tier < seat.tier);
  const name = `Tier ${seat.tier}`;
  const beyond = seat.beyondSeats ? `, beyond its ${formatNumber(own?.seats ?? 0)} seats` : '';
  if (seat.pinned) return { reason: `${name}: pinned${beyond}`, rank: null };
  if (own !== undefined && !isEligible(entry, own)) {
    return { reason: `${name}: ${compareFit(entry, own)}, kept for its minimum stay${beyond}`, rank: null };
  }
  const aboveRank = above === undefined ? undefined : entry.places[above.tier];
  if (above !== undefined && aboveRank !== undefined) {
    return { reason: `${name}: ${placeIn(above, aboveRank)}${beyond}`, rank: aboveRank };
  }
  const rank = entry.places[seat.tier] ?? null;
  const kept = own !== undefined && rank !== null && rank > own.seats ? ', kept as a holder' : beyond;
  const floor = above === undefined ? '' : `, ${compareFit(entry, above)} for Tier ${above.tier}`;
  const seats = own === undefined ? '' : `, ${name} has ${formatNumber(own.seats)} seats`;
  return { reason: `${name}: rank ${formatNumber(rank ?? 0)}${floor === '' ? seats : floor}${kept}`, rank };
}

function explainNone(entry: RankedCandidate, rules: readonly TierRule[]): TierReason {
  const { disqualifiedBy } = entry.candidate;
  if (disqualifiedBy !== null) return { reason: `not eligible: disqualified (${disqualifiedBy})`, rank: null };
  const lowest = rules.toSorted((a, b) => a.fitFloor - b.fitFloor)[0];
  if (lowest === undefined) return { reason: 'not eligible: the model has no tiers', rank: null };
  const rule = rules.findLast(({ tier }) => entry.places[tier] !== undefined);
  const rank = rule === undefined ? undefined : entry.places[rule.tier];
  if (rule === undefined || rank === undefined) {
    return { reason: `not eligible: ${compareFit(entry, lowest)}`, rank: null };
  }
  return { reason: `no tier: ${placeIn(rule, rank)}`, rank };
}

/** An account inside the seats by its place alone was kept out by holders: by their bonus, their minimum stay or a pin. */
function placeIn({ tier, seats }: TierRule, rank: number): string {
  const size = formatNumber(seats);
  const seatsText = rank > seats ? `Tier ${tier} has ${size} seats` : `Tier ${tier}'s ${size} seats are held`;
  return `rank ${formatNumber(rank)}, ${seatsText}`;
}

function compareFit({ candidate }: RankedCandidate, { fitFloor }: TierRule): string {
  return candidate.fit === null ? 'fit is unknown' : `fit ${formatNumber(candidate.fit)} < ${formatNumber(fitFloor)}`;
}

function formatNumber(value: number): string {
  return numberFormat.format(value);
}
