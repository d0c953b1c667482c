import { z } from 'zod';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { ROLE_IDS } from '../../domain/facts.ts';
import { findTextFaults } from '../../domain/plays/check-text.ts';
import { listLibrary } from '../../domain/plays/content-library.ts';
import type { LibraryText } from '../../domain/plays/library-text.ts';
import { STARTER_TEXTS } from '../../domain/plays/starter-texts.ts';
import { STEP_CHANNELS } from '../../domain/plays/play-types.ts';
import { isSame } from '../../domain/plays/portal-plays.ts';
import { STAGE_IDS } from '../../domain/stage/stage-ids.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { countRatings, listPlayTexts, ratePlayText, savePlayText } from '../../storage/plays/play-texts.ts';
import { lockPortal } from '../../storage/portal/portals.ts';
import { markAllStale } from '../../storage/accounts/stale-accounts.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { hashId } from '../hash-id.ts';
import type { SyncContext } from '../sync-context.ts';

/** A text of the library as an admin sends it; every merge field of it must be one there is. */
export const libraryTextSchema = z
  .strictObject({
    role: z.enum(ROLE_IDS).nullable(),
    stage: z.enum(STAGE_IDS).nullable(),
    industry: z.string().trim().min(1, 'must be an industry').max(100).nullable(),
    channel: z.enum(STEP_CHANNELS),
    title: z.string().trim().min(1, 'must be a title').max(100),
    text: z.string().trim().min(1, 'must be a text').max(4_000),
    archived: z.boolean(),
  })
  .superRefine(({ role, stage, industry, text }, refinement) => {
    for (const message of findTextFaults(text, { hasRole: true })) {
      refinement.addIssue({ code: 'custom', message, path: ['text'] });
    }
    if (role === null && stage === null && industry === null) {
      refinement.addIssue({
        code: 'custom',
        message: 'choose a role, a stage or an industry it is for',
        path: ['role'],
      });
    }
  });
type TextInput = z.infer<typeof libraryTextSchema>;

/** A text as somebody read it before they changed it. */
export const seenTextSchema = z.strictObject({
  role: z.string().nullable(),
  stage: z.string().nullable(),
  industry: z.string().nullable(),
  channel: z.string(),
  title: z.string(),
  text: z.string(),
});
type SeenText = z.infer<typeof seenTextSchema>;

/** The texts that plays of a portal draw from, with what reps said of them. */
export async function loadLibrary(db: Db, portalId: number): Promise<LibraryText[]> {
  const ratings = await countRatings(db, portalId);
  const library = listLibrary(await listPlayTexts(db, portalId, ratings));
  return library.map((text) => ({ ...text, ratings: ratings.get(text.textId) ?? text.ratings }));
}

/** The texts that no play takes any more, which can be used again. */
export async function loadUnusedTexts(db: Db, portalId: number): Promise<LibraryText[]> {
  return (await listPlayTexts(db, portalId))
    .filter(({ archived }) => archived)
    .map(({ archived: _archived, ...text }) => text);
}

/**
 * Writes a text of the library, a new one where `textId` is null; says so in the audit log and has every account seen
 * anew. A repeat changes nothing.
 * @param change with `seen` it is refused where the text is another by now
 * @throws NotFoundError for a text there is none of; InvalidInputError where somebody changed it since
 */
export async function writeText(
  context: SyncContext,
  change: {
    portalId: number;
    textId: string | null;
    requestId: string;
    changedBy: string;
    text: TextInput;
    seen?: SeenText | undefined;
  },
): Promise<void> {
  const { portalId, requestId, changedBy: by, text } = change;
  const textId = change.textId ?? `text-${hashId(12, requestId)}`;
  await context.db.transaction(async (trx) => {
    await lockPortal(trx, portalId);
    const own = (await listPlayTexts(trx, portalId)).find((each) => each.textId === textId);
    const starter = STARTER_TEXTS.find((each) => each.textId === textId);
    const held = own ?? (starter === undefined ? null : { ...starter, archived: false });
    if (held === null && change.textId !== null) throw new NotFoundError('There is no such text.');
    const next = { ...text, textId };
    const { ratings: _ratings, ...before } = held ?? { ratings: null };
    if (isSame(before, next)) return;
    if (held !== null && change.seen !== undefined && !isSame({ ...before, ...change.seen }, before)) {
      throw new InvalidInputError(
        `"${held.title}" was changed since you read it. Open the library again, then make your change.`,
      );
    }
    const at = context.now();
    await savePlayText(trx, portalId, next, { at, by });
    const action = text.archived ? 'library text archived' : 'library text written';
    const details = { title: text.title };
    await appendAudit(trx, portalId, { at, actor: by, action, subject: `text:${textId}`, details });
    await markAllStale(trx, portalId, 'library changed');
    await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId), trx });
  });
}

/**
 * Keeps whether a text helped who used it: the order of the library follows, as accounts are computed.
 * @throws NotFoundError for a text there is none of
 */
export async function rateText(
  context: SyncContext,
  rating: { portalId: number; textId: string; helpful: boolean; ratedBy: string },
): Promise<void> {
  const { kysely } = context.db;
  const known = (await loadLibrary(kysely, rating.portalId)).some(({ textId }) => textId === rating.textId);
  if (!known) throw new NotFoundError('This text is in the library no more: reload the card.');
  await ratePlayText(kysely, rating.portalId, { ...rating, ratedAt: context.now() });
}
