import { isDeepStrictEqual } from 'node:util';
import type { Db } from '../../../src/storage/tables/tables.ts';

/** An entry of the audit log as it is stored. */
export interface AuditRow {
  seq: number;
  at: number;
  actor: string;
  action: string;
  subject: string;
  /**
   * Those of proposals name them, and the key that was turned; that of a change that applied by itself its tiers; that of
   * an erasure, how many entries it redacted.
   */
  details: {
    proposalId?: string;
    key?: string;
    from?: number | null;
    to?: number | null;
    entriesRedacted?: number;
  };
}

/** What the audit log said whenever it was looked at. */
export interface AuditWatch {
  /** Looks now; a database that is down is looked at another time. */
  look: () => Promise<void>;
  /** The whole log, and which entries that were seen are gone or altered. */
  finish: () => Promise<{ rows: AuditRow[]; differences: string[] }>;
}

export function watchAudit(db: Db, portalId: number): AuditWatch {
  const seen = new Map<number, AuditRow>();
  const readLog = async (): Promise<AuditRow[]> => {
    const rows = await db
      .selectFrom('audit_log')
      .selectAll()
      .where('portal_id', '=', portalId)
      .orderBy('seq')
      .execute();
    return rows.map(({ seq, at, actor, action, subject, details }) => {
      return { seq, at, actor, action, subject, details: details as AuditRow['details'] };
    });
  };
  return {
    look: async () => {
      for (const row of await readLog().catch(() => [])) if (!seen.has(row.seq)) seen.set(row.seq, row);
    },
    finish: async () => {
      const rows = await readLog();
      const held = new Map(rows.map((row) => [row.seq, row]));
      const altered = [...seen.values()].filter((row) => !isKept(row, held.get(row.seq)));
      const gone = altered.map((row) => `audit log: entry is gone or altered: ${JSON.stringify(row)}`);
      return { rows, differences: [...gone, ...countRedacted(rows)] };
    },
  };
}

const REDACTED = { subject: 'erased', details: {} };

/** As it was written; or as an erasure leaves what named its person: who did what and when, and no more. */
function isKept(row: AuditRow, held: AuditRow | undefined): boolean {
  return isDeepStrictEqual(row, held) || isDeepStrictEqual({ ...row, ...REDACTED }, held);
}

/** As many entries are redacted as the erasures say that they did. */
function countRedacted(rows: readonly AuditRow[]): string[] {
  const erasures = rows.filter(({ action }) => action === 'person erased');
  const told = erasures.reduce((sum, { details }) => sum + (details.entriesRedacted ?? 0), 0);
  const redacted = rows.filter((row) => isDeepStrictEqual({ ...row, ...REDACTED }, row));
  if (redacted.length === told) return [];
  return [`audit log: ${redacted.length} entries are redacted, not ${told} as the erasures say`];
}
