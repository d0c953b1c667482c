import type { Generated } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { AccountProposal, Approval, Proposal } from '../../domain/target-list/proposal.ts';
import type { Json, NullableTime, Time } from './column-types.ts';

/* The target account list. */

/** A portal without a row has a provisional list. */
export interface TargetListTable {
  portal_id: number;
  kept_since: Time;
  proposal_id: string;
  refreshed_at: NullableTime;
}

export interface ListMemberTable {
  portal_id: number;
  company_id: string;
  /** Whether it is on the list, or left it. */
  listed: boolean;
  since: Time;
  /** Which proposal of people or of the scoring decided so; `null` where it applied by itself. */
  proposal_id: string | null;
  /** Until when people's decision holds against the scoring. */
  stands_until: NullableTime;
}

/** What somebody decided in a quarterly refresh they have not finished. */
export interface RefreshDecisionTable {
  portal_id: number;
  /** E-mail address, in lower case. */
  decided_by: string;
  company_id: string;
  from_tier: Tier | null;
  to_tier: Tier | null;
  verdict: 'accept' | 'reject';
  decided_at: Time;
}

export interface ProposalTable {
  portal_id: number;
  proposal_id: string;
  seq: Generated<number>;
  company_id: string | null;
  change: Json<Proposal['change']>;
  from_tier: Tier | null;
  reason: string;
  evidence: Json<readonly string[]>;
  proposed_by: string;
  proposed_at: Time;
  status: Proposal['status'];
  approvals: Json<readonly Approval[]>;
  rejection: Json<AccountProposal['rejection']>;
  closed_at: NullableTime;
}
