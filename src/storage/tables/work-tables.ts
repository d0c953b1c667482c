import type { Generated } from 'kysely';
import type { PlayFeedbackFact, RoleId } from '../../domain/facts.ts';
import type { DueFact } from '../../domain/plays/follow-dues.ts';
import type { PlayChoice } from '../../domain/plays/portal-plays.ts';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import type { Json, NullableTime, Time } from './column-types.ts';

/* What people did, and what the sync has yet to do. */

export interface RoleDecisionTable {
  portal_id: number;
  seq: Generated<number>;
  request_id: string;
  contact_id: string;
  role: RoleId;
  decision: 'confirmed' | 'rejected' | 'undone';
  decided_at: Time;
  decided_by: string;
  undoes: string | null;
  written_at: NullableTime;
}

export interface PlanItemTable {
  portal_id: number;
  company_id: string;
  item_id: string;
  kind: string;
  text: string;
  noted_at: Time;
  noted_by: string;
}

export interface PlaceholderTable {
  portal_id: number;
  company_id: string;
  role: RoleId;
  note: string;
  created_at: Time;
  created_by: string;
}

export interface SyncStepTable {
  portal_id: number;
  step: string;
  cursor: string | null;
  done: number;
  total: number | null;
  started_at: Time;
  finished_at: NullableTime;
}

export interface WebhookEventTable {
  portal_id: number;
  seq: Generated<number>;
  dedupe_key: string;
  body: Json<unknown>;
  received_at: Time;
  leased_until: NullableTime;
  processed_at: NullableTime;
  failures: Generated<number>;
}

export interface PlayRunTable {
  portal_id: number;
  run_id: string;
  request_id: string;
  company_id: string;
  play_id: string;
  status: string;
  contact_ids: Json<string[]>;
  people_ids: Json<string[]>;
  leased_by: string | null;
  leased_until: NullableTime;
  steps: Json<unknown>;
  problem: string | null;
  started_by: string;
  started_at: Time;
  finished_at: NullableTime;
  stage_from: string | null;
  stage_to: string | null;
  imported: Generated<boolean>;
}

export interface PlayFeedbackTable {
  portal_id: number;
  seq: Generated<number>;
  request_id: string;
  company_id: string;
  play_id: string;
  kind: PlayFeedbackFact['kind'] | 'undone';
  reason: string | null;
  given_at: Time;
  given_by: string;
  until: Time;
}

/** What a portal chose of a play: the highest version holds. */
export interface PlayChoiceTable {
  portal_id: number;
  play_id: string;
  version: number;
  choice: Json<PlayChoice>;
  changed_at: Time;
  changed_by: string;
}

/** An edit of a play that somebody began and did not save. */
export interface PlayDraftTable {
  portal_id: number;
  /** E-mail address, in lower case. */
  drafted_by: string;
  /** Empty for a play that is to be added. */
  play_id: string;
  version: number;
  edit: Json<unknown>;
  drafted_at: Time;
}

/** A period in which a play was due at an account. */
export interface PlayDueTable {
  portal_id: number;
  company_id: string;
  play_id: string;
  due_since: Time;
  due_until: NullableTime;
  contact_ids: Json<string[]>;
  outcome: DueFact['outcome'];
  stage_from: StageId | null;
  stage_to: StageId | null;
  imported: Generated<boolean>;
}

export interface PlayTextTable {
  portal_id: number;
  text_id: string;
  role: string | null;
  stage: string | null;
  industry: string | null;
  channel: string;
  title: string;
  text: string;
  archived: Generated<boolean>;
  changed_at: Time;
  changed_by: string;
}

export interface PlayTextRatingTable {
  portal_id: number;
  text_id: string;
  rated_by: string;
  helpful: boolean;
  rated_at: Time;
}

export interface AuditTable {
  portal_id: number;
  seq: Generated<number>;
  at: Time;
  actor: string;
  action: string;
  subject: string;
  details: Json<unknown>;
}
