import { listSyncSteps } from '../../storage/mirror/sync-steps.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { PULL_STEPS } from '../pull/steps/pull-steps.ts';

/** The step that the first sync is at: how many records of how many, `null` until that is known. */
export interface SyncProgress {
  done: number;
  total: number | null;
  /** In words. */
  step: string;
}

/** How far the first sync is; once everything is read, it scores. */
export async function readProgress(db: Db, portalId: number): Promise<SyncProgress> {
  const steps = await listSyncSteps(db, portalId);
  const current = steps.find((step) => step.finishedAt === null) ?? steps.at(-1);
  if (current === undefined) return { done: 0, total: null, step: 'Connecting' };
  const label = PULL_STEPS.find((step) => step.name === current.step)?.label ?? 'Scoring';
  return { done: current.done, total: current.total, step: label };
}
