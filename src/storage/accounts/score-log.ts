import { sql } from 'kysely';
import type { RawBuilder, Selectable } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import type { Db, Tables } from '../tables/tables.ts';
import type { StageFacts } from '../tables/score-tables.ts';

/**
 * `computed`: its scores and its stage; `assigned`: its tier, in a round; `approved`: its tier (and pin), by a proposal that
 * both keys approved; `pinned`: its pin; `moved`: it goes on under
 * another company's id after a merge; `gone`: the account is forgotten, and starts anew if it comes back.
 */
export type LogCause = 'computed' | 'assigned' | 'approved' | 'pinned' | 'moved' | 'gone' | 'reseated';

/** An account as it stood after one change, with what its stage and its tier were assigned by. No personal data. */
export interface ScoreLogRow {
  /** The order in which things happened to a portal's accounts. */
  seq: number;
  companyId: string;
  cause: LogCause;
  /** The moment it was computed for (epoch ms): the `now` of the stage, or of the round. */
  at: number;
  modelVersion: number;
  /** The round of an `assigned` one. */
  round: number | null;
  /** The id under which a `moved` one was known. */
  movedFrom: string | null;
  /** The proposal of an `approved` one. */
  proposalId: string | null;
  fit: number | null;
  engagement: number | null;
  intent: number | null;
  coverage: number | null;
  dealPotential: number;
  disqualifiedBy: string | null;
  stageFacts: StageFacts | null;
  stage: StageId;
  stageSince: number;
  failingSince: number | null;
  tier: Tier | null;
  tierSince: number | null;
  pinned: boolean;
}

const TIER_INPUTS = ['fit', 'engagement', 'intent', 'deal_potential', 'disqualified_by', 'pinned'] as const;
const LOGGED = [
  ...TIER_INPUTS,
  ...(['coverage', 'stage_facts', 'stage', 'stage_since', 'failing_since', 'tier', 'tier_since'] as const),
  'model_version',
] as const;

/**
 * From here to the end of the transaction nobody else changes what accounts of this portal hold: the order of the log
 * is the order of what happened. Call it before any row is written.
 */
export async function lockScores(trx: Db, portalId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('scores', ${portalId}::bigint))`.execute(trx);
}

/**
 * Logs those of these accounts whose scores, stage, tier or pin differ from their last row; in the transaction that
 * changed them, under `lockScores`.
 * @param entry `at`: now where none is given; `round` of `assigned`; `proposalId` of `approved`; `movedFrom`, the former id, of `moved`
 */
export async function logScores(
  trx: Db,
  portalId: number,
  companyIds: readonly string[],
  entry: { cause: LogCause; at?: number; round?: number; movedFrom?: string; proposalId?: string },
): Promise<void> {
  if (companyIds.length === 0) return;
  const always = entry.cause === 'moved' || entry.cause === 'gone' || entry.cause === 'approved';
  const at = entry.at === undefined ? sql`clock_timestamp()` : sql`${new Date(entry.at)}::timestamptz`;
  await sql`insert into score_log
      (portal_id, company_id, cause, at, round, moved_from, proposal_id, tier_reason, moves_tiers, ${columnsOf(null)})
    select ${portalId}::bigint, held.company_id, ${entry.cause}, ${at}, ${entry.round ?? null}::bigint,
      ${entry.movedFrom ?? null}, ${entry.proposalId ?? null},
      ${entry.cause === 'assigned' ? sql`held.tier_reason` : null},
      ${always} or last.seq is null or last.cause = 'gone'
        or (${columnsOf('last', TIER_INPUTS)}) is distinct from (${columnsOf('held', TIER_INPUTS)}),
      ${columnsOf('held')}
    from account_scores held left join lateral (
      select * from score_log earlier
      where earlier.portal_id = ${portalId} and earlier.company_id = held.company_id order by seq desc limit 1
    ) last on true
    where held.portal_id = ${portalId} and held.company_id = any(${companyIds}::text[])
      and (${always} or last.seq is null or last.cause = 'gone'
        or (${columnsOf('last')}) is distinct from (${columnsOf('held')}))
    order by held.company_id`.execute(trx);
}

function columnsOf(alias: string | null, names: readonly string[] = LOGGED): RawBuilder<unknown> {
  return sql.join(names.map((name) => (alias === null ? sql.id(name) : sql.id(alias, name))));
}

/** The log of a portal in order, `limit` rows at a time: pass the last `seq` to go on. */
export async function listScoreLog(db: Db, portalId: number, after: number, limit: number): Promise<ScoreLogRow[]> {
  const rows = await db
    .selectFrom('score_log')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(toLogRow);
}

/** An account as it stood at a moment (epoch ms); `null` where nothing is kept of it from then. */
export async function getLoggedScore(
  db: Db,
  portalId: number,
  companyId: string,
  at: number,
): Promise<ScoreLogRow | null> {
  const row = await db
    .selectFrom('score_log')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('company_id', '=', companyId)
    .where('at', '<=', sql<number>`${new Date(at)}::timestamptz`)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined || row.cause === 'gone' ? null : toLogRow(row);
}

/**
 * Drops what is older than `before` (epoch ms), but of each account that is there the row it stood by then: what
 * follows can still be replayed. @returns how many
 */
export async function pruneScoreLog(db: Db, portalId: number, before: number): Promise<number> {
  const result = await sql`delete from score_log old
    where old.portal_id = ${portalId} and old.at < ${new Date(before)}::timestamptz and (old.cause = 'gone' or exists (
      select 1 from score_log later where later.portal_id = old.portal_id and later.company_id = old.company_id
        and later.seq > old.seq and later.at < ${new Date(before)}::timestamptz))`.execute(db);
  await sql`delete from tier_rounds where portal_id = ${portalId} and at < ${new Date(before)}::timestamptz
    and round < (select max(round) from tier_rounds where portal_id = ${portalId})`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}

function toLogRow(row: Selectable<Tables['score_log']>): ScoreLogRow {
  return {
    seq: row.seq,
    companyId: row.company_id,
    cause: row.cause as LogCause,
    at: row.at,
    modelVersion: row.model_version,
    round: row.round,
    movedFrom: row.moved_from,
    proposalId: row.proposal_id,
    fit: row.fit,
    engagement: row.engagement,
    intent: row.intent,
    coverage: row.coverage,
    dealPotential: row.deal_potential,
    disqualifiedBy: row.disqualified_by,
    stageFacts: row.stage_facts,
    stage: row.stage,
    stageSince: row.stage_since,
    failingSince: row.failing_since,
    tier: row.tier,
    tierSince: row.tier_since,
    pinned: row.pinned,
  };
}
