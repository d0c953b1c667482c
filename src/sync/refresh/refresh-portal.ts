import {
  clearStale,
  hasStale,
  markComputed,
  takeComputed,
  takeStale,
  type StaleMark,
} from '../../storage/accounts/stale-accounts.ts';
import { getLastTierRound } from '../../storage/target-list/tier-rounds.ts';
import { publishAccounts, type PublishOptions, type PublishReport } from '../publish/publish-accounts.ts';
import { inBackground, urgently } from '../pace.ts';
import type { SyncContext } from '../sync-context.ts';
import { assignFirstTiers } from './assign-first-tiers.ts';
import { assignPortalTiers, isRoundDue } from './assign-portal-tiers.ts';
import { computeAccounts, type PortalScoring } from './compute-accounts.ts';
import { CHUNK, eachChunk } from './each-chunk.ts';
import { keepNormsCurrent, loadScoring } from './load-scoring.ts';

/** Accounts computed between two looks at what they are scored by. */
const SLICE = 2_000;
/** The last of a slice are published after it: where they are the portal's last, tiers are assigned in between. */
const PUBLISHED_AFTER = 400;
/**
 * Urgent accounts are computed for this long, or for this multiple of the time tiers and publishing last took, before
 * the finished ones are published: in a crowd the first does not wait for the last.
 */
const URGENT_MS = 1_000;
const URGENT_BY_ROUND = 3;
/** Accounts compared for publishing at once. */
const PUBLISHED = 250;

interface Refresh {
  context: SyncContext;
  portalId: number;
  signal: AbortSignal | undefined;
  report: PublishReport;
  /** How long the last slice's tiers and publishing took. */
  roundMs: number;
  /** What is being published while others are computed. */
  publishing: Promise<void>;
  /** Stays so where it failed: it is not begun anew before somebody has heard of it. */
  isPublishing: boolean;
}

/**
 * Brings the portal up to date, slice by slice until no account waits: computes stale accounts, the urgent ones first,
 * assigns all tiers where something they depend on moved, and publishes what differs. Every step is saved, so that a
 * run that is aborted, or dies, resumes where it stopped; a mark set meanwhile is picked up.
 * @throws the signal's reason where it is aborted
 */
export async function refreshPortal(
  context: SyncContext,
  portalId: number,
  signal?: AbortSignal,
): Promise<PublishReport> {
  const { kysely } = context.db;
  const report = { written: 0, refused: 0 };
  const idle = { publishing: Promise.resolve(), isPublishing: false };
  const refresh: Refresh = { context, portalId, signal, report, roundMs: 0, ...idle };
  if ((await getLastTierRound(kysely, portalId)) === null) await assignFirstTiers(context, portalId, signal);
  try {
    do await refreshAtPace(refresh);
    while (await hasStale(kysely, portalId, { urgent: false }));
    await publishRest(refresh);
  } finally {
    await Promise.allSettled([refresh.publishing]);
  }
  return report;
}

/** Computes one account at once, for the person in front of its card, and marks it: the refresh that follows publishes. */
export async function refreshAccount(context: SyncContext, portalId: number, companyId: string): Promise<void> {
  await urgently(async () => {
    const scoring = await loadScoring(context, portalId);
    await computeAccounts(context, portalId, [companyId], scoring, { markAs: 'computed for its card' });
  });
  await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
}

async function refreshAtPace(refresh: Refresh): Promise<void> {
  const isUrgent = await hasStale(refresh.context.db.kysely, refresh.portalId, { urgent: true });
  await (isUrgent ? urgently : inBackground)(() => refreshSlice(refresh));
}

