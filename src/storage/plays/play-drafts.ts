import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';

/** An edit of a play that somebody began and did not save. */
export interface PlayDraft {
  /** `null`: of a play that is to be added. */
  playId: string | null;
  /** Of the play as the edit began. */
  version: number;
  /** As the form had it, which need not hold. */
  edit: unknown;
  draftedAt: number;
}

/** The play that is to be added has no id yet. */
const NEW = '';

/** Keeps one person's edit, in place of their earlier one of the same play. @param by e-mail address, in lower case */
export async function keepPlayDraft(db: Db, portalId: number, by: string, draft: PlayDraft): Promise<void> {
  await sql`insert into play_drafts (portal_id, drafted_by, play_id, version, edit, drafted_at)
    values (${portalId}, ${by}, ${draft.playId ?? NEW}, ${draft.version}, ${JSON.stringify(draft.edit)}::jsonb,
      ${new Date(draft.draftedAt)}::timestamptz)
    on conflict (portal_id, drafted_by, play_id) do update
      set version = excluded.version, edit = excluded.edit, drafted_at = excluded.drafted_at`.execute(db);
}

/** Drops one person's edit of a play; where there is none, nothing happens. */
export async function dropPlayDraft(db: Db, portalId: number, by: string, playId: string | null): Promise<void> {
  await db
    .deleteFrom('play_drafts')
    .where('portal_id', '=', portalId)
    .where('drafted_by', '=', by)
    .where('play_id', '=', playId ?? NEW)
    .execute();
}

/** One person's edits, the latest first. */
export async function listPlayDrafts(db: Db, portalId: number, by: string): Promise<PlayDraft[]> {
  const rows = await db
    .selectFrom('play_drafts')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('drafted_by', '=', by)
    .orderBy('drafted_at', 'desc')
    .orderBy('play_id')
    .execute();
  return rows.map((row) => ({
    playId: row.play_id === NEW ? null : row.play_id,
    version: row.version,
    edit: row.edit,
    draftedAt: row.drafted_at,
  }));
}

/** Drops edits that were left before `before` (epoch ms). */
export async function prunePlayDrafts(db: Db, portalId: number, before: number): Promise<void> {
  await sql`delete from play_drafts where portal_id = ${portalId}
    and drafted_at < ${new Date(before)}::timestamptz`.execute(db);
}
