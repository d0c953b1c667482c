import { DAY_MS } from '../../domain/day-ms.ts';
import { ForbiddenError, NotFoundError, invalidField } from '../../errors.ts';
import { readName } from '../../storage/mirror/owners.ts';
import { markReviewed, unmarkReviewed } from '../../storage/program/account-reviews.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import {
  deleteReviewNote,
  editReviewNote,
  getReviewNote,
  insertReviewNote,
} from '../../storage/program/review-notes.ts';
import { readChangeRight } from '../settings/change-right.ts';
import { requireCompany } from '../require-company.ts';
import type { SyncContext } from '../sync-context.ts';

interface Click {
  portalId: number;
  companyId: string;
  /** Signed e-mail address of the user. */
  by: string;
}

/**
 * Keeps a note on an account. The same request again keeps none.
 * @throws NotFoundError for a company that is not mirrored
 */
export async function noteOnAccount(
  context: SyncContext,
  { portalId, companyId, by, requestId, text }: Click & { requestId: string; text: string },
): Promise<void> {
  await requireCompany(context.db.kysely, portalId, companyId);
  const note = { noteId: requestId, companyId, text, notedAt: context.now(), notedBy: by.toLowerCase() };
  await insertReviewNote(context.db.kysely, portalId, note);
}

/**
 * Gives a note another text.
 * @throws NotFoundError where it was removed; ForbiddenError for who did not write it
 */
export async function changeNote(
  context: SyncContext,
  { portalId, companyId, by, noteId, text }: Click & { noteId: string; text: string },
): Promise<void> {
  const note = await getReviewNote(context.db.kysely, portalId, noteId);
  if (note === null || note.companyId !== companyId) throw new NotFoundError('This note was removed.');
  if (note.notedBy !== by.toLowerCase()) {
    const author = await readName(context.db.kysely, portalId, note.notedBy);
    throw new ForbiddenError(`Only ${author} may change this note. Write one of your own.`);
  }
  await editReviewNote(context.db.kysely, portalId, { noteId, text, editedAt: context.now() });
}

/**
 * Removes a note; one that does not exist counts as removed. That an admin removed somebody else's is logged.
 * @throws ForbiddenError for who neither wrote it nor is an admin of the app
 */
export async function removeNote(
  context: SyncContext,
  { portalId, companyId, by, noteId }: Click & { noteId: string },
): Promise<void> {
  const { kysely } = context.db;
  const note = await getReviewNote(kysely, portalId, noteId);
  if (note === null || note.companyId !== companyId) return;
  if (note.notedBy === by.toLowerCase()) return deleteReviewNote(kysely, portalId, noteId);
  const { mayChange } = await readChangeRight(kysely, portalId, by);
  if (!mayChange) {
    const author = await readName(kysely, portalId, note.notedBy);
    throw new ForbiddenError(`Only ${author} or an admin of Roundtable may remove this note.`);
  }
  await context.db.transaction(async (trx) => {
    await deleteReviewNote(trx, portalId, noteId);
    const entry = { actor: by, action: 'review note removed', subject: `company:${companyId}`, details: {} };
    await appendAudit(trx, portalId, { at: context.now(), ...entry });
  });
}

/**
 * Marks an account as gone through in a week, or takes that back. Either may be repeated.
 * @throws NotFoundError for a company that is not mirrored; InvalidInputError for a week that is to come
 */
export async function markAccount(
  context: SyncContext,
  { portalId, companyId, by, week, reviewed }: Click & { week: string; reviewed: boolean },
): Promise<void> {
  await requireCompany(context.db.kysely, portalId, companyId);
  const reviewedAt = context.now();
  // A day ahead of UTC it may be Monday already.
  if (Date.parse(week) > reviewedAt + DAY_MS) {
    throw invalidField('week', 'must be a week that has begun');
  }
  const { kysely } = context.db;
  if (reviewed) await markReviewed(kysely, portalId, { companyId, week, reviewedAt, reviewedBy: by.toLowerCase() });
  else await unmarkReviewed(kysely, portalId, { companyId, week });
}
