import type { Tier } from '../committee/committee-model.ts';
import type { AccountProposal, ListChange } from './proposal.ts';
import { PROPOSED_BY_SCORES, isSameChange } from './proposal.ts';

/** Which changes the scoring may make by itself; everything else needs both keys. */
export interface AutoApply {
  addTo: readonly Tier[];
  moveTo: readonly Tier[];
  remove: boolean;
}

/** Moves inside and into Tier 3 (`domain.md` §7). */
export const DEFAULT_AUTO_APPLY: AutoApply = { addTo: [3], moveTo: [3], remove: false };

/** What an account holds on the list, and what the scoring would give it. */
export interface ScoredPosition {
  companyId: string;
  /** `null` is off the list. */
  held: Tier | null;
  wanted: Tier | null;
  reason: string;
  evidence: readonly string[];
}

export interface ScoredChange extends ScoredPosition {
  change: ListChange;
}

/** A change that people turned down, or let expire, not long ago. */
export interface TurnedDown {
  companyId: string;
  change: ListChange;
}

export interface ChangePlan {
  /** To be carried out at once. */
  apply: ScoredChange[];
  /** To be proposed: nothing of the kind is open. */
  propose: ScoredChange[];
  /** Open proposals of the scoring that no longer hold, by id. */
  withdraw: string[];
}

/**
 * What follows from a scoring once the list is kept with two keys: changes that apply by themselves, new proposals, and those of the
 * scoring's own that are to be taken back. What a person proposed is left to people, and an account with an open proposal of theirs
 * gets no second one; what was turned down is not proposed, and not left open.
 */
export function planChanges(
  positions: readonly ScoredPosition[],
  open: readonly AccountProposal[],
  auto: AutoApply,
  turnedDown: readonly TurnedDown[] = [],
): ChangePlan {
  const plan: ChangePlan = { apply: [], propose: [], withdraw: [] };
  const refused = Map.groupBy(turnedDown, ({ companyId }) => companyId);
  const openByCompany = Map.groupBy(open, ({ companyId }) => companyId);
  for (const position of positions) {
    const change = findChange(position);
    const pending = openByCompany.get(position.companyId) ?? [];
    const own = pending.filter(({ proposedBy }) => proposedBy === PROPOSED_BY_SCORES);
    const isProposed = change !== null && own.some((proposal) => isSameChange(proposal.change, change));
    const appliesAlone = change !== null && mayApply(change, auto);
    const isRefused =
      change !== null &&
      refused.get(position.companyId)?.some((former) => isSameChange(former.change, change)) === true;
    // One that is both open and refused: a merge of companies brought them together.
    const outdated = own.filter(
      (proposal) => change === null || appliesAlone || isRefused || !isSameChange(proposal.change, change),
    );
    plan.withdraw.push(...outdated.map(({ proposalId }) => proposalId));
    if (change === null) continue;
    if (appliesAlone) plan.apply.push({ ...position, change });
    else if (!isProposed && !isRefused && pending.length === own.length) plan.propose.push({ ...position, change });
  }
  return plan;
}

/** The change from what is held to what is wanted; `null` where they are the same. */
export function findChange({ held, wanted }: Pick<ScoredPosition, 'held' | 'wanted'>): ListChange | null {
  if (held === wanted) return null;
  if (wanted === null) return { kind: 'remove' };
  return { kind: held === null ? 'add' : 'move', tier: wanted };
}

/** Whether a change needs no keys. */
export function mayApply(change: ListChange, auto: AutoApply): boolean {
  if (change.kind === 'remove') return auto.remove;
  return (change.kind === 'add' ? auto.addTo : auto.moveTo).includes(change.tier);
}
