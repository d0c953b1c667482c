import type { TargetListData } from './target-list-data.ts';
import type { KeptDecision, RefreshData, ReviewedChange, SuggestedChange, Verdict } from './target-refresh-data.ts';

/** What was decided so far, by company id. */
export type Decisions = Readonly<Partial<Record<string, Verdict>>>;
export type StepId = 'in' | 'out' | 'move';

/** The step at which a change is decided. */
export function stepOf({ group }: SuggestedChange): StepId {
  return group === 'up' || group === 'down' ? 'move' : group;
}

/** How many are not decided. */
export function countUndecided(changes: readonly SuggestedChange[], decisions: Decisions): number {
  return changes.filter(({ companyId }) => decisions[companyId] === undefined).length;
}

/** The changes that were decided so. */
export function listDecided(
  changes: readonly SuggestedChange[],
  decisions: Decisions,
  verdict: Verdict,
): ReviewedChange[] {
  return changes
    .filter(({ companyId }) => decisions[companyId] === verdict)
    .map(({ companyId, toTier }) => ({ companyId, tier: toTier }));
}

/** The decisions with these accounts decided so, or undecided again. */
export function decideAll(
  decisions: Decisions,
  changes: readonly SuggestedChange[],
  verdict: Verdict | null,
): Decisions {
  return { ...decisions, ...Object.fromEntries(changes.map(({ companyId }) => [companyId, verdict ?? undefined])) };
}

/** How many accounts each tier has now, and once all that is accepted took effect. */
export function countSeats(
  tiers: TargetListData['tiers'],
  changes: readonly SuggestedChange[],
  decisions: Decisions,
): { tier: number; seats: number; held: number; after: number }[] {
  const accepted = changes.filter(({ companyId }) => decisions[companyId] === 'accept');
  return tiers.map(({ tier, seats, held }) => {
    const arriving = accepted.filter(({ toTier }) => toTier === tier).length;
    const leaving = accepted.filter(({ fromTier }) => fromTier === tier).length;
    return { tier, seats, held, after: held + arriving - leaving };
  });
}

/** What was decided when the refresh was left last. */
export function listKept({ changes }: RefreshData): Decisions {
  return Object.fromEntries(changes.map(({ companyId, verdict }) => [companyId, verdict ?? undefined]));
}

/** What is sent of changes that were decided so. */
export function toKept(changes: readonly SuggestedChange[], verdict: Verdict | null): KeptDecision[] {
  return changes.map(({ companyId, fromTier, toTier }) => ({ companyId, fromTier, toTier, verdict }));
}

/** Of two decisions about the same account the later one. */
export function mergeKept(earlier: readonly KeptDecision[], later: readonly KeptDecision[]): KeptDecision[] {
  return [...new Map([...earlier, ...later].map((each) => [each.companyId, each])).values()];
}
