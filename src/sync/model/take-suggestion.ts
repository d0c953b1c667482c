import type { FitCriterion, FitModel } from '../../domain/fit/fit-model.ts';
import type { SuccessKind } from '../../domain/icp/judge-outcomes.ts';
import { suggestCriterion } from '../../domain/icp/suggest-criterion.ts';
import { invalidField } from '../../errors.ts';
import type { StoredModel } from '../../storage/portal/models.ts';
import type { SyncContext } from '../sync-context.ts';
import { changeDraft, openDraft } from './drafts.ts';
import { learnPortalIcp } from './learn-portal-icp.ts';
import { readVersions } from './read-versions.ts';

interface Taking {
  requestId: string;
  property: string;
  success: SuccessKind;
  by: string;
}

/**
 * Puts what the closed deals suggest of a property into the draft, in the place of its criterion there; a draft of the
 * active model is begun where there is none. A repeat finds it there.
 * @throws InvalidInputError where the deals suggest nothing of that property
 */
export async function takeSuggestion(
  context: SyncContext,
  portalId: number,
  { requestId, property, success, by }: Taking,
): Promise<StoredModel> {
  const { attributes } = await learnPortalIcp(context, portalId, success);
  const evidence = attributes.find(({ attribute }) => attribute.property === property);
  const criterion = evidence === undefined ? null : suggestCriterion(evidence);
  if (criterion === null) {
    throw invalidField('property', `your closed deals suggest nothing of "${property}" any more`);
  }
  const { draft } = await readVersions(context.db.kysely, portalId);
  const from = { kind: 'active' } as const;
  const { model } = draft ?? (await openDraft(context, portalId, { requestId, from, by }));
  return changeDraft(context, portalId, {
    version: model.version,
    model: ({ version: _version, ...held }) => ({ ...held, fit: putCriterion(held.fit, criterion) }),
    by,
  });
}

/** The fit with this criterion as the only one of its property, where the first of them was. */
function putCriterion(fit: FitModel, criterion: FitCriterion): FitModel {
  const isSame = ({ property }: FitCriterion): boolean => property === criterion.property;
  const first = fit.criteria.findIndex(isSame);
  if (first === -1) return { ...fit, criteria: [...fit.criteria, criterion] };
  const criteria = fit.criteria.flatMap((each, index) => (index === first ? [criterion] : isSame(each) ? [] : [each]));
  return { ...fit, criteria };
}
