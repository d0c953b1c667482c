import { appendAudit } from '../../storage/portal/audit-log.ts';
import type { SyncContext } from '../sync-context.ts';

/** What leaves the app as a whole, and what it is about. */
const EXPORTS = {
  'target accounts exported': 'list',
  'accounts exported': 'accounts',
  'contacts exported': 'contacts',
  'everything exported': null,
  'audit log exported': null,
} as const;

/** Writes to the audit log who exported what; `null` is the portal. */
export async function logExport(
  { db, now }: Pick<SyncContext, 'db' | 'now'>,
  portalId: number,
  action: keyof typeof EXPORTS,
  actor: string,
): Promise<void> {
  const subject = EXPORTS[action] ?? `portal:${portalId}`;
  await appendAudit(db.kysely, portalId, { at: now(), actor, action, subject, details: {} });
}
