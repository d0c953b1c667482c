import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { ListRules } from '../../domain/target-list/keep-tiers.ts';
import type { Db, Tables } from '../tables/tables.ts';

/** One assignment of all tiers: it saw every account as the rows of the score log up to `afterSeq` left it. */
export interface TierRound {
  round: number;
  /** The moment it was assigned for, epoch ms. */
  at: number;
  modelVersion: number;
  /** What it was given where the list is kept with two keys; `null` of a provisional list. */
  listRules: ListRules | null;
  afterSeq: number;
  /** How many accounts it gave another tier, or the same one anew. */
  moved: number;
}

/**
 * Keeps a round, in its transaction and before its rows are logged. The one before it that moved nobody is replaced:
 * portals have thousands of those. @returns its number
 */
export async function saveTierRound(
  trx: Db,
  portalId: number,
  round: Pick<TierRound, 'at' | 'modelVersion' | 'moved'> & { listRules?: ListRules | null },
): Promise<number> {
  const { at, modelVersion, listRules = null, moved } = round;
  await sql`delete from tier_rounds where portal_id = ${portalId} and moved = 0
    and round = (select max(round) from tier_rounds where portal_id = ${portalId})`.execute(trx);
  const result = await sql<{ round: number }>`
    insert into tier_rounds (portal_id, at, model_version, list_rules, after_seq, moved)
    select ${portalId}::bigint, ${new Date(at)}::timestamptz, ${modelVersion},
      ${listRules === null ? null : JSON.stringify(listRules)}::jsonb, coalesce(max(seq), 0), ${moved}
    from score_log where portal_id = ${portalId} returning round`.execute(trx);
  return result.rows[0]?.round ?? 0;
}

/** The latest round. */
export interface LastTierRound extends TierRound {
  /** Whether anything that tiers are assigned by has changed since. */
  hasMovedSince: boolean;
}

/** `null` where tiers were never assigned. */
export async function getLastTierRound(db: Db, portalId: number): Promise<LastTierRound | null> {
  const row = await db
    .selectFrom('tier_rounds as last')
    .selectAll()
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('score_log')
            .where('portal_id', '=', portalId)
            .whereRef('seq', '>', 'last.after_seq')
            .where('moves_tiers', '=', true),
        )
        .as('has_moved_since'),
    )
    .where('portal_id', '=', portalId)
    .orderBy('round', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { ...toTierRound(row), hasMovedSince: Boolean(row.has_moved_since) };
}

/** Whether an assignment for that moment (epoch ms) or a later one moved an account. */
export async function hasMovedTiersSince(db: Db, portalId: number, at: number): Promise<boolean> {
  const row = await db
    .selectFrom('tier_rounds')
    .select('round')
    .where('portal_id', '=', portalId)
    .where('at', '>=', sql<number>`${new Date(at)}::timestamptz`)
    .where('moved', '>', 0)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** In order. */
export async function listTierRounds(db: Db, portalId: number): Promise<TierRound[]> {
  const rows = await db
    .selectFrom('tier_rounds')
    .selectAll()
    .where('portal_id', '=', portalId)
    .orderBy('round')
    .execute();
  return rows.map(toTierRound);
}

function toTierRound(row: Selectable<Tables['tier_rounds']>): TierRound {
  return {
    round: row.round,
    at: row.at,
    modelVersion: row.model_version,
    listRules: row.list_rules,
    afterSeq: row.after_seq,
    moved: row.moved,
  };
}
