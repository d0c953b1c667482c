import type { Db } from '../tables/tables.ts';

/** A rep snoozed or dismissed a play for an account, or took that back. */
export interface PlayFeedback {
  requestId: string;
  companyId: string;
  playId: string;
  kind: 'snoozed' | 'dismissed' | 'undone';
  reason: string | null;
  givenAt: number;
  givenBy: string;
  /** The play is not recommended before this moment; of `undone` it is `givenAt`. */
  until: number;
}

/** The last word on a play at an account, as its card reads it. */
export type PutOffPlay = Pick<PlayFeedback, 'playId' | 'kind' | 'until' | 'givenBy'>;

/** @returns whether it was new: a repeat of the same request changes nothing. The latest of an account and play holds */
export async function savePlayFeedback(db: Db, portalId: number, feedback: PlayFeedback): Promise<boolean> {
  const row = await db
    .insertInto('play_feedback')
    .values({
      portal_id: portalId,
      request_id: feedback.requestId,
      company_id: feedback.companyId,
      play_id: feedback.playId,
      kind: feedback.kind,
      reason: feedback.reason,
      given_at: new Date(feedback.givenAt),
      given_by: feedback.givenBy,
      until: new Date(feedback.until),
    })
    .onConflict((conflict) => conflict.columns(['portal_id', 'request_id']).doNothing())
    .returning('request_id')
    .executeTakeFirst();
  return row !== undefined;
}
