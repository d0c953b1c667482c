import type { Selectable } from 'kysely';
import type { Db, Tables } from '../tables/tables.ts';

/** How far one step of a sync has come, which began at `startedAt` (epoch ms); `cursor` is where to go on. */
export interface SyncStep {
  step: string;
  cursor: string | null;
  done: number;
  total: number | null;
  startedAt: number;
  finishedAt: number | null;
}

export async function saveSyncStep(db: Db, portalId: number, step: SyncStep): Promise<void> {
  const progress = {
    cursor: step.cursor,
    done: step.done,
    total: step.total,
    started_at: new Date(step.startedAt),
    finished_at: step.finishedAt === null ? null : new Date(step.finishedAt),
  };
  await db
    .insertInto('sync_steps')
    .values({ portal_id: portalId, step: step.step, ...progress })
    .onConflict((conflict) => conflict.columns(['portal_id', 'step']).doUpdateSet(progress))
    .execute();
}

export async function getSyncStep(db: Db, portalId: number, step: string): Promise<SyncStep | null> {
  const row = await db
    .selectFrom('sync_steps')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('step', '=', step)
    .executeTakeFirst();
  return row === undefined ? null : toSyncStep(row);
}

/** In the order in which they were started. */
export async function listSyncSteps(db: Db, portalId: number): Promise<SyncStep[]> {
  const rows = await db
    .selectFrom('sync_steps')
    .selectAll()
    .where('portal_id', '=', portalId)
    .orderBy('started_at')
    .orderBy('step')
    .execute();
  return rows.map(toSyncStep);
}

/** Forgets all progress, so that the next sync starts over. */
export async function deleteSyncSteps(db: Db, portalId: number): Promise<void> {
  await db.deleteFrom('sync_steps').where('portal_id', '=', portalId).execute();
}

function toSyncStep(row: Selectable<Tables['sync_steps']>): SyncStep {
  return {
    step: row.step,
    cursor: row.cursor,
    done: row.done,
    total: row.total,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
