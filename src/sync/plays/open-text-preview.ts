import { findPerson } from '../../domain/plays/account-moments.ts';
import { findMisfits } from '../../domain/plays/content-library.ts';
import type { LibraryText } from '../../domain/plays/library-text.ts';
import { collectMergeFields, fillKnown, listUnknownFields, resolveText } from '../../domain/plays/merge-fields.ts';
import { loadAccountFacts } from '../../storage/accounts/account-facts.ts';
import { loadHeldPositions } from '../../storage/accounts/account-scores.ts';
import { judgeAccount, NEW_ACCOUNT } from '../refresh/judge-account.ts';
import { loadScoring } from '../refresh/load-scoring.ts';
import { retentionStart, type SyncContext } from '../sync-context.ts';

/** A text as it would be written. */
interface ShownText {
  /** To whom; `null` where nobody is known in the role. */
  to: string | null;
  /** With every merge field that is known filled in. */
  text: string;
  /** Whether all of it is filled in: otherwise no step of a play takes the text there. */
  resolves: boolean;
  /** The merge fields that are not known. */
  unknown: string[];
  /** In what the account is another than those the text is made for. */
  misfits: ('stage' | 'industry')[];
}

/** How a text for a role reads at one account. */
type ShowText = (text: Pick<LibraryText, 'role' | 'stage' | 'industry' | 'text'>) => ShownText;

/**
 * Loads an account once, to preview texts as they would be written there: to the likeliest holder of the text's role, or
 * to anybody known if it is for any role.
 * @returns `null` for a company that is not held
 * @throws NotFoundError where the portal has no model
 */
export async function openTextPreview(
  context: SyncContext,
  portalId: number,
  companyId: string,
): Promise<ShowText | null> {
  const { kysely } = context.db;
  const now = context.scoringTime();
  const [facts] = await loadAccountFacts(kysely, portalId, [companyId], { since: retentionStart(context) });
  if (facts === undefined) return null;
  const scoring = await loadScoring(context, portalId);
  const held = (await loadHeldPositions(kysely, portalId, [companyId])).get(companyId);
  const result = judgeAccount(facts, held ?? NEW_ACCOUNT, scoring, now);
  const cluster = scoring.clusters.get(companyId);
  const { roleLabels, model } = scoring;
  const scene = { facts, result, roleLabels, model, now, ...(cluster === undefined ? {} : { cluster }) };
  const at = { stage: result.stage.id, industry: facts.properties['industry'] ?? null };
  return ({ role, text, ...madeFor }) => {
    const [first] = result.committee.roles
      .filter((each) => role === null || each.role === role)
      .flatMap(({ candidates }) => candidates)
      .toSorted((a, b) => b.confidence - a.confidence);
    const fields = collectMergeFields(scene, first === undefined ? [] : [first.contactId], role);
    const to = first === undefined ? null : (findPerson(facts, first.contactId)?.name ?? null);
    return {
      to,
      text: fillKnown(text, fields),
      resolves: resolveText(text, fields) !== null,
      unknown: listUnknownFields(text, fields),
      misfits: findMisfits(madeFor, at),
    };
  };
}
