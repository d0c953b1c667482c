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
