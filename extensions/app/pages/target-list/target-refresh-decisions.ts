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
