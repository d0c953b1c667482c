import type { Kysely } from 'kysely';
import type { PortalNorms } from '../../domain/scores.ts';
import type { Json, Time } from './column-types.ts';
import type { GrantTable, KeyTable, OAuthStateTable, PortalTable } from './portal-tables.ts';
import type {
  ActivityTable,
  CompanyTable,
  ContactTable,
  DealTable,
  MirroredRecordTable,
  OpenTicketTable,
  OwnerTable,
  PipelineStageTable,
  SignalTable,
} from './mirror-tables.ts';
import type { ListMemberTable, ProposalTable, RefreshDecisionTable, TargetListTable } from './list-tables.ts';
import type { NoteKindTable, RecordNoteTable, SlackHookTable, SlackMessageTable } from './note-tables.ts';
import type { AccountReviewTable, DealMoveTable, ReviewNoteTable, SegmentTable } from './review-tables.ts';
import type {
  AccountScoreTable,
  ModelActivationTable,
  ModelPreviewTable,
  ModelTable,
  OutsideEditTable,
  PersonScoreTable,
  ProgramAccountTable,
  ProgramMeasurementTable,
  PublishedPropertyTable,
  RefusalTable,
  ScoreLogTable,
  StaleAccountTable,
  TierRoundTable,
} from './score-tables.ts';
import type {
  AuditTable,
  PlaceholderTable,
  PlanItemTable,
  PlayChoiceTable,
  PlayDraftTable,
  PlayDueTable,
  PlayFeedbackTable,
  PlayRunTable,
  PlayTextRatingTable,
  PlayTextTable,
  RoleDecisionTable,
  SyncStepTable,
  WebhookEventTable,
} from './work-tables.ts';

export type { PropertyValues, Time } from './column-types.ts';

/** A connection to the app's database, or a transaction on it: every function of this room takes either. */
export type Db = Kysely<Tables>;

export interface Tables {
  portals: PortalTable;
  grants: GrantTable;
  oauth_states: OAuthStateTable;
  signal_keys: KeyTable;
  api_keys: KeyTable;
  journal_positions: { journal: string; position: string; read_at: Time };
  rate_limits: { key: string; tat: Time; interval_ms: number | null; burst: number | null; taken: number };
  request_log: { portal_id: number; day: string; kind: string; requests: number };
  request_use: { portal_id: number; slot: Time; purpose: string; requests: number; waited_ms: number };
  mirrored_records: MirroredRecordTable;
  property_definitions: {
    portal_id: number;
    object_type: string;
    name: string;
    label: string;
    type: string;
    options: Json<{ value: string; label: string }[]>;
  };
  data_reports: { portal_id: number; at: Time; report: Json<unknown> };
  comparisons: { portal_id: number; at: Time; report: Json<unknown> };
  companies: CompanyTable;
  contacts: ContactTable;
  deals: DealTable;
  owners: OwnerTable;
  pipeline_stages: PipelineStageTable;
  contact_companies: { portal_id: number; contact_id: string; company_id: string; is_primary: boolean };
  former_members: { portal_id: number; company_id: string; contact_id: string; left_at: Time };
  open_tickets: OpenTicketTable;
  deal_companies: { portal_id: number; deal_id: string; company_id: string; is_primary: boolean };
  deal_contacts: { portal_id: number; deal_id: string; contact_id: string; label: string };
  activities: ActivityTable;
  counters: { portal_id: number; contact_id: string; property: string; value: number; seen_at: Time };
  signals: SignalTable;
  role_decisions: RoleDecisionTable;
  placeholders: PlaceholderTable;
  account_plan_items: PlanItemTable;
  models: ModelTable;
  model_activations: ModelActivationTable;
  model_previews: ModelPreviewTable;
  portal_norms: { portal_id: number; model_version: number; norms: Json<PortalNorms>; companies: number; mark: number };
  account_scores: AccountScoreTable;
  score_log: ScoreLogTable;
  tier_rounds: TierRoundTable;
  target_lists: TargetListTable;
  list_members: ListMemberTable;
  proposals: ProposalTable;
  refresh_decisions: RefreshDecisionTable;
  program_measurements: ProgramMeasurementTable;
  program_accounts: ProgramAccountTable;
  person_scores: PersonScoreTable;
  published_properties: PublishedPropertyTable;
  outside_edits: OutsideEditTable;
  refusals: RefusalTable;
  stale_accounts: StaleAccountTable;
  sync_steps: SyncStepTable;
  merged_records: { portal_id: number; type: string; old_id: string; new_id: string };
  erased_contacts: { portal_id: number; contact_id: string; erased_at: Time };
  webhook_events: WebhookEventTable;
  play_runs: PlayRunTable;
  play_feedback: PlayFeedbackTable;
  play_choices: PlayChoiceTable;
  play_drafts: PlayDraftTable;
  play_dues: PlayDueTable;
  play_texts: PlayTextTable;
  play_text_ratings: PlayTextRatingTable;
  review_notes: ReviewNoteTable;
  account_reviews: AccountReviewTable;
  deal_moves: DealMoveTable;
  segments: SegmentTable;
  note_kinds: NoteKindTable;
  record_notes: RecordNoteTable;
  slack_hooks: SlackHookTable;
  slack_kinds: NoteKindTable;
  slack_messages: SlackMessageTable;
  audit_log: AuditTable;
  portal_settings: { portal_id: number; settings: Json<unknown>; changed_at: Time; changed_by: string };
}
