import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { selectAudit, toEntry, UNLIKE, type AuditWanted, type LoggedEntry } from './audit-log.ts';

/** Entries of one moment, by one actor, about accounts, that differ in nothing but `UNLIKE` and their account; any other entry by itself. */
export interface AlikeEntries {
  /** The newest, at most as many as were asked for. */
  rows: LoggedEntry[];
  /** How many there are. */
  count: number;
  /** The `seq` of the oldest. */
  last: number;
}

/**
 * What is alike among the newest entries before a `seq` that one actor left at one moment, in one statement, however many
 * they are.
 * @param few so many entries of each kind are given
 * @param kinds where there are more kinds, only the entries newer than the first of the next kind are looked at
 */
export async function foldMoment(
  db: Db,
  portalId: number,
  before: number | null,
  wanted: AuditWanted,
  { few, kinds }: { few: number; kinds: number },
): Promise<AlikeEntries[]> {
  const { rows } = await sql<Parameters<typeof toEntry>[0] & { count: number; last: number }>`
    with log as not materialized (${selectAudit(db, portalId, before, wanted)}),
    newest as (select at, actor from log order by seq desc limit 1),
    older as (
      select seq from log where (at, actor) <> ((select at from newest), (select actor from newest))
      order by seq desc limit 1
    ),
    kinded as (
      select *, case when subject like 'company:%' then jsonb_build_array(action, details - ${[...UNLIKE]}::text[])
        else to_jsonb(seq) end as kind
      from log where seq > coalesce((select seq from older), 0)
    ),
    moment as (select *, max(seq) over (partition by kind) as first from kinded),
    excess as (select first from moment where seq = first order by first desc offset ${kinds} limit 1),
    counted as (
      select *, row_number() over (partition by kind order by seq desc) as place,
        count(*) over (partition by kind)::int as count, min(seq) over (partition by kind) as last
      from moment where seq > coalesce((select first from excess), 0)
    )
    select seq, at, actor, action, subject, details, count, last from counted where place <= ${few} order by seq desc`.execute(
    db,
  );
  const alike = new Map<number, AlikeEntries>();
  for (const { count, last, ...row } of rows) {
    const group = alike.get(last) ?? { rows: [], count, last };
    group.rows.push(toEntry(row));
    alike.set(last, group);
  }
  return [...alike.values()];
}