async function refreshSlice(refresh: Refresh): Promise<void> {
  const { context, portalId } = refresh;
  const { kysely } = context.db;
  // In this order: who changes what accounts are scored by marks them all, and a mark that is taken is cleared only by
  // what was computed with everything that was chosen before it.
  await keepNormsCurrent(context, portalId);
  const slice = await takeStale(kysely, portalId, SLICE);
  const scoring = await loadScoring(context, portalId);
  const urgent = slice.filter((mark) => mark.urgent);
  const others = slice.filter((mark) => !mark.urgent);
  // What somebody waits for does not wait for a night's worth of others, which go on a chunk at a time.
  const marks = urgent.length > 0 ? [...urgent, ...others.slice(0, CHUNK)] : others;
  await computeMarked(refresh, marks, scoring);
  const computedAt = performance.now();
  const areLeft = await hasStale(kysely, portalId, { urgent: false });
  const last = await getLastTierRound(kysely, portalId);
  const isSettled = urgent.length > 0 && last?.modelVersion === scoring.model.version;
  if ((!areLeft || isSettled) && isRoundDue(context, last, scoring.model)) {
    const places = !areLeft && others.length > 0;
    const moved = await assignPortalTiers(context, portalId, scoring.model, { places });
    // Their marks stand in the place of those of what was changed meanwhile.
    if (moved.length > 0) await computeMarked(refresh, moved, await loadScoring(context, portalId));
  }
  if (areLeft && urgent.length === 0) {
    await refresh.publishing;
    publishBeside(refresh);
  } else await publishRest(refresh);
  refresh.roundMs = performance.now() - computedAt;
}

/**
 * Computes accounts in chunks: those that are not urgent until an urgent one comes, urgent ones for a while. What is
 * computed of the former is published meanwhile.
 */
async function computeMarked(
  refresh: Refresh,
  marks: readonly (StaleMark & { urgent?: boolean })[],
  scoring: PortalScoring,
): Promise<void> {
  const { context, portalId, signal, roundMs } = refresh;
  const { kysely } = context.db;
  const canWait = marks[0]?.urgent === false;
  const isUrgent = marks[0]?.urgent === true;
  const until = performance.now() + Math.max(URGENT_MS, URGENT_BY_ROUND * roundMs);
  await eachChunk(marks, async (chunk, index) => {
    signal?.throwIfAborted();
    if (index > 0 && canWait && (await hasStale(kysely, portalId, { urgent: true }))) return;
    if (index > 0 && isUrgent && performance.now() > until) return;
    const companyIds = chunk.map((mark) => mark.companyId);
    await computeAccounts(context, portalId, companyIds, scoring);
    await markComputed(kysely, portalId, chunk);
    if (canWait && marks.length - (index + 1) * CHUNK >= PUBLISHED_AFTER) publishBeside(refresh);
  });
}

/** Publishes computed accounts in full requests, unless that is under way; computing does not wait for it. */
function publishBeside(refresh: Refresh): void {
  if (refresh.isPublishing) return;
  refresh.publishing = publishFull(refresh);
  // Whoever waits for it next hears of it.
  refresh.publishing.catch(() => undefined);
}

async function publishFull(refresh: Refresh): Promise<void> {
  refresh.isPublishing = true;
  await publishComputed(refresh, { onlyFull: true });
  refresh.isPublishing = false;
}

async function publishRest(refresh: Refresh): Promise<void> {
  await refresh.publishing;
  await publishComputed(refresh, {});
}

async function publishComputed({ context, portalId, signal, report }: Refresh, options: PublishOptions): Promise<void> {
  const { kysely } = context.db;
  for (;;) {
    signal?.throwIfAborted();
    const marks = await takeComputed(kysely, portalId, PUBLISHED);
    if (marks.length === 0) return;
    const companyIds = marks.map((mark) => mark.companyId);
    const onlyFull = options.onlyFull === true || marks.length === PUBLISHED;
    const { written, refused, left } = await publishAccounts(context, portalId, companyIds, { onlyFull });
    report.written += written;
    report.refused += refused;
    const waiting = new Set(left);
    const done = marks.filter(({ companyId }) => !waiting.has(companyId));
    // Only now: a crash before this line compares them again.
    await clearStale(kysely, portalId, done);
    if (marks.length < PUBLISHED) return;
  }
}
