import type { SegmentKind } from '../../domain/segments/segments.ts';
import type { NullableTime, Time } from './column-types.ts';

/* The weekly review of accounts, and the segments that HubSpot keeps. */

export interface ReviewNoteTable {
  portal_id: number;
  note_id: string;
  company_id: string;
  text: string;
  noted_at: Time;
  noted_by: string;
  edited_at: NullableTime;
}

/** An account that was gone through in a week. */
export interface AccountReviewTable {
  portal_id: number;
  company_id: string;
  /** Its Monday in the portal's time zone: `2026-11-16`. */
  week: string;
  reviewed_at: Time;
  reviewed_by: string;
}

/** A deal that came to another stage. */
export interface DealMoveTable {
  portal_id: number;
  deal_id: string;
  /** HubSpot's time of the change. */
  moved_at: Time;
  from_pipeline_id: string;
  from_stage_id: string;
  to_pipeline_id: string;
  to_stage_id: string;
}

/** A segment (list) in HubSpot that the app made. */
export interface SegmentTable {
  portal_id: number;
  kind: SegmentKind;
  list_id: string;
  made_at: Time;
  made_by: string;
}
