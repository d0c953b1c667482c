import { listSyncSteps, type SyncStep } from '../../storage/mirror/sync-steps.ts';
import { countScored } from '../../storage/target-list/account-lists.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { PULL_STEPS } from '../pull/steps/pull-steps.ts';

/** What the first sync is at: how many of how many, `null` until that is known. */
export interface SyncProgress {
  done: number;
  total: number | null;
  /** In words. */
  step: string;
  /** Of this step alone, at its pace so far; `null` where that or the total is not known. */
  msLeft: number | null;
  /** Kinds of records that are read whole, of all that are read; `null` before the first one begins. */
  kinds: { read: number; of: number } | null;
}

/** How far the first sync is at `now` (epoch ms); once everything is read, it scores. */
export async function readProgress(db: Db, portalId: number, now: number): Promise<SyncProgress> {
  const held = await listSyncSteps(db, portalId);
  const steps = held.filter(({ step }) => PULL_STEPS.some(({ name }) => name === step));
  if (steps.length === 0) return { done: 0, total: null, step: 'Connecting', msLeft: null, kinds: null };
  const kinds = { read: steps.filter(({ finishedAt }) => finishedAt !== null).length, of: PULL_STEPS.length };
  const current = steps.find(({ finishedAt }) => finishedAt === null);
  if (current === undefined) {
    const { scored, companies } = await countScored(db, portalId);
    return { done: scored, total: companies, step: 'Scoring', msLeft: null, kinds };
  }
  const label = PULL_STEPS.find(({ name }) => name === current.step)?.label ?? current.step;
  return { done: current.done, total: current.total, step: label, msLeft: estimateMsLeft(current, now), kinds };
}

/** What a step still takes at its pace so far; `null` of one that is over, has not begun or whose end nobody knows. */
export function estimateMsLeft({ done, total, startedAt, finishedAt }: SyncStep, now: number): number | null {
  const isRunning = finishedAt === null && total !== null && done > 0;
  return isRunning ? Math.max(0, ((now - startedAt) / done) * (total - done)) : null;
}
