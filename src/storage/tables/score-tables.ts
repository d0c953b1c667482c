import type { Generated } from 'kysely';
import type { Json, NullableTime, Time } from './column-types.ts';

/* What is computed, and by which model. */

export interface ModelTable {
  portal_id: number;
  version: number;
  name: string;
  status: string;
  model: Json<unknown>;
  created_at: Time;
  created_by: string;
}

export interface AccountScoreTable {
  portal_id: number;
  company_id: string;
  tier: number | null;
  tier_since: NullableTime;
  tier_reason: string;
  pinned: Generated<boolean>;
  stage: string;
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
  trend: string;
  model_version: number;
  scored_at: Time;
  result: Json<unknown>;
  reasons: Json<unknown>;
}

export interface PersonScoreTable {
  portal_id: number;
  contact_id: string;
  seniority: string | null;
  job_function: string | null;
  suggested_roles: Json<string[]>;
  engagement: number;
}

export interface RefusalTable {
  portal_id: number;
  object_type: string;
  record_id: string;
  property: string;
  message: string;
  at: Time;
}
