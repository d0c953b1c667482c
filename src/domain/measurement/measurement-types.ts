import type { Tier } from '../committee/committee-model.ts';
import type { StageId } from '../stage/stage-ids.ts';
import type { Mean } from '../statistics/mean.ts';
import type { Median } from '../statistics/median.ts';
import type { Interval } from '../statistics/proportion.ts';

/** What is measured of one account; times are epoch ms. */
export interface MeasuredAccount {
  companyId: string;
  /** `null` is off the target account list. */
  tier: Tier | null;
  /** Since when it is on the list (in any tier); `null` off it. */
  listedSince: number | null;
  stage: StageId;
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
  /** Deals are counted over so many days up to now. */
  periodDays: number;
  /** An account counts as covered from this many contacts. */
  coveredFromContacts: number;
  /** And as engaged from this engagement. */
  engagedFrom: number;
  /** Days before outcomes of a tier mean anything; tier 1 takes the portal's own sales cycle where it is known. */
  clockDays: Readonly<Record<Tier, number>>;
}

/** What a goal is set for. */
export const CALENDAR_UNITS = ['quarter', 'year'] as const;
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

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

/** Deals and the sum of those amounts that are known. */
export interface DealTotal {
  amount: number;
  deals: number;
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
  roleCoverage: Mean;
  pipelineCreated: DealTotal;
  /** Of it what was created once the account was on the list; a measurement from before that was counted has none. */
  pipelineSinceListed?: DealTotal;
  pipelineInfluenced: DealTotal;
  /** Accounts that opened a deal in the period, of those that had none open when it began. */
  conversion: Rate;
  winRate: Rate;
  /** Days from creation to winning. */
  velocityDays: Median;
  dealSize: Median;
  revenue: DealTotal & { share: number | null };
  /** How many accounts are in each stage. */
  stages: Readonly<Partial<Record<StageId, number>>>;
  clock: Clock;
}

/** What an account may count for: it is behind each figure of its group that counts these. */
export const COUNTED_FOR = [
  'covered',
  'reached',
  'engaged',
  'converted',
  'pipeline',
  'influenced',
  'won',
  'lost',
] as const;
export type CountedFor = (typeof COUNTED_FOR)[number];

/** One account as the figures counted it. */
export interface CountedAccount {
  companyId: string;
  tier: Tier | null;
  stage: StageId;
  countedFor: CountedFor[];
  /** Amounts of the deals created in the period, and of those won in it. */
  pipeline: number;
  revenue: number;
}

/** Difference on the list minus off it, with Newcombe's 95 % interval. */
export interface Difference extends Interval {
  measure: 'contactCoverage' | 'reach' | 'engagementRate' | 'conversion' | 'winRate';
  difference: number | null;
  /** Whether the interval leaves out "no difference" and the clock has run. */
  holds: boolean;
  note: string | null;
}

/** What was won since a calendar period began: by all accounts, and by those on the list. */
export interface RevenueSoFar {
  period: Period;
  all: DealTotal;
  onList: DealTotal;
}

export interface ProgramMeasures {
  period: Period;
  groups: readonly GroupMeasures[];
  differences: readonly Difference[];
  revenue: Readonly<Record<CalendarUnit, RevenueSoFar>>;
}
