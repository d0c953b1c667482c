import type { Explained } from '../explanation.ts';
import type { RoleId } from '../facts.ts';

export type RoleState = 'engaged' | 'reached' | 'identified' | 'suggested' | 'placeholder' | 'missing';
export type EvidenceSource = 'set_in_hubspot' | 'deal_label' | 'confirmed' | 'title' | 'behaviour';

export interface RoleEvidence {
  source: EvidenceSource;
  strength: number;
  /** Epoch ms of the evidence, `null` where HubSpot does not say. */
  at: number | null;
  stale: boolean;
}

/** One person's claim to one role. */
export interface RoleCandidate {
  contactId: string;
  name: string;
  title: string | null;
  role: RoleId;
  /** 0–1, evidence fused by noisy-or. */
  confidence: number;
  evidence: readonly RoleEvidence[];
  state: RoleState;
  /** Latest activity with this person, epoch ms: their own for who is engaged, else of either side. */
  lastTouchAt: number | null;
  lastTouch: string | null;
  /**
   * Emails to them bounce, so they may have left. Absent if they do not, or if an earlier release stored the result.
   */
  bounced?: boolean;
}

export interface RoleCoverage {
  role: RoleId;
  weight: number;
  required: boolean;
  state: RoleState;
  /** 0–1: what the role counts, after the rule that a person counts fully in one role and half in any other. */
  value: number;
  candidates: readonly RoleCandidate[];
}

export const RISK_IDS = [
  'single_threaded',
  'champion_gone',
  'champion_quiet',
  'blocker_engaged',
  'tier1_no_sponsor',
  'no_budget_holder_late',
] as const;
export type RiskId = (typeof RISK_IDS)[number];

export interface Risk {
  id: RiskId;
  /** A sentence a rep reads: "One engaged person on an open deal of €40,000". */
  sentence: string;
}

export interface CommitteeResult {
  coverage: Explained;
  /** Required roles first, by the weight of the gap; then other held roles. */
  roles: readonly RoleCoverage[];
  missingRoles: readonly RoleId[];
  risks: readonly Risk[];
}
