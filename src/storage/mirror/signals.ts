import { sql } from 'kysely';
import type { SignalFact } from '../../domain/facts.ts';
import type { Db } from '../tables/tables.ts';
import { columnNames, unnestRows } from '../connection/unnest-rows.ts';
import type { BulkColumn } from '../connection/unnest-rows.ts';

export interface Signal extends SignalFact {
  companyId: string;
}

/**
 * How the ids of the app's own signals begin: read from a mapped property, or imported from a table. No source changes
 * these.
 */
export const OWN_IDS = { property: 'property:', table: 'table:' } as const;

const COLUMNS: readonly BulkColumn<Signal>[] = [
  ['signal_id', 'text', (signal) => signal.signalId],
  ['company_id', 'text', (signal) => signal.companyId],
  ['source', 'text', (signal) => signal.source],
  ['topic', 'text', (signal) => signal.topic],
  ['strength', 'float8', (signal) => signal.strength],
  ['occurred_at', 'timestamptz', (signal) => signal.occurredAt],
];

/** Writes signals by their id. @returns ids of the companies with anything new or changed */
export async function upsertSignals(db: Db, portalId: number, signals: readonly Signal[]): Promise<string[]> {
  const rows = [...new Map(signals.map((signal) => [signal.signalId, signal])).values()];
  if (rows.length === 0) return [];
  const result = await sql<{ id: string }>`
    with written as (
      insert into signals as held (portal_id, ${columnNames(COLUMNS)})
      select ${portalId}::bigint, t.* from ${unnestRows(COLUMNS, rows)} order by signal_id
      on conflict (portal_id, signal_id) do update
        set company_id = excluded.company_id, source = excluded.source, topic = excluded.topic,
          strength = excluded.strength, occurred_at = excluded.occurred_at
        where (held.company_id, held.source, held.topic, held.strength, held.occurred_at)
          is distinct from (excluded.company_id, excluded.source, excluded.topic, excluded.strength, excluded.occurred_at)
      returning company_id
    )
    select distinct company_id as id from written order by 1`.execute(db);
  return result.rows.map((row) => row.id);
}

/** Drops what happened before `before` (epoch ms). */
export async function pruneSignals(db: Db, portalId: number, before: number): Promise<void> {
  await sql`delete from signals where portal_id = ${portalId}
    and occurred_at < ${new Date(before)}::timestamptz`.execute(db);
}

/** The signals of these ids that are held, by id. */
export async function listSignals(
  db: Db,
  portalId: number,
  signalIds: readonly string[],
): Promise<Map<string, Signal>> {
  const rows = await db
    .selectFrom('signals')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('signal_id', '=', sql<string>`any(${signalIds}::text[])`)
    .execute();
  const signals = rows.map((row): Signal => ({
    signalId: row.signal_id,
    companyId: row.company_id,
    source: row.source,
    topic: row.topic,
    strength: row.strength,
    occurredAt: row.occurred_at,
  }));
  return new Map(signals.map((signal) => [signal.signalId, signal]));
}

/** @returns ids of the companies that had any of them */
export async function deleteSignals(db: Db, portalId: number, signalIds: readonly string[]): Promise<string[]> {
  if (signalIds.length === 0) return [];
  const result = await sql<{ id: string }>`
    with removed as (
      delete from signals where portal_id = ${portalId} and signal_id = any(${signalIds}::text[]) returning company_id
    )
    select distinct company_id as id from removed order by 1`.execute(db);
  return result.rows.map((row) => row.id);
}

/** What a source sent, of what is kept. */
export interface SignalSource {
  source: string;
  signals: number;
  companies: number;
  /** Since the moment asked for. */
  recent: number;
  /** Whose ids begin with the prefix asked for. */
  prefixed: number;
  lastAt: number;
}

/** What each source sent, the busiest since `since` (epoch ms) first. */
export async function summariseSources(
  db: Db,
  portalId: number,
  { since, prefix }: { since: number; prefix: string },
): Promise<SignalSource[]> {
  const { rows } = await sql<{
    source: string;
    n: number;
    companies: number;
    recent: number;
    prefixed: number;
    last_at: number;
  }>`
    select source, count(*)::bigint as n, count(distinct company_id)::bigint as companies,
      count(*) filter (where occurred_at >= ${new Date(since)}::timestamptz)::bigint as recent,
      count(*) filter (where starts_with(signal_id, ${prefix}))::bigint as prefixed,
      (1000 * extract(epoch from max(occurred_at)))::float8 as last_at
    from signals where portal_id = ${portalId} group by source order by recent desc, n desc, source`.execute(db);
  return rows.map(({ source, n, companies, recent, prefixed, last_at: lastAt }) => ({
    source,
    signals: n,
    companies,
    recent,
    prefixed,
    lastAt,
  }));
}

/** Which signals are held whose id begins so. */
export async function listSignalSources(
  db: Db,
  portalId: number,
  prefix: string,
): Promise<{ signalId: string; source: string }[]> {
  const result = await sql<{ id: string; source: string }>`select signal_id as id, source from signals
    where portal_id = ${portalId} and starts_with(signal_id, ${prefix}) order by 1`.execute(db);
  return result.rows.map((row) => ({ signalId: row.id, source: row.source }));
}
