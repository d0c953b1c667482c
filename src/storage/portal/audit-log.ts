import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { columnNames, unnestRows, type BulkColumn } from '../connection/unnest-rows.ts';

/** What somebody (or the app) did. `details` names records by id and never holds personal data. */
export interface AuditEntry {
  at: number;
  /** A user's e-mail or `roundtable`. */
  actor: string;
  action: string;
  /** `company:123`, `model:4` … */
  subject: string;
  details: Record<string, unknown>;
}

/** The actor of what the app does by itself. */
export const THE_APP = 'roundtable';

const COLUMNS: readonly BulkColumn<AuditEntry>[] = [
  ['at', 'timestamptz', (entry) => entry.at],
  ['actor', 'text', (entry) => entry.actor],
  ['action', 'text', (entry) => entry.action],
  ['subject', 'text', (entry) => entry.subject],
  ['details', 'jsonb', (entry) => entry.details],
];

/** The log is append-only: the database refuses to change an entry. */
export async function appendAudit(db: Db, portalId: number, entry: AuditEntry): Promise<void> {
  await appendAudits(db, portalId, [entry]);
}

/** Several entries, in this order. */
export async function appendAudits(db: Db, portalId: number, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`insert into audit_log (portal_id, ${columnNames(COLUMNS)})
    select ${portalId}::bigint, t.* from ${unnestRows(COLUMNS, entries)}`.execute(db);
}

/** Whether an entry of this action names the request: a repeat is to leave one. */
export async function hasAudit(db: Db, portalId: number, action: string, requestId: string): Promise<boolean> {
  const row = await db
    .selectFrom('audit_log')
    .select('seq')
    .where('portal_id', '=', portalId)
    .where('action', '=', action)
    .where(sql<string>`details ->> 'requestId'`, '=', requestId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Newest first; `before` is the `seq` of the last one of the page before. With `text` only entries that have it in who,
 * what or about whom, where users, companies and contacts are found by their names too.
 */
export async function listAudit(
  db: Db,
  portalId: number,
  limit: number,
  before: number | null = null,
  text = '',
): Promise<(AuditEntry & { seq: number })[]> {
  let query = db.selectFrom('audit_log').selectAll().where('portal_id', '=', portalId);
  if (before !== null) query = query.where('seq', '<', before);
  if (text !== '') {
    query = query.where(sql<boolean>`(position(lower(${text}) in lower(concat_ws(' ', actor, action, subject))) > 0
      or subject in (select 'company:' || company_id from companies
        where portal_id = ${portalId} and position(lower(${text}) in lower(name)) > 0)
      or subject in (select 'contact:' || contact_id from contacts
        where portal_id = ${portalId} and position(lower(${text}) in lower(name)) > 0)
      or lower(actor) in (select lower(email) from owners
        where portal_id = ${portalId} and position(lower(${text}) in lower(name)) > 0)
      or subject in (select 'owner:' || owner_id from owners
        where portal_id = ${portalId} and position(lower(${text}) in lower(name)) > 0))`);
  }
  const rows = await query.orderBy('seq', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    details: row.details as Record<string, unknown>,
  }));
}
