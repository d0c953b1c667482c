import { DECISION_STANDS_DAYS } from '../target-list/proposal.ts';
import { markNumber } from '../marked-values.ts';
import { isEligible } from './rank-candidates.ts';
import type { RankedCandidate, Seat } from './rank-candidates.ts';
import type { TierRule, TieringModel } from './tiering-model.ts';

/** A rule, and what is said of it at every account. */
interface WordedRule {
  rule: TierRule;
  above: TierRule | undefined;
  /** "25 seats" */
  seats: string;
}

/** A place as a reason names it, marked or formatted (`marked-values.ts`). */
const PLACE = /\brank(?:ed)? (⟦\d+⟧|[\d,]*\d)(?:st|nd|rd|th)?/g;

/** What people decided with both keys, against the scores. */
const PINNED = `pinned by marketing and sales for ${DECISION_STANDS_DAYS} days, or until both decide otherwise`;

/** What the reasons of all accounts of a portal are worded by. */
export interface ReasonWords {
  byRule: ReadonlyMap<TierRule, WordedRule>;
  byTier: ReadonlyMap<number, WordedRule>;
  lowestFloor: TierRule | undefined;
  /** Why an account has its seat though others rank before it, or though its fit fell under the floor. */
  keeps: Record<'stay' | 'priority', string>;
}

/** Words the rules, from the highest tier to the lowest, once. */
export function wordRules(
  rules: readonly TierRule[],
  { dwellDays, incumbencyBonus }: Pick<TieringModel, 'dwellDays' | 'incumbencyBonus'>,
): ReasonWords {
  const days = dwellDays === 1 ? 'day' : `${markNumber(dwellDays)} days`;
  const points = incumbencyBonus === 1 ? '1 point' : `${markNumber(incumbencyBonus)} points`;
  const giveWay = `it gives way only to an account more than ${points} ahead in the ranking`;
  const worded = rules.map((rule): WordedRule => {
    const seats = rule.seats === 1 ? '1 seat' : `${markNumber(rule.seats)} seats`;
    const above = rules.findLast(({ tier }) => tier < rule.tier);
    return { rule, above, seats };
  });
  return {
    byRule: new Map(worded.map((each) => [each.rule, each])),
    byTier: new Map(worded.map((each) => [each.rule.tier, each])),
    lowestFloor: rules.toSorted((a, b) => a.fitFloor - b.fitFloor)[0],
    keeps: { stay: dwellDays > 0 ? `it keeps its seat for its first ${days}` : giveWay, priority: giveWay },
  };
}

/**
 * Why an account has its tier, in words: its place in the line for the tier above where it waits there; else its rank among the seats
 * of its own tier, and the floor that kept it out of the one above. A rank for a tier counts the accounts that its floor lets compete
 * and that have no better seat: the same rank for two tiers is that of two accounts.
 */
export function giveReason(entry: RankedCandidate, words: ReasonWords): string {
  const { seat } = entry;
  const own = seat === null ? undefined : words.byTier.get(seat.tier);
  if (seat === null || own === undefined) return explainNone(entry, words);
  const beyond = seat.beyondSeats ? `, beyond its ${own.seats}` : '';
  return `Tier ${seat.tier}: ${explainSeat(entry, seat, own, words)}${beyond}`;
}

function explainSeat(entry: RankedCandidate, seat: Seat, own: WordedRule, words: ReasonWords): string {
  const { rule, place, ruleBefore, placeBefore } = entry;
  if (seat.by === 'pin') return PINNED;
  // Who has just come into a tier, with the bonus of who held a better one, begins its minimum stay.
  const keeps = words.keeps[entry.heldTier === seat.tier ? seat.by : 'stay'];
  if (rule === null || !isEligible(entry, own.rule)) return `${compareFit(entry, own.rule)}; ${keeps}`;
  if (ruleBefore !== null) return describePlace(ruleBefore, placeBefore, words);
  const { above } = own;
  const isWithin = place <= own.rule.seats;
  const line = `rank ${markNumber(place)}${isWithin ? ` of ${own.seats}` : `, Tier ${seat.tier} has ${own.seats}`}`;
  const why = above === undefined ? '' : `; ${compareFit(entry, above)} for Tier ${above.tier}`;
  return `${line}${why}${isWithin ? '' : `; ${keeps}`}`;
}

function explainNone(entry: RankedCandidate, words: ReasonWords): string {
  const { disqualifiedBy, rule, place } = entry;
  if (disqualifiedBy !== null) return `not eligible: disqualified (${disqualifiedBy})`;
  if (rule !== null) return `no tier: ${describePlace(rule, place, words)}`;
  const { lowestFloor } = words;
  return `not eligible: ${lowestFloor === undefined ? 'the model has no tiers' : compareFit(entry, lowestFloor)}`;
}

/**
 * An account whose place alone would give it a seat was kept out by holders: by their bonus, their minimum stay or a
 * pin.
 */
function describePlace(rule: TierRule, place: number, { byRule }: ReasonWords): string {
  const seats = byRule.get(rule)?.seats ?? '';
  const ranked = `ranked ${markNumber(place)}${suffixOf(place)} for`;
  if (place > rule.seats) return `${ranked} ${seats.replace(' ', ` Tier ${rule.tier} `)}`;
  return `${ranked} Tier ${rule.tier}, but its ${seats} ${rule.seats === 1 ? 'is' : 'are'} held`;
}

/** "st" of 21st, "th" of 11th. */
function suffixOf(place: number): string {
  const tens = place % 100;
  if (tens >= 11 && tens <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][place % 10] ?? 'th';
}

function compareFit({ fit }: RankedCandidate, { fitFloor }: TierRule): string {
  return fit === null ? 'fit is unknown' : `fit ${fit} < ${fitFloor}`;
}

/** A reason, marked or written, but for the place: that moves with every account that passes by. */
export function withoutPlace(reason: string): string {
  return reason.replaceAll(PLACE, 'rank');
}
