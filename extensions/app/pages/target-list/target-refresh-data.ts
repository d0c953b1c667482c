import type { ProposalGroup, Side, TargetListData } from './target-list-data.ts';

/* The quarterly refresh of the target account list. Times are ISO 8601, UTC. */

type Tier = 1 | 2 | 3;

/** What `GET /api/pages/target-list/refresh` answers with. */
export interface RefreshData {
  /** The highest tiers first, then by rank. */
  changes: SuggestedChange[];
  /** How many more there are than are shown. */
  left: number;
  /** Changes that people turned down in the last quarter, which are not suggested again. */
  turnedDown: number;
  /** What who looks decided about accounts that none of `changes` is about any more. */
  gone: (FormerDecision & { companyId: string; name: string })[];
  /** Colleagues who decided about so many and have not finished: names, or addresses where HubSpot knows no name. */
  others: { name: string; decided: number }[];
}

export type Verdict = 'accept' | 'reject';

/** A decision and the change it was about; `null` is off the list. */
export interface FormerDecision {
  verdict: Verdict;
  fromTier: Tier | null;
  toTier: Tier | null;
}

export interface SuggestedChange {
  companyId: string;
  name: string;
  group: ProposalGroup;
  /** `null` is off the list. */
  fromTier: Tier | null;
  toTier: Tier | null;
  reason: string;
  evidence: string[];
  /** What speaks against it and is to be looked at first, in short forms: "surging", "open deal of US$164,500". */
  cautions: string[];
  /** The proposal that is open about the account: the keys turned for this very change, or that another change waits. */
  open: { isSame: boolean; keys: Side[]; proposedBy: string } | null;
  /** What who looks decided about it; `null` where they have not, or about another change. */
  verdict: Verdict | null;
  /** What they decided about the account when another change of it was suggested. */
  former: FormerDecision | null;
}

/** What `POST /api/pages/target-list/refresh/keep` is sent: what somebody decided so far, for them alone. */
export interface KeepRequest {
  decisions: KeptDecision[];
}

/** A change as it was shown, and what was decided about it; `null` takes it back. */
export interface KeptDecision {
  companyId: string;
  fromTier: Tier | null;
  toTier: Tier | null;
  verdict: Verdict | null;
}

/** What it answers with: of how many accounts a decision of theirs is kept. */
export interface KeptData {
  decided: number;
}

/** What `POST /api/pages/target-list/refresh` is sent; what is in neither list is left as it is. */
export interface RefreshRequest {
  requestId: string;
  /** The key that is turned; `null` of who holds none. */
  side: Side | null;
  accept: ReviewedChange[];
  reject: ReviewedChange[];
  /** Why those are rejected; may be empty where none is. */
  reason: string;
}

export interface ReviewedChange {
  companyId: string;
  tier: Tier | null;
}

/** What it answers with. */
export interface RefreshedData {
  list: TargetListData;
  /** Wait for a key. */
  proposed: number;
  /** Took effect, since the other key was turned before. */
  approved: number;
  rejected: number;
  refusals: string[];
}
