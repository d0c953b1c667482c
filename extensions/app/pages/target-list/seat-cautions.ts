import type { HeldTier } from 'roundtable-ui/full-tier.ts';
import { CAUTION } from './target-list-texts.ts';

/** A change of an account's tier; `null` is off the list. */
export interface Move {
  fromTier: number | null;
  toTier: number | null;
}

interface CautiousMove extends Move {
  cautions: readonly string[];
}

/** What is decided about a change: an approved one counts whatever speaks against it, a rejected one not at all. */
type DecidedSo = 'accept' | 'reject' | undefined;

/**
 * The same changes, in the same order; those that would come into a tier without a free seat carry that as a caution.
 * Counted are the changes that nothing speaks against and those approved already: approving what carries no caution brings
 * no tier over its seats, nor an overfull one further. The last of those that come in wait first; who moves down or leaves never waits.
 */
export function addSeatCautions<Change extends CautiousMove>(
  changes: readonly Change[],
  tiers: readonly HeldTier[],
  decidedSo: (change: Change) => DecidedSo = () => undefined,
): Change[] {
  const counted = new Set(
    changes.filter((change) => {
      const decided = decidedSo(change);
      return decided === 'accept' || (decided === undefined && change.cautions.length === 0);
    }),
  );
  const lastFirst = [...changes].reverse();
  const waiting = new Set<Change>();
  const mayWait = (change: Change, tier: number): boolean =>
    counted.has(change) && change.toTier === tier && isUp(change) && decidedSo(change) === undefined;
  const findNext = (): Change | undefined =>
    countAfter(tiers, [...counted])
      .filter(({ after, seats }) => after > seats)
      .map(({ tier }) => lastFirst.find((change) => mayWait(change, tier)))
      .find((change) => change !== undefined);
  for (let next = findNext(); next !== undefined; next = findNext()) {
    counted.delete(next);
    waiting.add(next);
  }
  return changes.map((change) =>
    waiting.has(change) ? { ...change, cautions: [...change.cautions, CAUTION.noSeat(change.toTier)] } : change,
  );
}

/** How many accounts each tier holds now, and once these changes took effect. */
export function countAfter<Tier extends HeldTier>(
  tiers: readonly Tier[],
  moves: readonly Move[],
): (Tier & { after: number })[] {
  return tiers.map((tier) => {
    const arriving = moves.filter(({ toTier }) => toTier === tier.tier).length;
    const leaving = moves.filter(({ fromTier }) => fromTier === tier.tier).length;
    return { ...tier, after: tier.held + arriving - leaving };
  });
}

function isUp({ fromTier, toTier }: Move): boolean {
  return toTier !== null && (fromTier === null || toTier < fromTier);
}
