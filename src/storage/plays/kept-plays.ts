import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';

/** Of a play that is proposed for retirement: that somebody keeps it. */
export const PLAY_KEPT = 'play kept';
/** What makes another play of it: who kept the one before did not keep this. */
export const PLAY_EDITED = 'play edited';
export const PLAY_RESET = 'play reset to its original';

interface KeptPlay {
  /** Email address. */
  by: string;
  /** Epoch ms. */
  at: number;
}

/** Which plays somebody said to keep after `since` (epoch ms), by play id, and who did last: as the audit log has it. Not plays that were edited or reset after that. */
export async function listKeptPlays(db: Db, portalId: number, since: number): Promise<Map<string, KeptPlay>> {
  const { rows } = await sql<{ subject: string; actor: string; at: number; action: string }>`
    select distinct on (subject) subject, actor, at, action from audit_log
    where portal_id = ${portalId} and action = any(${[PLAY_KEPT, PLAY_EDITED, PLAY_RESET]}::text[]) and at > ${new Date(since)}::timestamptz
    order by subject, seq desc`.execute(db);
  const kept = rows.filter(({ action }) => action === PLAY_KEPT);
  return new Map(kept.map(({ subject, actor: by, at }) => [subject.replace(/^play:/, ''), { by, at }]));
}
