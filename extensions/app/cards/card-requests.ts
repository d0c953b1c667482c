import type { Tier } from './card-data.ts';

/* What the cards' clicks post. */

/** The most characters of a reason to stop a play, and of a placeholder or a line of the plan; the server's limits have these types. */
export const MOST_STOP_REASON = 300;
export const MOST_NOTE = 300;

export const DISMISS_REASONS = ['not_relevant', 'already_doing', 'wrong_person', 'bad_timing', 'other'] as const;
export type DismissReason = (typeof DISMISS_REASONS)[number];

/** Bodies of the card's POSTs; each carries a `requestId` made once per click, so that a repeat changes nothing. */
export interface StartPlayRequest {
  companyId: string;
  playId: string;
  requestId: string;
}
export interface StopPlayRequest {
  companyId: string;
  runId: string;
  reason: string;
  requestId: string;
}
export interface EnrolRequest {
  companyId: string;
  runId: string;
  /** From 0. */
  step: number;
  requestId: string;
}
export interface SnoozePlayRequest {
  companyId: string;
  playId: string;
  days: 7 | 14 | 30;
  requestId: string;
}
export interface DismissPlayRequest {
  companyId: string;
  playId: string;
  reason: DismissReason;
  requestId: string;
}
export interface RateTextRequest {
  companyId: string;
  textId: string;
  helpful: boolean;
  requestId: string;
}
export interface UndoPlayFeedbackRequest {
  companyId: string;
  playId: string;
  requestId: string;
}
export interface DecideRoleRequest {
  companyId: string;
  contactId: string;
  role: string;
  decision: 'confirmed' | 'rejected';
  requestId: string;
}

/** Undoes a decision: `undoes` is the id of its request. */
export interface UndoRoleRequest {
  companyId: string;
  contactId: string;
  role: string;
  undoes: string;
  requestId: string;
}
/** `note: null` removes the placeholder. */
export interface PlaceholderRequest {
  companyId: string;
  role: string;
  note: string | null;
  requestId: string;
}
export const PLAN_KINDS = ['objective', 'initiative', 'competitor'] as const;
export interface NoteInPlanRequest {
  companyId: string;
  kind: (typeof PLAN_KINDS)[number];
  text: string;
  requestId: string;
}
export interface DropFromPlanRequest {
  companyId: string;
  itemId: string;
  requestId: string;
}
export interface ProposeAccountRequest {
  companyId: string;
  tier: Tier;
  reason: string;
  requestId: string;
}
export interface WithdrawProposalRequest {
  companyId: string;
  proposalId: string;
  requestId: string;
}
