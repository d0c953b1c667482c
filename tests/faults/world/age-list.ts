import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Random } from '../../../src/sandbox/world/random.ts';
import { lockScores } from '../../../src/storage/accounts/score-log.ts';
import type { Db } from '../../../src/storage/tables/tables.ts';
import type { Run } from '../support/start-run.ts';
import type { Ageing } from './list-people.ts';

/** Longer than a proposal waits, and than a decision stands. */
const TWO_WEEKS = 15;
const A_QUARTER = 91;

/**
 * Lets one open proposal of the scoring's or of a person's have waited for two weeks, and some decisions have stood for a
 * quarter, between what the app does to the list. @returns what was done, `null` where the database was away
 */
export async function ageList({ context, standIn }: Run, random: Random): Promise<Ageing | null> {
  const { portalId } = standIn.store.portal;
  const [which, endsDecisions] = [random.next(), random.chance(0.3)];
  const tried: { transaction: string; ageing: Ageing }[] = [];
  try {
    await context.db.transaction(async (trx) => {
      await lockScores(trx, portalId);
      const proposalId = await ageProposal(trx, portalId, which);
      if (endsDecisions) await ageDecisions(trx, portalId);
      const { transaction, ...place } = await readPlace(trx, portalId);
      tried.push({ transaction, ageing: { ...place, proposalId, endsDecisions } });
    });
  } catch {
    // A commit whose answer was lost may have been made all the same.
    for (const { transaction } of tried) if (!(await isKept(context.db.kysely, transaction))) return null;
  }
  return tried[0]?.ageing ?? null;
}

const PATIENCE_MS = 60_000;

/** What became of a transaction, once the database answers. */
async function isKept(db: Db, transaction: string): Promise<boolean> {
  const asked = sql<{ status: string | null }>`select pg_xact_status(${transaction}::text::xid8) as status`;
  for (const until = Date.now() + PATIENCE_MS; ;) {
    const answer = await asked.execute(db).catch(() => null);
    const status = answer?.rows[0]?.status;
    if (status === 'committed' || status === 'aborted') return status === 'committed';
    if (Date.now() > until) throw new Error(`Nobody knows what became of transaction ${transaction}: ${status}`);
    await delay(100);
  }
}

async function ageProposal(trx: Db, portalId: number, which: number): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    update proposals set proposed_at = proposed_at - make_interval(days => ${TWO_WEEKS})
    where portal_id = ${portalId} and status = 'open' and proposal_id in (
      select proposal_id from proposals where portal_id = ${portalId} and status = 'open' and company_id is not null
      order by seq offset floor(${which}::float8 * (select count(*) from proposals
        where portal_id = ${portalId} and status = 'open' and company_id is not null)) limit 1)
    returning proposal_id as id`.execute(trx);
  return rows[0]?.id ?? null;
}

async function ageDecisions(trx: Db, portalId: number): Promise<void> {
  await sql`update list_members set stands_until = stands_until - make_interval(days => ${A_QUARTER})
    where portal_id = ${portalId} and stands_until is not null`.execute(trx);
}

/** What was the last to be done before, and by which transaction it is followed. */
async function readPlace(
  trx: Db,
  portalId: number,
): Promise<Pick<Ageing, 'at' | 'afterSeq' | 'afterRound'> & { transaction: string }> {
  const { rows } = await sql<{ seq: number; round: number; at: number; transaction: string }>`select
    (select coalesce(max(seq), 0) from score_log where portal_id = ${portalId})::int as seq,
    (select coalesce(max(round), 0) from tier_rounds where portal_id = ${portalId})::int as round,
    (extract(epoch from clock_timestamp()) * 1000)::float8 as at, pg_current_xact_id()::text as transaction`.execute(
    trx,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('The database says nothing of its transaction.');
  const { seq, round, at, transaction } = row;
  return { afterSeq: seq, afterRound: round, at, transaction };
}
