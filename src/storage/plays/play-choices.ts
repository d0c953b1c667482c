import { sql } from 'kysely';
import type { PlayAim } from '../../domain/plays/play-aim.ts';
import type { PlayChoice } from '../../domain/plays/portal-plays.ts';
import type { AimVersion } from '../../domain/plays/since-aimed.ts';
import type { Db } from '../tables/tables.ts';

/** What a portal chose of one play, in one version. */
export interface StoredPlayChoice {
  playId: string;
  /** Counts up from 1 with each change. */
  version: number;
  choice: PlayChoice;
  changedAt: number;
  changedBy: string;
}

/** The standing choice of each play somebody changed, by play id. */
export async function listPlayChoices(db: Db, portalId: number): Promise<StoredPlayChoice[]> {
  const rows = await db
    .selectFrom('play_choices')
    .selectAll()
    .distinctOn('play_id')
    .where('portal_id', '=', portalId)
    .orderBy('play_id')
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    playId: row.play_id,
    version: row.version,
    choice: row.choice,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
  }));
}

/** What was chosen of each play's aim, from the first version to the latest. */
export async function listPlayAims(db: Db, portalId: number): Promise<AimVersion[]> {
  const { rows } = await sql<{ play_id: string; aim: PlayAim | null; days: number | null; changed_at: number }>`
    select play_id, choice -> 'edit' -> 'aim' as aim, (choice -> 'edit' ->> 'outcomeWithinDays')::int as days, changed_at
    from play_choices where portal_id = ${portalId} order by play_id, version`.execute(db);
  return rows.map(({ play_id: playId, aim, days, changed_at: since }) => {
    return { playId, aimed: aim === null || days === null ? null : { aim, outcomeWithinDays: days }, since };
  });
}

/** Adds the next version; in a transaction that holds the portal. Earlier versions stay. */
export async function addPlayChoice(db: Db, portalId: number, added: StoredPlayChoice): Promise<void> {
  await sql`insert into play_choices (portal_id, play_id, version, choice, changed_at, changed_by)
    values (${portalId}, ${added.playId}, ${added.version}, ${JSON.stringify(added.choice)}::jsonb,
      ${new Date(added.changedAt)}::timestamptz, ${added.changedBy})`.execute(db);
}
