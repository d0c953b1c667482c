/** What `GET /api/program` answers with; `null` before the program was measured for the first time. */
export type ProgramData = MeasuredProgram | null;

/** Times are ISO 8601, UTC; amounts are in the portal's currency. */
export interface MeasuredProgram {
  /** The time for which scores were computed. */
  asOf: string;
  measuredAt: string;
  /** Approximately when it is measured automatically at the latest. */
  nextAt: string;
  /** Whether the viewer may have it measured now. */
  mayMeasure: boolean;
  /** ISO 4217 */
  currency: string;
  /** Deals are counted from then on. */
  since: string;
  /** The tiers, then all on the list, then all off it. */
  groups: ProgramGroup[];
  differences: ProgramDifference[];
  /** What the accounts on the list were before; `null` in the first week. */
  earlier: { asOf: string; onList: ProgramGroup } | null;
  /** The accounts on the list, the last measurement of each week, the oldest first. */
  weeks: ProgramWeek[];
  /** From the lowest to the highest. */
  stages: { id: string; label: string }[];
  /** Who moved most in seven days; `null` if nothing was scored when it was measured. */
  movers: ProgramMover[] | null;
  /** `null` if nobody set one. */
  goal: ProgramGoal | null;
  /** How many accounts have a different tier by now, and whether a different model is active; `null` if neither. */
  changed: { accounts: number; model: boolean } | null;
}

export interface ProgramWeek {
  at: string;
  /** 0–100; `null` if nothing is known. */
  roleCoverage: number | null;
  /** Shares of 0–1. */
  engaged: number | null;
  reached: number | null;
}

export type ProgramGroupId = 'tier_1' | 'tier_2' | 'tier_3' | 'on_list' | 'off_list';

export interface ProgramGroup {
  group: ProgramGroupId;
  accounts: number;
  contactCoverage: Rate;
  reach: Rate;
  engagementRate: Rate;
  /** Mean coverage of the required roles, 0–100. */
  roleCoverage: Middle;
  pipelineCreated: DealTotal;
  /** The part created after the account came onto the list; missing if that was not counted yet. */
  pipelineSinceListed?: DealTotal;
  pipelineInfluenced: DealTotal;
  /** Accounts that opened a deal. */
  conversion: Rate;
  winRate: Rate;
  /** Median days from creation to winning. */
  velocityDays: Middle;
  dealSize: Middle;
  revenue: DealTotal & { share: number | null };
  /** Accounts by the id of their stage. */
  stages: Partial<Record<string, number>>;
  clock: ProgramClock;
}

/** `note`: "too early: day 45 of 180". */
export interface ProgramClock {
  day: number | null;
  of: number;
  tooEarly: boolean;
  note: string | null;
}

/** A share (0–1, `null` if there is nothing to count) with its 95 % interval. */
export interface Rate {
  successes: number;
  n: number;
  share: number | null;
  low: number;
  high: number;
}

/** A mean or a median with its 95 % interval, `null` if too little is known. */
export interface Middle {
  value: number | null;
  n: number;
  low: number | null;
  high: number | null;
}

export interface DealTotal {
  amount: number;
  deals: number;
}

/** On the list minus off it, −1 to 1, with the 95 % interval; `holds` if the interval excludes 0 and it is not too early. */
export interface ProgramDifference {
  measure: 'contactCoverage' | 'reach' | 'engagementRate' | 'conversion' | 'winRate';
  difference: number | null;
  low: number;
  high: number;
  holds: boolean;
  note: string | null;
}

interface Standing {
  tier: 1 | 2 | 3 | null;
  /** Label. */
  stage: string;
  engagement: number;
}

export interface ProgramMover {
  id: string;
  name: string;
  /** Of an account that was not scored then, `stage` is `null` and the tier unknown. */
  before: Omit<Standing, 'stage'> & { stage: string | null };
  after: Standing;
}

export interface ProgramGoal {
  amount: number;
  per: 'quarter' | 'year';
  won: number;
  wonOnList: number;
  /** Won divided by the goal. */
  share: number;
  /** How much of the quarter or year is over, 0–1. */
  elapsed: number;
}

/** What the accounts behind a figure were counted for; `closed`: won or lost. */
export type FigureId =
  | 'all'
  | 'covered'
  | 'reached'
  | 'engaged'
  | 'converted'
  | 'pipeline'
  | 'influenced'
  | 'won'
  | 'lost'
  | 'closed';

/** What `GET /api/program/accounts?group=&figure=&stage=&after=` answers with; `stage` is an id, or empty for any. */
export interface AccountsBehindData {
  /** The best rank first, regardless of tier. */
  accounts: AccountBehind[];
  /** The total on all pages, and how many are on the pages before. */
  total: number;
  before: number;
  /** The value of `after` for the next page, `null` on the last one. */
  next: string | null;
}

export interface AccountBehind {
  id: string;
  name: string;
  /** Among all accounts, 1 is the highest; `null` if it competes for no tier. */
  rank: number | null;
  tier: 1 | 2 | 3 | null;
  /** Label. */
  stage: string;
  engagement: number | null;
  coverage: number | null;
  /** Amounts of the deals it opened and won in the period. */
  pipeline: number;
  revenue: number;
}
