import { sql, type Selectable } from 'kysely';
import type { PlaceholderFact, PlayFeedbackFact, PlayRunFact, SignalFact } from '../../domain/facts.ts';
import { groupByCompany } from '../connection/group-by-company.ts';
import type { Db, Tables } from '../tables/tables.ts';

/** Signals of these accounts that occurred at or after `since`, by company id, oldest first. */
export async function loadSignals(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  since: number,
): Promise<Map<string, SignalFact[]>> {
  const rows = await db
    .selectFrom('signals')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .where('occurred_at', '>=', sql<number>`${new Date(since)}::timestamptz`)
    .orderBy('occurred_at')
    .orderBy('signal_id')
    .execute();
  return groupByCompany(rows, toSignalFact);
}

/** The signals of one company that are kept, newest first, at most `limit`. */
export async function listAccountSignals(
  db: Db,
  portalId: number,
  companyId: string,
  limit: number,
): Promise<SignalFact[]> {
  const rows = await db
    .selectFrom('signals')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('company_id', '=', companyId)
    .orderBy('occurred_at', 'desc')
    .orderBy('signal_id')
    .limit(limit)
    .execute();
  return rows.map(toSignalFact);
}

function toSignalFact(row: Selectable<Tables['signals']>): SignalFact {
  return {
    signalId: row.signal_id,
    source: row.source,
    topic: row.topic,
    strength: row.strength,
    occurredAt: row.occurred_at,
  };
}

export async function loadPlaceholders(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, PlaceholderFact[]>> {
  const rows = await db
    .selectFrom('placeholders')
    .select(['company_id', 'role', 'note'])
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .orderBy('role')
    .execute();
  return groupByCompany(rows, (row) => ({ role: row.role, note: row.note }));
}

/** Runs by company id, oldest first: one that is starting counts as running, one that failed to start does not count. */
export async function loadPlayRuns(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, PlayRunFact[]>> {
  const rows = await db
    .selectFrom('play_runs')
    .select(['company_id', 'run_id', 'play_id', 'started_at', 'contact_ids', 'status'])
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .where('status', '<>', 'failed')
    .orderBy('started_at')
    .orderBy('run_id')
    .execute();
  return groupByCompany(rows, (row) => ({
    runId: row.run_id,
    playId: row.play_id,
    startedAt: row.started_at,
    contactIds: row.contact_ids,
    status: row.status === 'starting' ? 'running' : (row.status as PlayRunFact['status']),
  }));
}

/** The latest word on each play of an account, by company id; what was taken back is absent. */
export async function loadPlayFeedback(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, PlayFeedbackFact[]>> {
  const rows = await db
    .selectFrom('play_feedback')
    .selectAll()
    .distinctOn(['company_id', 'play_id'])
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .orderBy('company_id')
    .orderBy('play_id')
    .orderBy('given_at', 'desc')
    .orderBy('seq', 'desc')
    .execute();
  const standing = rows.filter((row) => row.kind !== 'undone');
  return groupByCompany(standing, (row) => ({
    playId: row.play_id,
    kind: row.kind as PlayFeedbackFact['kind'],
    reason: row.reason,
    givenAt: row.given_at,
    until: row.until,
  }));
}
