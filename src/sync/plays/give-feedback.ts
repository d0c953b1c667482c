import { NotFoundError } from '../../errors.ts';
import { PLAYS } from '../../domain/plays/play-registry.ts';
import { savePlayFeedback } from '../../storage/play-feedback.ts';
import { markStale } from '../../storage/stale-accounts.ts';
import type { SyncContext } from '../sync-context.ts';

interface FeedbackRequest {
  portalId: number;
  companyId: string;
  playId: string;
  requestId: string;
  givenBy: string;
}

export type PlayFeedbackRequest = FeedbackRequest &
  ({ kind: 'snoozed'; days: number } | { kind: 'dismissed'; reason: string } | { kind: 'undone' });

const DAY_MS = 86_400_000;

/**
 * Keeps what a rep said of a recommended play. A snooze holds for its days, a dismissal for the play's cool-down.
 * @throws NotFoundError for a play there is none of
 */
export async function giveFeedback(context: SyncContext, request: PlayFeedbackRequest): Promise<void> {
  const { portalId, companyId, playId, requestId, givenBy, kind } = request;
  const play = PLAYS.find((each) => each.id === playId);
  if (play === undefined) throw new NotFoundError(`There is no play "${playId}".`);
  const givenAt = context.scoringTime();
  const days = kind === 'snoozed' ? request.days : kind === 'dismissed' ? play.cooldownDays : 0;
  const reason = kind === 'dismissed' ? request.reason : null;
  const until = givenAt + days * DAY_MS;
  await context.db.transaction(async (trx) => {
    await savePlayFeedback(trx, portalId, { requestId, companyId, playId, kind, reason, givenAt, givenBy, until });
    await markStale(trx, portalId, [companyId], `play ${kind}`);
  });
}
