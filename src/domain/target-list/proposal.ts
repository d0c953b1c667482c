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

export interface Proposal {
  proposalId: string;
  companyId: string;
  change: ListChange;
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

export const PROPOSED_BY_SCORES = 'scores';

/** Who turns a key: the signed person, and the keys the settings gave them. */
export interface KeyHolder {
  email: string;
  sides: readonly Side[];
}

/** A proposal after an action, or why the action was refused, in words for the person who tried. */
export type Decision = { ok: true; proposal: Proposal } | { ok: false; refusal: string };

/** `side` in words. */
export function describeSide(side: Side): string {
  return side === 'marketing' ? 'Marketing' : 'Sales';
}
