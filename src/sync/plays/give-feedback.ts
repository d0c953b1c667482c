import { appendAudit } from '../../storage/portal/audit-log.ts';
import { savePlayFeedback } from '../../storage/plays/play-feedback.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import { requireCompany } from '../require-company.ts';
import type { SyncContext } from '../sync-context.ts';
import { DAY_MS } from '../../domain/day-ms.ts';
import { getPortalPlay } from './portal-plays.ts';

interface FeedbackRequest {
  portalId: number;
  companyId: string;
  playId: string;
  requestId: string;
  givenBy: string;
}

export type PlayFeedbackRequest = FeedbackRequest &
  ({ kind: 'snoozed'; days: number } | { kind: 'dismissed'; reason: string } | { kind: 'undone' });

/**
 * Keeps what a rep said of a recommended play. A snooze holds for its days, a dismissal for the play's cool-down.
 * @throws NotFoundError for a play there is none of, or a company that is not mirrored
 */
export async function giveFeedback(context: SyncContext, request: PlayFeedbackRequest): Promise<void> {
  const { portalId, companyId, playId, requestId, givenBy, kind } = request;
  const { play } = await getPortalPlay(context.db.kysely, portalId, playId);
  await requireCompany(context.db.kysely, portalId, companyId);
  const givenAt = context.scoringTime();
  const days = kind === 'snoozed' ? request.days : kind === 'dismissed' ? play.cooldownDays : 0;
  const reason = kind === 'dismissed' ? request.reason : null;
  const until = givenAt + days * DAY_MS;
  await context.db.transaction(async (trx) => {
    const feedback = { requestId, companyId, playId, kind, reason, givenAt, givenBy, until };
    if (!(await savePlayFeedback(trx, portalId, feedback))) return;
    const action = kind === 'undone' ? 'play brought back' : `play ${kind}`;
    const details = { playId, ...(kind === 'snoozed' && { days }), ...(reason !== null && { reason }) };
    await appendAudit(trx, portalId, { at: givenAt, actor: givenBy, action, subject: `company:${companyId}`, details });
    await markStale(trx, portalId, [companyId], `play ${kind}`);
  });
}
