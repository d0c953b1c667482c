import { DAY_MS } from '../../domain/day-ms.ts';
import { markAllStale } from '../../storage/accounts/stale-accounts.ts';
import { pruneScoreLog } from '../../storage/accounts/score-log.ts';
import { pruneActivities } from '../../storage/mirror/activities.ts';
import { pruneDealMoves } from '../../storage/mirror/deal-moves.ts';
import { pruneSignals } from '../../storage/mirror/signals.ts';
import { prunePlayDrafts } from '../../storage/plays/play-drafts.ts';
import { prunePlayDues } from '../../storage/plays/play-dues.ts';
import { getPortal } from '../../storage/portal/portals.ts';
import { pruneNotes } from '../../storage/portal/record-notes.ts';
import { pruneUse } from '../../storage/portal/request-log.ts';
import { pruneReviews } from '../../storage/program/account-reviews.ts';
import { pruneRefreshDecisions } from '../../storage/target-list/refresh-decisions.ts';
import { retentionStart, type SyncContext } from '../sync-context.ts';

/** A night's refresh of a portal is overtaken by what somebody waits for. */
const OVERNIGHT = -1;
/** What requests were made for is shown of today and the last hour. */
const USE_KEPT_MS = 2 * DAY_MS;
/** What somebody began and did not finish within a quarter is begun anew. */
const UNFINISHED_KEPT_MS = 90 * DAY_MS;

/**
 * Moves one portal on by a day: data older than the retention is deleted, and every account is scored at its new age.
 * The marks are set last, so that a run that failed earlier and is retried sets them once.
 */
export async function agePortal(context: SyncContext, portalId: number): Promise<void> {
  const { kysely } = context.db;
  if ((await getPortal(kysely, portalId))?.status !== 'active') return;
  const kept = retentionStart(context);
  await pruneActivities(kysely, portalId, kept);
  await pruneUse(kysely, portalId, context.now() - USE_KEPT_MS);
  await pruneSignals(kysely, portalId, kept);
  await pruneScoreLog(kysely, portalId, kept);
  await prunePlayDues(kysely, portalId, kept);
  await pruneDealMoves(kysely, portalId, kept);
  await pruneNotes(kysely, portalId, context.now());
  await pruneReviews(kysely, portalId, kept);
  await pruneRefreshDecisions(kysely, portalId, context.now() - UNFINISHED_KEPT_MS);
  await prunePlayDrafts(kysely, portalId, context.now() - UNFINISHED_KEPT_MS);
  await markAllStale(kysely, portalId, 'a day has passed');
  await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId), priority: OVERNIGHT });
}
