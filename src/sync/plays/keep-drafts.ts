import { z } from 'zod';
import { AIMED_ACTS, AIMED_SCORES, AIMED_STATES } from '../../domain/plays/play-aim.ts';
import { dropPlayDraft, keepPlayDraft, listPlayDrafts, type PlayDraft } from '../../storage/plays/play-drafts.ts';
import type { Db } from '../../storage/tables/tables.ts';
import type { SyncContext } from '../sync-context.ts';
import type { Actor } from '../target-list/keys.ts';
import { getPortalPlay } from './portal-plays.ts';

const words = z.string().max(4_000);
/** An emptied field of a number is none. */
const count = z
  .number()
  .nullable()
  .transform((value) => value ?? 0);

/** A play as its form has it, which need not hold: it is judged when it is saved ({@link playEditSchema}). */
export const draftEditSchema = z.strictObject({
  name: words,
  tiers: z.array(z.union([z.literal(1), z.literal(2), z.literal(3), z.literal('none')])).max(4),
  stages: z.array(words).max(20),
  when: z.unknown(),
  closes: words,
  aim: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(AIMED_ACTS) }),
    z.strictObject({ kind: z.literal('role'), role: words, state: z.enum(AIMED_STATES) }),
    z.strictObject({ kind: z.literal('people'), atLeast: count }),
    z.strictObject({ kind: z.literal('score'), score: z.enum(AIMED_SCORES), min: count }),
    z.strictObject({ kind: z.literal('deal') }),
    z.strictObject({ kind: z.literal('pause'), days: count }),
  ]),
  outcomeWithinDays: count,
  cooldownDays: count,
  steps: z
    .array(
      z.strictObject({
        title: words,
        channel: words,
        who: words,
        addressee: z.enum(['contact', 'via']).exactOptional(),
        dueInDays: count,
        sequence: z.strictObject({ id: words, name: words }).exactOptional(),
        text: z.string().max(20_000),
        fromLibrary: z.boolean().exactOptional(),
      }),
    )
    .max(50),
});
type DraftEdit = z.infer<typeof draftEditSchema>;

/** An edit that somebody began and did not save. */
export type HeldDraft = Omit<PlayDraft, 'edit'> & { edit: DraftEdit };

/**
 * Keeps what somebody wrote of a play so far, for them alone, in place of what they wrote of it before.
 * @param draft `playId: null` of a play that is to be added
 * @throws NotFoundError for a play the portal has not
 */
export async function keepDraft(
  context: SyncContext,
  { portalId, userEmail }: Actor,
  draft: Omit<HeldDraft, 'draftedAt'>,
): Promise<void> {
  const { kysely } = context.db;
  if (draft.playId !== null) await getPortalPlay(kysely, portalId, draft.playId);
  await keepPlayDraft(kysely, portalId, userEmail.toLowerCase(), { ...draft, draftedAt: context.now() });
}

/** Forgets what somebody wrote of a play and did not save; where there is nothing, nothing happens. */
export async function discardDraft(
  { db }: SyncContext,
  { portalId, userEmail }: Actor,
  playId: string | null,
): Promise<void> {
  await dropPlayDraft(db.kysely, portalId, userEmail.toLowerCase(), playId);
}

/** What somebody wrote of plays and did not save, the latest first. */
export async function readDrafts(db: Db, { portalId, userEmail }: Actor): Promise<HeldDraft[]> {
  const drafts = await listPlayDrafts(db, portalId, userEmail.toLowerCase());
  return drafts.flatMap((draft) => {
    const { success, data: edit } = draftEditSchema.safeParse(draft.edit);
    return success ? [{ ...draft, edit }] : [];
  });
}
