import { DAY_MS } from '../../domain/day-ms.ts';
import { countOutsideEdits, listOutsideEdits, type NoticedEdit } from '../../storage/accounts/outside-edits.ts';
import type { SyncContext } from '../sync-context.ts';

const RECENT_MS = 30 * DAY_MS;

/** What the admin sees of values of ours that others overwrote. */
export interface OutsideEditsReport {
  /** Values in which somebody else's stands. */
  standing: number;
  /** Values that were put right in the last 30 days. */
  restored: number;
  /** The latest first. */
  latest: NoticedEdit[];
}

/** How many values others overwrote, and the latest of them. */
export async function readOutsideEdits(
  context: SyncContext,
  portalId: number,
  limit: number,
): Promise<OutsideEditsReport> {
  const { kysely } = context.db;
  const counts = await countOutsideEdits(kysely, portalId, context.now() - RECENT_MS);
  return { ...counts, latest: await listOutsideEdits(kysely, portalId, limit) };
}
