import { clearStale, takeStale, type StaleMark } from '../../storage/stale-accounts.ts';
import { publishAccounts, type PublishReport } from '../publish/publish-accounts.ts';
import type { SyncContext } from '../sync-context.ts';
import { assignPortalTiers } from './assign-portal-tiers.ts';
import { computeAccounts, type PortalScoring } from './compute-accounts.ts';
import { loadScoring, renewScoring } from './load-scoring.ts';

/** Accounts whose facts are in memory at once. */
const CHUNK = 200;

/**
 * Brings the portal up to date: computes its stale accounts, assigns all tiers, computes again those whose tier moved
 * (it decides which roles they need), and publishes what differs. A mark set meanwhile stays for the next run.
 */
export async function refreshPortal(context: SyncContext, portalId: number): Promise<PublishReport> {
  const scoring = await renewScoring(context, portalId);
  const stale = await computeStale(context, portalId, scoring);
  const moved = await assignPortalTiers(context, portalId, scoring.model);
  const marks = [...stale, ...moved.marks];
  await computeInChunks(context, portalId, moved.tier, scoring);
  const touched = [...new Set([...marks.map((mark) => mark.companyId), ...moved.tier])];
  const report = await publishAccounts(context, portalId, touched);
  // Only now: a crash before this line computes and compares them again.
  for (let at = 0; at < marks.length; at += CHUNK) {
    await clearStale(context.db.kysely, portalId, marks.slice(at, at + CHUNK));
  }
  return report;
}

/** Computes one account at once, for the person in front of its card, and marks it: the refresh that follows publishes. */
export async function refreshAccount(context: SyncContext, portalId: number, companyId: string): Promise<void> {
  const scoring = await loadScoring(context, portalId);
  await computeAccounts(context, portalId, [companyId], scoring, { markAs: 'computed for its card' });
  await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
}

async function computeStale(context: SyncContext, portalId: number, scoring: PortalScoring): Promise<StaleMark[]> {
  const marks = await takeStale(context.db.kysely, portalId, 1_000_000);
  await computeInChunks(
    context,
    portalId,
    marks.map((mark) => mark.companyId),
    scoring,
  );
  return marks;
}

async function computeInChunks(
  context: SyncContext,
  portalId: number,
  companyIds: readonly string[],
  scoring: PortalScoring,
): Promise<void> {
  for (let at = 0; at < companyIds.length; at += CHUNK) {
    await computeAccounts(context, portalId, companyIds.slice(at, at + CHUNK), scoring);
  }
}
