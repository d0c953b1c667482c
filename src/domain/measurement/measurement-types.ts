import type { Tier } from '../committee/committee-model.ts';
import type { Interval } from '../statistics/proportion.ts';

/** What is measured of one account; times are epoch ms. */
export interface MeasuredAccount {
  companyId: string;
  name: string;
  /** `null` is off the target account list. */
  tier: Tier | null;
  /** Since when it is on the list (in any tier); `null` off it. */
  listedSince: number | null;
  contacts: number;
  /** Somebody there did something with us, or we reached somebody, in the last 90 days. */
  reached: boolean;
  engagement: number;
  coverage: number;
  deals: readonly MeasuredDeal[];
}

export interface MeasuredDeal {
  dealId: string;
  amount: number | null;
  state: 'open' | 'won' | 'lost';
  createdAt: number;
  closedAt: number | null;
  /** Somebody of the buying committee was active while it was open. */
  influenced: boolean;
}

export interface MeasurementModel {
  /** An account counts as covered from this many contacts. */
  coveredFromContacts: number;
  /** And as engaged from this engagement. */
  engagedFrom: number;
  /** Days before outcomes of a tier mean anything; tier 1 takes the portal's own sales cycle where it is known. */
  clockDays: Readonly<Record<Tier, number>>;
  /** Revenue aimed at in the period, in the portal's currency; `null` where nobody set one. */
  revenueGoal: number | null;
}

export interface Period {
  from: number;
  to: number;
}

/** A share with its count and its 95 % Wilson interval; `share` is `null` where there is nothing to count. */
export interface Rate extends Interval {
  successes: number;
  n: number;
  share: number | null;
}

/** A middle value with what it is the middle of. */
export interface Median {
  value: number | null;
  n: number;
}

export interface Clock {
  /** Days since the group's program began; `null` off the list. */
  day: number | null;
  of: number;
  tooEarly: boolean;
  /** "too early: day 45 of 180"; `null` where its time has come. */
  note: string | null;
}

export type GroupId = 'tier_1' | 'tier_2' | 'tier_3' | 'on_list' | 'off_list';

export interface GroupMeasures {
  group: GroupId;
  accounts: number;
  contactCoverage: Rate;
  reach: Rate;
  engagementRate: Rate;
  /** Mean coverage of the required roles, 0–100. */
  roleCoverage: { mean: number | null; n: number };
  pipelineCreated: { amount: number; deals: number };
  pipelineInfluenced: { amount: number; deals: number };
  /** Accounts that opened a deal in the period, of those that had none open when it began. */
  conversion: Rate;
  winRate: Rate;
  /** Days from creation to winning. */
  velocityDays: Median;
  dealSize: Median;
  revenue: { amount: number; deals: number; share: number | null };
  clock: Clock;
  /** The accounts behind the figures, by measure. */
  behind: Readonly<Record<'covered' | 'reached' | 'engaged' | 'converted' | 'won', readonly string[]>>;
}

/** Difference on the list minus off it, with Newcombe's 95 % interval. */
export interface Difference extends Interval {
  measure: 'contactCoverage' | 'reach' | 'engagementRate' | 'conversion' | 'winRate';
  difference: number | null;
  /** Whether the interval leaves out "no difference" and the clock has run. */
  holds: boolean;
  note: string | null;
}

export interface ProgramMeasures {
  period: Period;
  groups: readonly GroupMeasures[];
  differences: readonly Difference[];
  goal: { goal: number; won: number; share: number } | null;
}
