import type { Generated } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { JobFunction, Seniority } from '../../domain/committee/title-class.ts';
import type { CountedFor, ProgramMeasures } from '../../domain/measurement/measurement-types.ts';
import type { Mover } from '../../domain/measurement/rank-movers.ts';
import type { EngagementResult } from '../../domain/scores.ts';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import type { ListRules } from '../../domain/target-list/keep-tiers.ts';
import type { Json, NullableTime, PropertyValues, Time } from './column-types.ts';

/* What is computed, and by which model. */

export interface ModelTable {
  portal_id: number;
  version: number;
  name: string;
  status: string;
  model: Json<unknown>;
  created_at: Time;
  created_by: string;
  /** Made by who asked for the draft, so that a repeat makes no other. */
  request_id: string | null;
  /** The version it was made from. */
  based_on: number | null;
  /** Rises with every change of the draft. */
  revision: Generated<number>;
  changed_at: Time;
  changed_by: string;
}

export interface ModelActivationTable {
  portal_id: number;
  seq: Generated<number>;
  version: number;
  at: Time;
  by: string;
  request_id: string | null;
}

/** What a version would change against the active one, or that it is being found out. */
export interface ModelPreviewTable {
  portal_id: number;
  version: number;
  revision: number;
  against: number;
  asked_at: Time;
  done: Generated<number>;
  total: number | null;
  finished_at: NullableTime;
  preview: Json<unknown>;
}

/** What the stage of an account was assigned by, beside its scores: as `assignStage` takes it. */
export interface StageFacts {
  /** Roles with somebody engaged, sorted. */
  engagedRoles: string[];
  /** States of the account's deals, each once, sorted. */
  dealStates: ('open' | 'won' | 'lost')[];
  lifecycleStage: string | null;
}

export interface AccountScoreTable {
  portal_id: number;
  company_id: string;
  tier: Tier | null;
  tier_since: NullableTime;
  tier_reason: string;
  pinned: Generated<boolean>;
  stage: StageId;
  stage_since: Time;
  failing_since: NullableTime;
  fit: number | null;
  engagement: number | null;
  intent: number | null;
  coverage: number | null;
  deal_potential: number;
  disqualified_by: string | null;
  priority: number | null;
  rank: number | null;
  surging: boolean;
  trend: EngagementResult['trend'];
  stage_facts: Json<StageFacts | null>;
  model_version: number;
  scored_at: Time;
  /** What a card shows, as the caller defines it: what stays for weeks, and what moves with every day. */
  result: Json<unknown>;
  daily: Json<unknown>;
  /** Of `result`: one that is as it was is not written again. */
  result_digest: string | null;
}

export interface ScoreLogTable {
  portal_id: number;
  seq: Generated<number>;
  company_id: string;
  cause: string;
  at: Time;
  model_version: number;
  round: number | null;
  moved_from: string | null;
  proposal_id: string | null;
  /** Of an `assigned` one: why. */
  tier_reason: string | null;
  fit: number | null;
  engagement: number | null;
  intent: number | null;
  coverage: number | null;
  deal_potential: number;
  disqualified_by: string | null;
  stage_facts: Json<StageFacts | null>;
  stage: StageId;
  stage_since: Time;
  failing_since: NullableTime;
  tier: Tier | null;
  tier_since: NullableTime;
  pinned: boolean;
  moves_tiers: boolean;
}

export interface TierRoundTable {
  portal_id: number;
  round: Generated<number>;
  at: Time;
  model_version: number;
  after_seq: number;
  moved: number;
  list_rules: Json<ListRules | null>;
}

export interface ProgramMeasurementTable {
  portal_id: number;
  /** `2026-11-22` (UTC): one is kept a day. */
  day: string;
  /** The moment it is for, and when it was made. */
  at: Time;
  measured_at: Time;
  measures: Json<ProgramMeasures>;
  /** `null` where nothing is known of a week before. */
  movers: Json<Mover[] | null>;
}

export interface ProgramAccountTable {
  portal_id: number;
  company_id: string;
  tier: Tier | null;
  stage: StageId;
  counted_for: Json<CountedFor[]>;
  pipeline: number;
  revenue: number;
}

export interface StaleAccountTable {
  portal_id: number;
  company_id: string;
  mark: number;
  reason: string;
  marked_at: Time;
  /** Of one change, not of all accounts at once: goes first. */
  urgent: Generated<boolean>;
  /** Computed since it was marked, and not published yet. */
  computed: Generated<boolean>;
}

export interface PublishedPropertyTable {
  portal_id: number;
  company_id: string;
  values: Json<PropertyValues>;
  published_at: Time;
  /** A write is on its way: what HubSpot holds is not known until it was answered. */
  sending: Generated<boolean>;
  /** HubSpot's own time of our last write. */
  hs_updated_at: NullableTime;
}

export interface OutsideEditTable {
  portal_id: number;
  company_id: string;
  property: string;
  times: number;
  noticed_at: Time;
  restored_at: NullableTime;
}

export interface PersonScoreTable {
  portal_id: number;
  contact_id: string;
  seniority: Seniority | null;
  job_function: JobFunction | null;
  suggested_roles: Json<string[]>;
}

export interface RefusalTable {
  portal_id: number;
  object_type: string;
  record_id: string;
  property: string;
  message: string;
  at: Time;
}
