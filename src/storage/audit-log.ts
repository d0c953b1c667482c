import type { Db } from './tables.ts';

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

/** The log is append-only: the database refuses to change an entry. */
export async function appendAudit(db: Db, portalId: number, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit_log')
    .values({
      portal_id: portalId,
      at: new Date(entry.at),
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      details: JSON.stringify(entry.details),
    })
    .execute();
}

/** Newest first. */
export async function listAudit(db: Db, portalId: number, limit: number): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom('audit_log')
    .selectAll()
    .where('portal_id', '=', portalId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    at: row.at,
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    details: row.details as Record<string, unknown>,
  }));
}
