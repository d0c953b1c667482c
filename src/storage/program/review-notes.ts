import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { groupByCompany } from '../connection/group-by-company.ts';
import type { Db, Tables } from '../tables/tables.ts';

/** What somebody noted on an account in a weekly review. */
export interface ReviewNote {
  /** The id of the request that made it, so that a repeat makes no other. */
  noteId: string;
  companyId: string;
  text: string;
  notedAt: number;
  /** E-mail address. */
  notedBy: string;
  editedAt: number | null;
}

/** Keeps a note; one of this id stays as it is. */
export async function insertReviewNote(db: Db, portalId: number, note: Omit<ReviewNote, 'editedAt'>): Promise<void> {
  await db
    .insertInto('review_notes')
    .values({
      portal_id: portalId,
      note_id: note.noteId,
      company_id: note.companyId,
      text: note.text,
      noted_at: new Date(note.notedAt),
      noted_by: note.notedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Gives a note another text; one that says the same is left alone. */
export async function editReviewNote(
  db: Db,
  portalId: number,
  { noteId, text, editedAt }: { noteId: string; text: string; editedAt: number },
): Promise<void> {
  await db
    .updateTable('review_notes')
    .set({ text, edited_at: new Date(editedAt) })
    .where('portal_id', '=', portalId)
    .where('note_id', '=', noteId)
    .where('text', '<>', text)
    .execute();
}

/** Deletes a note; one that is gone stays so. */
export async function deleteReviewNote(db: Db, portalId: number, noteId: string): Promise<void> {
  await db.deleteFrom('review_notes').where('portal_id', '=', portalId).where('note_id', '=', noteId).execute();
}

/** The note of an id; `null` where there is none. */
export async function getReviewNote(db: Db, portalId: number, noteId: string): Promise<ReviewNote | null> {
  const row = await db
    .selectFrom('review_notes')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('note_id', '=', noteId)
    .executeTakeFirst();
  return row === undefined ? null : toNote(row);
}

/** The latest `most` notes of each of these accounts, by company id, newest first. */
export async function loadReviewNotes(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  most: number,
): Promise<Map<string, ReviewNote[]>> {
  const result = await sql<Selectable<Tables['review_notes']>>`
    select notes.* from unnest(${companyIds}::text[]) as asked(company_id) cross join lateral (
      select * from review_notes held where held.portal_id = ${portalId} and held.company_id = asked.company_id
      order by noted_at desc, note_id limit ${most}) notes
    order by notes.company_id, notes.noted_at desc, notes.note_id`.execute(db);
  return groupByCompany(result.rows, toNote);
}

function toNote(row: Selectable<Tables['review_notes']>): ReviewNote {
  return {
    noteId: row.note_id,
    companyId: row.company_id,
    text: row.text,
    notedAt: row.noted_at,
    notedBy: row.noted_by,
    editedAt: row.edited_at,
  };
}
