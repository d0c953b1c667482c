import type { Generated } from 'kysely';
import type { Json, NullableTime, Time } from './column-types.ts';

/* Notes on the company record in HubSpot. */

/** A kind of notes that is written, and what came before it was switched on. */
export interface NoteKindTable {
  portal_id: number;
  kind: string;
  since: Time;
  /** The last row of the score log that was looked at. */
  log_seq: number;
}

export interface RecordNoteTable {
  portal_id: number;
  note_key: string;
  seq: Generated<number>;
  company_id: string;
  kind: string;
  /** What happened; no person. */
  details: Json<unknown>;
  happened_at: Time;
  made_at: Time;
  status: string;
  attempts: Generated<number>;
  leased_until: NullableTime;
  /** HubSpot's id of the note. */
  note_id: string | null;
}

/** The incoming webhook of a channel of Slack. */
export interface SlackHookTable {
  portal_id: number;
  /** Its URL, encrypted. */
  secret: string;
  /** Its last characters, to tell it by. */
  ending: string;
  connected_at: Time;
  connected_by: string;
  /** When Slack said that it takes nothing more, and what it said. */
  stopped_at: NullableTime;
  stopped_reason: string | null;
  /** The request that asked for a test message last. */
  last_test: string | null;
}

export type SlackMessageTable = Omit<RecordNoteTable, 'attempts' | 'note_id'>;
