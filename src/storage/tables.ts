import type { ColumnType, Generated, Kysely } from 'kysely';
import type { PortalNorms } from '../domain/scores.ts';

/** A connection to the app's database, or a transaction on it: every function of this room takes either. */
export type Db = Kysely<Tables>;

/** `timestamptz` in SQL, epoch milliseconds when read, a `Date` when written. */
export type Time = ColumnType<number, Date, Date>;
export type NullableTime = ColumnType<number | null, Date | null | undefined, Date | null>;
/** `jsonb`: parsed when read, written as JSON text (`pg` would turn an array into a PostgreSQL array). */
export type Json<T> = ColumnType<T, string, string>;

export type PropertyValues = Record<string, string | null>;

export interface Tables {
  portals: PortalTable;
  grants: GrantTable;
  oauth_states: OAuthStateTable;
  signal_keys: SignalKeyTable;
  rate_limits: { key: string; tat: Time };
  request_log: { portal_id: number; day: string; kind: string; requests: number };
  companies: CompanyTable;
  contacts: ContactTable;
  deals: DealTable;
  owners: OwnerTable;
  pipeline_stages: PipelineStageTable;
  contact_companies: { portal_id: number; contact_id: string; company_id: string; is_primary: boolean };
  deal_companies: { portal_id: number; deal_id: string; company_id: string; is_primary: boolean };
  deal_contacts: { portal_id: number; deal_id: string; contact_id: string; label: string };
  activities: ActivityTable;
  counters: { portal_id: number; contact_id: string; property: string; value: number; seen_at: Time };
  signals: SignalTable;
  role_decisions: RoleDecisionTable;
  placeholders: PlaceholderTable;
  models: ModelTable;
  portal_norms: { portal_id: number; model_version: number; norms: Json<PortalNorms> };
  account_scores: AccountScoreTable;
  person_scores: PersonScoreTable;
  published_properties: { portal_id: number; company_id: string; values: Json<PropertyValues>; published_at: Time };
  refusals: RefusalTable;
  stale_accounts: { portal_id: number; company_id: string; mark: number; reason: string; marked_at: Time };
  sync_steps: SyncStepTable;
  webhook_events: WebhookEventTable;
  play_runs: PlayRunTable;
  play_feedback: PlayFeedbackTable;
  audit_log: AuditTable;
}

interface PortalTable {
  portal_id: number;
  status: string;
  hub_domain: string | null;
  time_zone: string;
  currency: string;
  installed_by: string | null;
  scopes: Json<string[]>;
  installed_at: Time;
  status_since: Time;
}

interface GrantTable {
  portal_id: number;
  key_id: string;
  access_token: string;
  refresh_token: string;
  expires_at: Time;
  leased_by: string | null;
  leased_until: NullableTime;
}

interface OAuthStateTable {
  state_hash: string;
  code_verifier: string;
  return_url: string | null;
  expires_at: Time;
}

interface SignalKeyTable {
  key_id: string;
  portal_id: number;
  secret: string;
  created_at: Time;
}

interface CompanyTable {
  portal_id: number;
  company_id: string;
  name: string;
  owner_id: string | null;
  properties: Json<PropertyValues>;
  hs_created_at: Time;
  hs_updated_at: Time;
}

interface ContactTable {
  portal_id: number;
  contact_id: string;
  name: string;
  email: string | null;
  job_title: string | null;
  buying_roles: Json<{ role: string; setAt: number | null }[]>;
  opted_out: boolean;
  bounced: boolean;
  owner_id: string | null;
  properties: Json<PropertyValues>;
  hs_created_at: Time;
  hs_updated_at: Time;
}

interface DealTable {
  portal_id: number;
  deal_id: string;
  name: string;
  amount: number | null;
  pipeline_id: string;
  stage_id: string;
  state: string;
  owner_id: string | null;
  properties: Json<PropertyValues>;
  closed_at: NullableTime;
  hs_created_at: Time;
  hs_updated_at: Time;
}

interface OwnerTable {
  portal_id: number;
  owner_id: string;
  user_id: string | null;
  email: string | null;
  name: string;
  active: boolean;
}

interface PipelineStageTable {
  portal_id: number;
  pipeline_id: string;
  stage_id: string;
  label: string;
  pipeline_label: string;
  probability: number | null;
  closed: boolean;
  position: number;
}

interface ActivityTable {
  portal_id: number;
  activity_id: string;
  contact_id: string;
  type: string;
  occurred_at: Time;
  detail: string | null;
  source: string;
}

interface SignalTable {
  portal_id: number;
  signal_id: string;
  company_id: string;
  source: string;
  topic: string;
  strength: number;
  occurred_at: Time;
}

interface RoleDecisionTable {
  portal_id: number;
  seq: Generated<number>;
  request_id: string;
  contact_id: string;
  role: string;
  decision: string;
  decided_at: Time;
  decided_by: string;
}

interface PlaceholderTable {
  portal_id: number;
  company_id: string;
  role: string;
  note: string;
  created_at: Time;
  created_by: string;
}

interface ModelTable {
  portal_id: number;
  version: number;
  name: string;
  status: string;
  model: Json<unknown>;
  created_at: Time;
  created_by: string;
}

interface AccountScoreTable {
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

interface PersonScoreTable {
  portal_id: number;
  contact_id: string;
  seniority: string | null;
  job_function: string | null;
  suggested_roles: Json<string[]>;
  engagement: number;
}

interface RefusalTable {
  portal_id: number;
  object_type: string;
  record_id: string;
  property: string;
  message: string;
  at: Time;
}

interface SyncStepTable {
  portal_id: number;
  step: string;
  cursor: string | null;
  done: number;
  total: number | null;
  started_at: Time;
  finished_at: NullableTime;
}

interface WebhookEventTable {
  portal_id: number;
  seq: Generated<number>;
  dedupe_key: string;
  body: Json<unknown>;
  received_at: Time;
  leased_until: NullableTime;
  processed_at: NullableTime;
}

interface PlayRunTable {
  portal_id: number;
  run_id: string;
  request_id: string;
  company_id: string;
  play_id: string;
  status: string;
  contact_ids: Json<string[]>;
  steps: Json<unknown>;
  problem: string | null;
  started_by: string;
  started_at: Time;
  finished_at: NullableTime;
}

interface PlayFeedbackTable {
  portal_id: number;
  seq: Generated<number>;
  request_id: string;
  company_id: string;
  play_id: string;
  kind: string;
  reason: string | null;
  given_at: Time;
  given_by: string;
  until: Time;
}

interface AuditTable {
  portal_id: number;
  seq: Generated<number>;
  at: Time;
  actor: string;
  action: string;
  subject: string;
  details: Json<unknown>;
}
