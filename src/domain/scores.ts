import type { Tier } from './committee/committee-model.ts';
import type { CommitteeResult } from './committee/coverage-types.ts';
import type { Explained } from './explanation.ts';
import type { StageId } from './stage/stage-ids.ts';
import type { TitleClass } from './committee/title-class.ts';

export interface FitResult extends Explained {
  /** 0–1: share of the best points that rests on known values. */
  confidence: number;
  /** Label of the disqualifier that holds. */
  disqualifiedBy: string | null;
}

export interface EngagementResult extends Explained {
  total: number;
  trend: 'rising' | 'steady' | 'falling';
  surging: boolean;
  /** Engagement 0–100 of each person with any (their E_p rounded to 2 decimals), by contact id. */
  byPerson: Readonly<Record<string, number>>;
  /** The score seven days before `now`, for the trend. */
  weekAgo: number;
}

export interface IntentResult extends Explained {
  total: number;
}

export interface StageResult {
  id: StageId;
  /** Since when, epoch ms. */
  since: number;
  /** When the account first failed its stage's requirement (dwell running), else `null`. */
  failingSince: number | null;
}

/** Portal-wide figures a single account cannot know. */
export interface PortalNorms {
  /** Mean points per fit criterion over the accounts where it is known; no entry where it is known of none. */
  meanPointsByCriterion: Readonly<Record<string, number>>;
  /** Median amount of open and won deals, in the portal's currency; `null` or absent where no amount is known. */
  typicalDealAmount?: number | null;
}

/** What an account held when it was last computed. */
export interface HeldPosition {
  tier: Tier | null;
  tierSince: number | null;
  pinned: boolean;
  stage: StageResult | null;
  /** Absent where it never was. */
  coverage?: SeenCoverage;
}

/** The coverage that was computed last, by which model and for which moment (epoch ms). */
export interface SeenCoverage {
  total: number | null;
  modelVersion: number;
  at: number;
}

export interface PersonResult {
  contactId: string;
  titleClass: TitleClass;
  suggestedRoles: readonly string[];
  /** E_p of `domain.md` §2. */
  engagement: number;
}

/** The scores of one account before tiers, which depend on all accounts. */
export interface AccountScores {
  fit: FitResult;
  engagement: EngagementResult;
  intent: IntentResult;
  /** 0–100 of open deals' potential, for the priority only. */
  dealPotential: number;
  people: readonly PersonResult[];
}

/** Everything shown and published of one account. */
export interface AccountResult extends AccountScores {
  committee: CommitteeResult;
  stage: StageResult;
  tier: Tier | null;
  tierReason: string;
}
