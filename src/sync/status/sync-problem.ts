import { AppError, GrantRevokedError } from '../../errors.ts';
import { clearRefusalsOf, listRefusalsOf, recordRefusals } from '../../storage/portal/refusals.ts';
import type { Db } from '../../storage/tables/tables.ts';
import type { SyncContext } from '../sync-context.ts';

const OBJECT_TYPE = 'sync';

/** Keeps why the first sync stopped, for the settings page. A dead grant shows as the portal's status. */
export async function keepSyncProblem(context: SyncContext, portalId: number, error: unknown): Promise<void> {
  if (error instanceof GrantRevokedError) return;
  const message = error instanceof AppError ? error.message : 'Roundtable could not work with something that it read.';
  const problem = { objectType: OBJECT_TYPE, recordId: 'backfill', property: '', message, at: context.now() };
  await recordRefusals(context.db.kysely, portalId, [problem]);
}

/** Forgets why the first sync stopped: one came to its end. */
export async function clearSyncProblem(db: Db, portalId: number): Promise<void> {
  await clearRefusalsOf(db, portalId, OBJECT_TYPE);
}

/** @returns why the first sync stopped the last time; `null` where it did not, or has ended since */
export async function readSyncProblem(db: Db, portalId: number): Promise<string | null> {
  return (await listRefusalsOf(db, portalId, OBJECT_TYPE))[0]?.message ?? null;
}
