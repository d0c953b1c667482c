import type { Tier } from '../committee/committee-model.ts';
import type { Risk, RiskId, RoleCoverage, RoleState } from '../committee/coverage-types.ts';
import type { AccountPlan, ActivityFact, ActivityType, DealFacts, PlanKind, RoleId, SignalFact } from '../facts.ts';
import type { PropertyCondition } from './property-condition.ts';
import type { StageId } from '../stage/stage-ids.ts';

/**
 * A condition over what is known of an account, as data: stages and plays are defined by it, and an admin edits it without code. A
 * part that cannot be judged (a fit nobody knows, an empty property) is unknown, which is neither yes nor no.
 */
export type Expression = { all: readonly Expression[] } | { any: readonly Expression[] } | { not: Expression } | Leaf;

export type Leaf =
  /** A score 0–100: at least `min` and under `under`. */
  | { score: ScoreName; min?: number; under?: number }
  | { flag: FlagName }
  | { tier: readonly (Tier | 'none')[] }
  | { stage: readonly StageId[] }
  | { risk: RiskId }
  | { role: RoleId; state: readonly RoleState[] }
  /** A company property of the portal, by the conditions of fit criteria. */
  | { property: string; when: PropertyCondition }
  /** So many acts in the last days; at least one where nothing is said. */
  | ({ activity: ActivityFilter; withinDays: number } & CountBounds)
  | { signal: SignalFilter; withinDays: number }
  | { deal: DealFilter }
  /** The team's plan of the account notes something of a kind. */
  | { plan: PlanFilter }
  /** So many accounts of its cluster are warm; unknown for one in no cluster. */
  | { cluster: { warmAtLeast: number } };

export const SCORE_NAMES = ['fit', 'engagement', 'intent', 'coverage'] as const;
export type ScoreName = (typeof SCORE_NAMES)[number];

/** `customer`: a won deal, or HubSpot's lifecycle stage says so. */
export const FLAG_NAMES = ['surging', 'customer'] as const;
export type FlagName = (typeof FLAG_NAMES)[number];

export interface CountBounds {
  atLeast?: number;
  atMost?: number;
}

/**
 * Whose acts: what they did (`theirs`), what we sent, dialled or held (`outreach`), and what we spent without an answer (`effort`:
 * sent, dialled in vain, shown as an ad).
 */
export const ACTIVITY_SIDES = ['theirs', 'outreach', 'effort'] as const;
export type ActivitySide = (typeof ACTIVITY_SIDES)[number];

export interface ActivityFilter {
  by: ActivitySide;
  types?: readonly ActivityType[];
  /** Whole words, any of which its detail holds. */
  words?: readonly string[];
}

export interface SignalFilter {
  minStrength?: number;
  sources?: readonly string[];
  /** Whole words, any of which its topic holds. */
  words?: readonly string[];
}

export interface DealFilter {
  state: DealFacts['state'];
  /** Of its pipeline stage, 0–1; a stage without one is unknown. */
  minProbability?: number;
  /** Days since it closed, from and to. */
  closedFromDays?: number;
  closedToDays?: number;
}

export interface PlanFilter {
  part: PlanKind;
  /** Whole words, any of which it holds. */
  words?: readonly string[];
}

/** What an expression is judged by; `null` is unknown. */
export interface ConditionContext {
  scores: Readonly<Record<ScoreName, number | null>>;
  surging: boolean;
  tier: Tier | null;
  stage: StageId | null;
  roles: readonly Pick<RoleCoverage, 'role' | 'state'>[];
  risks: readonly Risk[];
  properties: Readonly<Record<string, string | null>>;
  activities: readonly ActivityFact[];
  signals: readonly SignalFact[];
  deals: readonly Pick<DealFacts, 'state' | 'probability' | 'closedAt'>[];
  /** Absent where nobody planned: then nothing is noted. */
  plan?: AccountPlan;
  /** How many accounts of its cluster are warm; absent for one in no cluster. */
  warmInCluster?: number;
  /** Epoch ms. */
  now: number;
  /** The portal's (IANA name). */
  timeZone: string;
}
