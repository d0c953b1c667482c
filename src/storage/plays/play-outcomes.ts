import { sql, type RawBuilder } from 'kysely';
import { STAGE_IDS } from '../../domain/stage/stage-ids.ts';
import type { Trials } from '../../domain/statistics/proportion.ts';
import type { Db } from '../tables/tables.ts';

/** What was seen of a play where it was run, or where it was due and not run. */
export interface OutcomeCounts {
  /** A success is the aimed-at state seen in its window. */
  reached: Trials;
  /** A success is a later stage at the end than at the start; n are those whose stages are known. */
  stageUp: Trials;
  /** Of the first deals that closed within half a year of the start: how many were won. */
  won: Trials;
  /** How many of `reached` an import told of. */
  imported: number;
}

export type PlayOutcomes = Record<string, { run: OutcomeCounts; notRun: OutcomeCounts }>;

interface Row {
  play_id: string;
  was_run: boolean;
  n: number;
  reached: number;
  staged: number;
  stage_up: number;
  closed: number;
  won: number;
  imported: number;
}

const CLOSED_WITHIN_DAYS = 180;

/** Of runs: a merge ends one of two, and people stop some; both say so as their problem. */
const WAS_JUDGED = sql`(status in ('completed', 'abandoned') and problem is null)`;

/** From when on what began is counted (epoch ms), at all and of single plays; of these what an import told is counted all the same. */
export interface CountedSince {
  from: number;
  byPlay: ReadonlyMap<string, number>;
}

/** How runs of this portal ended, by play: what the posterior of a play's success is made of. */
export async function countRunOutcomes(db: Db, portalId: number, since: CountedSince): Promise<Record<string, Trials>> {
  const { rows } = await sql<{ play_id: string; successes: number; n: number }>`
    select play_id, count(*) filter (where status = 'completed') as successes, count(*) as n
    from play_runs where portal_id = ${portalId} and ${WAS_JUDGED}
      and ${isCounted('started_at', since)} group by play_id order by play_id`.execute(db);
  return Object.fromEntries(rows.map(({ play_id: playId, ...trials }) => [playId, trials]));
}

/** What came of the portal's plays that ended, by play. */
export async function countOutcomes(db: Db, portalId: number, since: CountedSince): Promise<PlayOutcomes> {
  const { rows } = await sql<Row>`
    with seen as (
      select company_id, play_id, true as was_run, started_at as began, status = 'completed' as reached,
        stage_from, stage_to, imported
      from play_runs
      where portal_id = ${portalId} and ${WAS_JUDGED}
        and ${isCounted('started_at', since)}
      union all
      select company_id, play_id, false, due_since, outcome = 'reached', stage_from, stage_to, imported
      from play_dues
      where portal_id = ${portalId} and outcome in ('reached', 'missed')
        and ${isCounted('due_since', since)}
    )
    select seen.play_id, seen.was_run, count(*) as n, count(*) filter (where seen.reached) as reached,
      count(*) filter (where stage_from is not null and stage_to is not null) as staged,
      count(*) filter (where ${rank('stage_to')} > ${rank('stage_from')}) as stage_up,
      count(closed.state) as closed, count(*) filter (where closed.state = 'won') as won,
      count(*) filter (where imported) as imported
    from seen left join lateral (
      select deal.state from deal_companies link
      join deals deal on deal.portal_id = ${portalId} and deal.deal_id = link.deal_id
      where link.portal_id = ${portalId} and link.company_id = seen.company_id and deal.state <> 'open'
        and deal.closed_at > seen.began
        and deal.closed_at <= seen.began + ${CLOSED_WITHIN_DAYS}::int * interval '1 day'
      order by deal.closed_at, deal.deal_id limit 1
    ) closed on true
    group by seen.play_id, seen.was_run order by seen.play_id`.execute(db);
  const byPlay = Map.groupBy(rows, (row) => row.play_id);
  return Object.fromEntries(
    [...byPlay].map(([playId, held]) => [
      playId,
      { run: toCounts(held.find((row) => row.was_run)), notRun: toCounts(held.find((row) => !row.was_run)) },
    ]),
  );
}

/** Whether a row of a play that began at `column` is. */
function isCounted(column: string, { from, byPlay }: CountedSince): RawBuilder<boolean> {
  const plays = [...byPlay.keys()];
  const times = [...byPlay.values()].map((at) => new Date(at).toISOString());
  const own = sql`(${times}::timestamptz[])[array_position(${plays}::text[], play_id)]`;
  return sql<boolean>`(${sql.ref(column)} >= ${new Date(from)}::timestamptz
    and (imported or ${sql.ref(column)} >= coalesce(${own}, '-infinity')))`;
}

/** The place of a column's stage in their order. */
function rank(column: string): RawBuilder<number> {
  return sql`array_position(${[...STAGE_IDS]}::text[], ${sql.ref(column)})`;
}

function toCounts(row: Row | undefined): OutcomeCounts {
  return {
    reached: { successes: row?.reached ?? 0, n: row?.n ?? 0 },
    stageUp: { successes: row?.stage_up ?? 0, n: row?.staged ?? 0 },
    won: { successes: row?.won ?? 0, n: row?.closed ?? 0 },
    imported: row?.imported ?? 0,
  };
}
