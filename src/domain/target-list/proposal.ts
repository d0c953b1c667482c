import type { Tier } from '../committee/committee-model.ts';

/** The two keys of the target account list (`domain.md` §7). */
export type Side = 'marketing' | 'sales';
export const SIDES = ['marketing', 'sales'] as const satisfies readonly Side[];

/** A change of the list: onto it, off it, or from one tier to another. */
export type ListChange = { kind: 'add' | 'move'; tier: Tier } | { kind: 'remove' };

export interface Approval {
  side: Side;
  by: string;
  /** Epoch ms. */
  at: number;
}

/** The list as it stands is agreed to: from then on it is kept with two keys. */
export interface Adoption {
  kind: 'adopt';
}

export interface Proposal {
  proposalId: string;
  /** `null` where the whole list is meant. */
  companyId: string | null;
  change: ListChange | Adoption;
  /** What it held when the change was proposed. */
  fromTier: Tier | null;
  reason: string;
  evidence: readonly string[];
  /** E-mail address, or `scores` where the scoring proposes. */
  proposedBy: string;
  proposedAt: number;
  status: 'open' | 'approved' | 'rejected' | 'expired' | 'withdrawn';
  approvals: readonly Approval[];
  rejection: (Approval & { reason: string }) | null;
  closedAt: number | null;
}

/** A proposal about which nobody has decided yet. */
export function openProposal<
  T extends Pick<Proposal, 'proposalId' | 'companyId' | 'change' | 'fromTier' | 'reason' | 'evidence'>,
>(asked: T, proposedBy: string, proposedAt: number): T & Proposal {
  return { ...asked, proposedBy, proposedAt, status: 'open', approvals: [], rejection: null, closedAt: null };
}

/** A proposal about one account. */
export interface AccountProposal extends Proposal {
  companyId: string;
  change: ListChange;
}

export const PROPOSED_BY_SCORES = 'scores';

/**
 * What two people decided holds for this long: the scoring neither undoes it nor proposes again what was turned down.
 */
export const DECISION_STANDS_DAYS = 90;

/** Who turns a key: the signed person, and the keys the settings gave them. */
export interface KeyHolder {
  email: string;
  sides: readonly Side[];
}

/** A proposal after an action, or why the action was refused, in words for the person who tried. */
export type Decision = { ok: true; proposal: Proposal } | { ok: false; refusal: string };

/** Narrows to proposals about one account. */
export function isAccountProposal(proposal: Proposal): proposal is AccountProposal {
  return proposal.companyId !== null && proposal.change.kind !== 'adopt';
}

/** Whether two changes come to the same. */
export function isSameChange(one: ListChange, other: ListChange): boolean {
  return one.kind === other.kind && tierAfter(one) === tierAfter(other);
}

/** The tier an account has after a change. */
export function tierAfter(change: ListChange): Tier | null {
  return change.kind === 'remove' ? null : change.tier;
}

/** `side` in words. */
export function describeSide(side: Side): string {
  return side === 'marketing' ? 'Marketing' : 'Sales';
}
