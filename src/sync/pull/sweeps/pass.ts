import { getSyncStep, saveSyncStep } from '../../../storage/mirror/sync-steps.ts';
import type { SyncContext } from '../../sync-context.ts';

/** An interrupted pass is resumed for this long, about until the next one is due; after that a new one begins. */
const EXPIRES_MS = 20 * 3_600_000;

/** Begins a pass over a portal, or resumes one that was cut off. @returns when it began (epoch ms) */
export async function beginPass(context: SyncContext, portalId: number, name: string): Promise<number> {
  const held = await getSyncStep(context.db.kysely, portalId, name);
  const isUnfinished = held?.finishedAt === null && context.now() - held.startedAt < EXPIRES_MS;
  const startedAt = isUnfinished ? held.startedAt : context.now();
  await savePass(context, portalId, { name, startedAt, finishedAt: null });
  return startedAt;
}

/** Says that a pass came to its end. */
export async function endPass(context: SyncContext, portalId: number, name: string, startedAt: number): Promise<void> {
  await savePass(context, portalId, { name, startedAt, finishedAt: context.now() });
}

function savePass(
  context: SyncContext,
  portalId: number,
  { name, startedAt, finishedAt }: { name: string; startedAt: number; finishedAt: number | null },
): Promise<void> {
  const step = { step: name, cursor: null, done: 0, total: null, startedAt, finishedAt };
  return saveSyncStep(context.db.kysely, portalId, step);
}
