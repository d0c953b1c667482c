import {
  clearStale,
  hasStale,
  markComputed,
  takeComputed,
  takeStale,
  type StaleMark,
} from '../../storage/stale-accounts.ts';
import { getLastTierRound } from '../../storage/tier-rounds.ts';
import { publishAccounts, type PublishReport } from '../publish/publish-accounts.ts';
import type { SyncContext } from '../sync-context.ts';
import { assignPortalTiers, isRoundDue } from './assign-portal-tiers.ts';
import { computeAccounts, type PortalScoring } from './compute-accounts.ts';
import { loadCurrentScoring, loadScoring } from './load-scoring.ts';

/** Accounts whose facts are in memory at once. */
const CHUNK = 200;
/** Accounts computed between two looks at tiers and publishing, at most. */
const SLICE = 2_000;
/**
 * Urgent ones are computed for this long, or so many times as long as tiers and publishing took the last time, before
 * those that are done are published: a crowd of them does not keep the first waiting for the last.
 */
const URGENT_MS = 1_000;
const URGENT_BY_ROUND = 3;
/** Accounts compared for publishing at once. */
const PUBLISHED = 1_000;

interface Refresh {
  context: SyncContext;
  portalId: number;
  signal: AbortSignal | undefined;
  report: PublishReport;
  /** How long the last slice's tiers and publishing took. */
  roundMs: number;
}

/**
 * Brings the portal up to date, slice by slice until no account waits: computes stale accounts, the urgent ones first,
 * assigns all tiers where something they depend on moved, and publishes what differs. Every step is kept, so that a run
 * that is aborted, or dies, goes on where it was; a mark set meanwhile is taken up.
 * @throws the signal's reason where it is aborted
 */
export async function refreshPortal(
  context: SyncContext,
  portalId: number,
  signal?: AbortSignal,
): Promise<PublishReport> {
  const refresh: Refresh = { context, portalId, signal, report: { written: 0, refused: 0 }, roundMs: 0 };
  do await refreshSlice(refresh);
  while (await hasStale(context.db.kysely, portalId, { urgent: false }));
  return refresh.report;
}

/** Computes one account at once, for the person in front of its card, and marks it: the refresh that follows publishes. */
export async function refreshAccount(context: SyncContext, portalId: number, companyId: string): Promise<void> {
  const scoring = await loadScoring(context, portalId);
  await computeAccounts(context, portalId, [companyId], scoring, { markAs: 'computed for its card' });
  await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
}

async function refreshSlice(refresh: Refresh): Promise<void> {
  const { context, portalId } = refresh;
  const { kysely } = context.db;
  const scoring = await loadCurrentScoring(context, portalId);
  const slice = await takeStale(kysely, portalId, SLICE);
  const urgent = slice.filter((mark) => mark.urgent);
  const others = slice.filter((mark) => !mark.urgent);
  // What somebody waits for does not wait for a night's worth of others, which go on a chunk at a time.
  await computeMarked(refresh, urgent.length > 0 ? [...urgent, ...others.slice(0, CHUNK)] : others, scoring);
  const computedAt = performance.now();
  const areLeft = await hasStale(kysely, portalId, { urgent: false });
  const last = await getLastTierRound(kysely, portalId);
  // Without tiers half the truth would be published: the first run scores all before it assigns and publishes any.
  if (last === null && areLeft) return;
  const isSettled = urgent.length > 0 && last?.modelVersion === scoring.model.version;
  if ((!areLeft || isSettled) && (await isRoundDue(context, portalId, last, scoring.model))) {
    const moved = await assignPortalTiers(context, portalId, scoring.model);
    await computeMarked(refresh, moved, scoring);
  }
  await publishComputed(refresh);
  refresh.roundMs = performance.now() - computedAt;
}

/** Computes accounts in chunks: those that are not urgent until an urgent one comes, urgent ones for a while. */
async function computeMarked(
  { context, portalId, signal, roundMs }: Refresh,
  marks: readonly (StaleMark & { urgent?: boolean })[],
  scoring: PortalScoring,
): Promise<void> {
  const { kysely } = context.db;
  const canWait = marks[0]?.urgent === false;
  const isUrgent = marks[0]?.urgent === true;
  const until = performance.now() + Math.max(URGENT_MS, URGENT_BY_ROUND * roundMs);
  for (let start = 0; start < marks.length; start += CHUNK) {
    signal?.throwIfAborted();
    if (start > 0 && canWait && (await hasStale(kysely, portalId, { urgent: true }))) return;
    if (start > 0 && isUrgent && performance.now() > until) return;
    const chunk = marks.slice(start, start + CHUNK);
    const companyIds = chunk.map((mark) => mark.companyId);
    await computeAccounts(context, portalId, companyIds, scoring);
    await markComputed(kysely, portalId, chunk);
  }
}

async function publishComputed({ context, portalId, signal, report }: Refresh): Promise<void> {
  const { kysely } = context.db;
  for (;;) {
    signal?.throwIfAborted();
    const marks = await takeComputed(kysely, portalId, PUBLISHED);
    if (marks.length === 0) return;
    const { written, refused } = await publishAccounts(
      context,
      portalId,
      marks.map((mark) => mark.companyId),
    );
    report.written += written;
    report.refused += refused;
    // Only now: a crash before this line compares them again.
    await clearStale(kysely, portalId, marks);
  }
}
