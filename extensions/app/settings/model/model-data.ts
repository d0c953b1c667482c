/** What `GET /api/settings/model` answers with, and every change of the model but its preview. Times are ISO 8601, UTC. */
export interface ModelData {
  active: ModelVersion;
  draft: ModelVersion | null;
  /** Those that scored before, newest first; the active one and the draft are not among them. */
  earlier: ModelSummary[];
  /** What a draft can begin as, besides the versions. */
  starts: { id: string; label: string; description: string }[];
  /** Company properties that the model names and this account does not have: they count as unknown. */
  unknownProperties: string[];
  /** The roles by the names they have in this account. */
  roles: RoleChoice[];
  /** Options that this account added to HubSpot's buying role: they count as what the model says. */
  otherRoles: RoleChoice[];
  mayChange: boolean;
  /** Who may; `null` if unknown. */
  askWhom: string | null;
}

export interface RoleChoice {
  value: string;
  label: string;
}

export interface ModelSummary {
  version: number;
  name: string;
  /** The version it was made from. */
  basedOn: number | null;
  /** Rises with every change of the draft. */
  revision: number;
  changedAt: string;
  /** A name, or an address where HubSpot knows no name. */
  changedBy: string;
  /** The last time it became the one that scores; `null` where it never was. */
  activatedAt: string | null;
  activatedBy: string | null;
  /** How it differs from the version it was made from, or the one before it; `null` of the first. */
  difference: VersionDifference | null;
}

/** What one version has that the version `against` has not. */
export interface VersionDifference {
  against: number;
  /** Parts of the model: `tiering`, `fit` … */
  parts: string[];
  /** Tiers with other seats or another floor of fit. */
  tiers: {
    tier: 1 | 2 | 3;
    before: { seats: number; fitFloor: number };
    after: { seats: number; fitFloor: number };
  }[];
}

export interface ModelVersion extends ModelSummary {
  model: ModelContent;
}

export type TierKey = 1 | 2 | 3 | 'none';

/** All that an admin decides about scoring. */
export interface ModelContent {
  name: string;
  fit: { criteria: readonly Criterion[]; disqualifiers: readonly Disqualifier[] };
  engagement: EngagementContent;
  intent: {
    halfLifeDays: number;
    /** Of sources whose signals age otherwise. */
    sourceHalfLives?: Readonly<Record<string, number>>;
    sourceWeights: Readonly<Record<string, number>>;
    defaultWeight: number;
  };
  committee: CommitteeContent;
  stage: StageContent;
  tiering: TieringContent;
}

export interface Criterion {
  id: string;
  label: string;
  /** Internal name of a company property. */
  property: string;
  bands: readonly Band[];
}

/** The first band whose condition holds gives its points. */
export interface Band {
  label: string;
  when: Condition;
  points: number;
}

export interface Disqualifier {
  id: string;
  label: string;
  property: string;
  when: Condition;
}

export type Condition =
  | { kind: 'oneOf'; values: readonly string[] }
  | { kind: 'range'; min?: number; max?: number }
  | { kind: 'containsAny'; values: readonly string[] }
  | { kind: 'known' }
  | { kind: 'isTrue' }
  | { kind: DayKind; days: number }
  | { kind: 'before' | 'after'; date: string };

/** Conditions on a date that count days from today. */
export type DayKind = 'withinDays' | 'inNextDays' | 'inLastDays' | 'overDaysAhead' | 'overDaysAgo';

export interface EngagementContent {
  weights: Readonly<Record<string, { channel: string; points: number; halfLifeDays: number }>>;
  dailyLimit: number;
  channelCap: number;
  personCap: number;
  roleWeights: Readonly<Record<string, number>>;
  depthDecay: number;
  halfScoreDepth: number;
}

export interface CommitteeContent {
  requiredRoles: Readonly<Record<TierKey, readonly { role: string; weight: number }[]>>;
  /** The role that an option counts as which the account added itself. */
  optionRoles?: Readonly<Record<string, string>>;
  engagedWithinDays: number;
  reachedWithinDays: number;
  staleRoleMonths: number;
}

export interface StageContent {
  version: number;
  stages: readonly { id: string; label: string; definition: string; when: object }[];
  fallbackMargin: number;
  fallbackDwellDays: number;
}

export interface TieringContent {
  priorityWeights: { fit: number; engagement: number; intent: number; dealPotential: number };
  rules: readonly { tier: 1 | 2 | 3; seats: number; fitFloor: number }[];
  incumbencyBonus: number;
  dwellDays: number;
  dwellEndsUnderFloor: number;
}

/** What `GET /api/settings/model/preview` answers with. */
export interface PreviewData {
  /** `none`: to be asked for, since the version changed or another was activated. */
  state: 'none' | 'working' | 'ready';
  /** Accounts scored, of how many. */
  done: number;
  total: number | null;
  at: string | null;
  preview: Preview | null;
}

/** A version against the active one: the same accounts at the same moment under both. */
export interface Preview {
  accounts: number;
  tiers: { tier: 1 | 2 | 3 | null; before: number; after: number; enter: number; leave: number }[];
  /** By the tier they would hold, then by the one they hold, the highest first, then by name; of so many in all. */
  tierMoves: { companyId: string; name: string; from: 1 | 2 | 3 | null; to: 1 | 2 | 3 | null }[];
  tierMovesTotal: number;
  stageMoves: { companyId: string; name: string; from: string; to: string }[];
  stageMovesTotal: number;
  fitChanges: { n: number; atLeast: number; meanChange: number };
  summary: string;
  /** Accounts that would be proposed for a tier, or to leave the list, and wait for both keys; `null` where it is provisional. */
  proposed: { tier: 1 | 2 | 3 | null; accounts: number }[] | null;
  /** Properties that were not read of so many companies yet, where they count as unknown. */
  unread: { property: string; companies: number }[];
}

/** What a draft begins as. */
export type DraftSource = { kind: 'active' } | { kind: 'start'; id: string } | { kind: 'version'; version: number };
