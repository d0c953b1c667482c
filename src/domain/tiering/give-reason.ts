import { groupThousands } from '../group-thousands.ts';
import { isEligible } from './rank-candidates.ts';
import type { RankedCandidate, Seat } from './rank-candidates.ts';
import type { TierRule } from './tiering-model.ts';

/**
 * Why an account has its tier, in words: its place in the tier above where it competed there, else the floor that kept it out;
 * `rules` from the highest tier to the lowest. A place counts the accounts that competed for the tier named.
 */
export function giveReason(entry: RankedCandidate, rules: readonly TierRule[]): string {
  const { seat } = entry;
  const own = rules.find(({ tier }) => tier === seat?.tier);
  if (seat === null || own === undefined) return explainNone(entry, rules);
  const beyond = seat.beyondSeats ? `, beyond its ${describeSeats(own.seats)}` : '';
  return `Tier ${seat.tier}: ${explainSeat(entry, seat, own, rules)}${beyond}`;
}

function explainSeat(entry: RankedCandidate, seat: Seat, own: TierRule, rules: readonly TierRule[]): string {
  const { rule, place, ruleBefore, placeBefore } = entry;
  if (seat.pinned) return 'pinned';
  if (rule === null || !isEligible(entry, own)) return `${compareFit(entry, own)}, kept for its minimum stay`;
  if (ruleBefore !== null) return describePlace(ruleBefore, placeBefore);
  const above = rules.findLast(({ tier }) => tier < seat.tier);
  const why = above === undefined ? countSeats(own) : `${compareFit(entry, above)} for Tier ${above.tier}`;
  const kept = place > own.seats ? ', kept as a holder' : '';
  return `rank ${groupThousands(place)}, ${why}${kept}`;
}

function explainNone(entry: RankedCandidate, rules: readonly TierRule[]): string {
  const { candidate, rule, place } = entry;
  if (candidate.disqualifiedBy !== null) return `not eligible: disqualified (${candidate.disqualifiedBy})`;
  if (rule !== null) return `no tier: ${describePlace(rule, place)}`;
  const lowest = rules.toSorted((a, b) => a.fitFloor - b.fitFloor)[0];
  return `not eligible: ${lowest === undefined ? 'the model has no tiers' : compareFit(entry, lowest)}`;
}

/** An account inside the seats by its place alone was kept out by holders: by their bonus, their minimum stay or a pin. */
function describePlace(rule: TierRule, place: number): string {
  const seats =
    place > rule.seats
      ? countSeats(rule)
      : `Tier ${rule.tier}'s ${describeSeats(rule.seats)} ${rule.seats === 1 ? 'is' : 'are'} held`;
  return `rank ${groupThousands(place)}, ${seats}`;
}

function countSeats({ tier, seats }: TierRule): string {
  return `Tier ${tier} has ${describeSeats(seats)}`;
}

function describeSeats(seats: number): string {
  return seats === 1 ? '1 seat' : `${groupThousands(seats)} seats`;
}

function compareFit({ candidate }: RankedCandidate, { fitFloor }: TierRule): string {
  return candidate.fit === null ? 'fit is unknown' : `fit ${candidate.fit} < ${fitFloor}`;
}
