import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { unnestRows, columnNames, type BulkColumn } from '../connection/unnest-rows.ts';

/** A play of the past as somebody tells of it: started, or due and not run. Times are epoch ms. */
export interface PastPlay {
  /** The same for the same company, play and day. */
  key: string;
  companyId: string;
  playId: string;
  startedAt: number;
  endedAt: number;
  wasRun: boolean;
  worked: boolean;
  stageFrom: string | null;
  stageTo: string | null;
}

const RUN_COLUMNS: readonly BulkColumn<PastPlay>[] = [
  ['run_id', 'text', ({ key }) => `import-${key}`],
  ['request_id', 'text', ({ key }) => `import-${key}`],
  ['company_id', 'text', (past) => past.companyId],
  ['play_id', 'text', (past) => past.playId],
  ['status', 'text', ({ worked }) => (worked ? 'completed' : 'abandoned')],
  ['contact_ids', 'jsonb', () => []],
  ['steps', 'jsonb', () => []],
  ['started_at', 'timestamptz', (past) => past.startedAt],
  ['finished_at', 'timestamptz', (past) => past.endedAt],
  ['stage_from', 'text', (past) => past.stageFrom],
  ['stage_to', 'text', (past) => past.stageTo],
];

const DUE_COLUMNS: readonly BulkColumn<PastPlay>[] = [
  ['company_id', 'text', (past) => past.companyId],
  ['play_id', 'text', (past) => past.playId],
  ['due_since', 'timestamptz', (past) => past.startedAt],
  ['due_until', 'timestamptz', (past) => past.endedAt],
  ['contact_ids', 'jsonb', () => []],
  ['outcome', 'text', ({ worked }) => (worked ? 'reached' : 'missed')],
  ['stage_from', 'text', (past) => past.stageFrom],
  ['stage_to', 'text', (past) => past.stageTo],
];

/** @returns how many were new */
export async function importPlayRuns(
  db: Db,
  portalId: number,
  past: readonly PastPlay[],
  importedBy: string,
): Promise<number> {
  const { rows } = await sql`insert into play_runs (portal_id, started_by, imported, ${columnNames(RUN_COLUMNS)})
    select ${portalId}::bigint, ${importedBy}::text, true, t.* from ${unnestRows(RUN_COLUMNS, past)}
    on conflict do nothing returning 1`.execute(db);
  return rows.length;
}

/** @returns how many were new */
export async function importPlayDues(db: Db, portalId: number, past: readonly PastPlay[]): Promise<number> {
  const { rows } = await sql`insert into play_dues (portal_id, imported, ${columnNames(DUE_COLUMNS)})
    select ${portalId}::bigint, true, t.* from ${unnestRows(DUE_COLUMNS, past)}
    on conflict do nothing returning 1`.execute(db);
  return rows.length;
}
