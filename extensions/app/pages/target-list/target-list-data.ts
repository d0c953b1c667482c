/* The target account list that is kept with two keys. Times are ISO 8601, UTC. */

export type Side = 'marketing' | 'sales';
export type ProposalGroup = 'in' | 'up' | 'down' | 'out';
type Tier = 1 | 2 | 3;

/** What `GET /api/pages/target-list` answers with, and every change of the list. */
export interface TargetListData {
  /** Since when both keys are needed; `null` while the list is provisional. */
  keptSince: string | null;
  /**
   * The quarterly refresh: when it was done last, when it is next due, and about how many accounts who looks decided and has not
   * finished; `null` while the list is provisional.
   */
  refresh: { lastAt: string | null; dueAt: string; isDue: boolean; decided: number } | null;
  /** The open proposal to keep the list as it stands. */
  adoption: ProposalKeys | null;
  /** The keys that the viewer holds. */
  sides: Side[];
  /** Who holds which key: names, or addresses where HubSpot knows no name. */
  holders: Record<Side, string[]>;
  /** Whether who looks may give keys, and who else may. */
  mayChange: boolean;
  askWhom: string | null;
  tiers: ListedTier[];
  open: Record<ProposalGroup, number>;
  /** Accounts that one request may propose. */
  mostProposed: number;
  choices: { stages: Choice[]; owners: Choice[]; gaps: Choice[] };
}

/** A tier with the accounts that hold it, and those that open proposals would move out of it. */
export interface ListedTier {
  tier: Tier;
  held: number;
  seats: number;
  /** `only`: which account, where it is one, and where it would go; `null` is off the list. */
  leaving: { count: number; only: { name: string; to: Tier | null } | null };
}

export interface Choice {
  value: string;
  label: string;
}

/** The approvals of a proposal. */
export interface ProposalKeys {
  proposalId: string;
  /** Who approved: a name, or an address if HubSpot knows no name; `null` if nobody has yet. */
  marketing: string | null;
  sales: string | null;
  /** The missing approvals, and who may give each: nobody may give both. */
  waitsFor: { side: Side; who: string[]; isYou: boolean }[];
  /** A name, or an address where HubSpot knows no name; `null` where the scores propose. */
  by: string | null;
  /** An address, `scores`, or `workflow:` and its id. */
  proposedBy: string;
  proposedAt: string;
  expiresAt: string;
}

/** One of what `GET /api/pages/target-list/proposals?group=&after=` answers with. */
export interface QueuedProposal extends ProposalKeys {
  companyId: string;
  name: string;
  fromTier: Tier | null;
  toTier: Tier | null;
  reason: string;
  evidence: string[];
  /** What speaks against it and is to be looked at first, in short forms: "surging", "open deal of US$164,500". */
  cautions: string[];
}

export interface QueueData {
  proposals: QueuedProposal[];
  /** The value of `after` for the next page, `null` on the last page. */
  next: string | null;
}

/** What `POST /api/pages/target-list/propose` answers with. */
export interface ProposedData {
  list: TargetListData;
  /** Accounts, by id, whose change is proposed now. */
  proposed: string[];
  /** Accounts for which nothing was proposed, and why. */
  refused: { companyId: string; why: string }[];
}

/** What `POST /api/pages/target-list/decide` answers with. */
export interface DecidedData {
  list: TargetListData;
  /** Proposals that were approved or rejected. */
  done: number;
  /** Why the others were not; each reason once. */
  refusals: string[];
}
