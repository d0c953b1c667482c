import type { Tier } from '../committee/committee-model.ts';
import { DAY_MS } from '../day-ms.ts';
import { giveReason, wordRules, type ReasonWords } from './give-reason.ts';
import { PRIORITY_STEPS, isEligible, rankCandidates } from './rank-candidates.ts';
import type { RankedCandidate, Seat, TierCandidate } from './rank-candidates.ts';
import type { TierRule, TieringModel } from './tiering-model.ts';

export interface TierAssignment {
  companyId: string;
  tier: Tier | null;
  /** Since when it holds the tier, epoch ms; `null` without a tier. */
  tierSince: number | null;
  /** 0–100, the dimensions weighed together; orders accounts here and is shown nowhere else. */
  priority: number;
  /** Place by priority among the accounts that may have a tier, from 1; `null` for the others. `reason` counts only those that may have the tier it names. */
  rank: number | null;
  reason: string;
  /** Seated by a pin or by dwell though the tier's seats are taken. */
  beyondSeats: boolean;
}

/**
 * Sizes the tiers to their seats (`domain.md` §6) at `now` (epoch ms), the highest tier first. In each tier pinned and dwelling holders
 * are seated first; the seats that are left go by priority, holders of that tier or a better one with the bonus. Answers in
 * the order of `candidates`.
 */
export function assignTiers(candidates: readonly TierCandidate[], model: TieringModel, now: number): TierAssignment[] {
  const ranked = rankCandidates(candidates, model);
  const rules = [...model.rules].sort((a, b) => a.tier - b.tier);
  for (const rule of rules) seatTier(ranked, rule, model, now);
  const assignments: TierAssignment[] = Array.from({ length: candidates.length });
  const words = wordRules(rules, model);
  for (const entry of ranked) assignments[entry.index] = conclude(entry, words, now);
  return assignments;
}

function seatTier(ranked: readonly RankedCandidate[], rule: TierRule, model: TieringModel, now: number): void {
  const { tier } = rule;
  const contenders: RankedCandidate[] = [];
  let taken = 0;
  const seat = (entry: RankedCandidate, by: Seat['by']): void => {
    entry.seat = { tier, by, beyondSeats: taken >= rule.seats };
    taken += 1;
  };
  for (const entry of ranked) {
    if (entry.seat !== null) continue;
    if (isEligible(entry, rule) && !isPinnedBelow(entry, tier)) {
      contenders.push(entry);
      compete(entry, rule, contenders.length);
    }
    if (entry.heldTier !== tier || entry.disqualifiedBy !== null) continue;
    if (entry.pinned || isDwelling(entry, rule, model, now)) seat(entry, entry.pinned ? 'pin' : 'stay');
  }
  for (const entry of takeBest(contenders, rule.seats - taken, tier, model)) seat(entry, 'priority');
}

function compete(entry: RankedCandidate, rule: TierRule, place: number): void {
  entry.ruleBefore = entry.rule;
  entry.placeBefore = entry.place;
  entry.rule = rule;
  entry.place = place;
}

/** The best `count` without a seat by priority, holders of `tier` or better with the bonus; at a tie the holder stays. */
function takeBest(
  ranked: readonly RankedCandidate[],
  count: number,
  tier: Tier,
  model: TieringModel,
): RankedCandidate[] {
  const bonusSteps = Math.round(model.incumbencyBonus * PRIORITY_STEPS);
  // More than `count` of either are never wanted, of what may be hundreds of thousands; nor is anybody ranked behind so many holders.
  const holders: RankedCandidate[] = [];
  const others: RankedCandidate[] = [];
  for (const entry of ranked) {
    if (entry.seat !== null) continue;
    const peers = holdsAtLeast(entry, tier) ? holders : others;
    if (peers.length < count) peers.push(entry);
    if (holders.length >= count) break;
  }
  const best: RankedCandidate[] = [];
  let holderIndex = 0;
  while (best.length < count) {
    const holder = holders[holderIndex];
    const other = others[best.length - holderIndex];
    if (holder !== undefined && (other === undefined || holder.steps + bonusSteps >= other.steps)) {
      best.push(holder);
      holderIndex += 1;
    } else if (other === undefined) break;
    else best.push(other);
  }
  return best;
}

function holdsAtLeast({ heldTier }: RankedCandidate, tier: Tier): boolean {
  return heldTier !== null && heldTier <= tier;
}

/** A pin keeps an account where it is: it does not rise either. */
function isPinnedBelow({ pinned, heldTier }: RankedCandidate, tier: Tier): boolean {
  return pinned && heldTier !== null && heldTier > tier;
}

function isDwelling(entry: RankedCandidate, rule: TierRule, model: TieringModel, now: number): boolean {
  const { heldSince } = entry;
  if (heldSince === null || entry.floorFit < rule.fitFloor - model.dwellEndsUnderFloor) return false;
  return now - heldSince < model.dwellDays * DAY_MS;
}

function conclude(entry: RankedCandidate, words: ReasonWords, now: number): TierAssignment {
  const { companyId, seat } = entry;
  const heldSince = seat?.tier === entry.heldTier ? entry.heldSince : null;
  return {
    companyId,
    tier: seat?.tier ?? null,
    tierSince: seat === null ? null : (heldSince ?? now),
    priority: entry.steps / PRIORITY_STEPS,
    rank: entry.rank,
    reason: giveReason(entry, words),
    beyondSeats: seat?.beyondSeats ?? false,
  };
}
