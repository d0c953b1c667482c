import { computePortalNorms } from '../../domain/fit/portal-norms.ts';
import { NotFoundError } from '../../errors.ts';
import { loadAllCompanyProperties } from '../../storage/account-facts.ts';
import { listDealAmounts } from '../../storage/deals.ts';
import { getActiveModel } from '../../storage/models.ts';
import { countPlayOutcomes } from '../../storage/play-runs.ts';
import type { SyncContext } from '../sync-context.ts';
import type { PortalScoring } from './compute-accounts.ts';

/**
 * The portal's model and the figures that depend on all of its accounts.
 * @throws NotFoundError where the portal has no model: it was never installed
 */
export async function loadScoring(context: SyncContext, portalId: number): Promise<PortalScoring> {
  const { kysely } = context.db;
  const model = await getActiveModel(kysely, portalId);
  if (model === null) throw new NotFoundError(`Portal ${portalId} has no active model.`);
  const names = [...new Set(model.fit.criteria.map((criterion) => criterion.property))];
  const companies = await loadAllCompanyProperties(kysely, portalId, names);
  const amounts = await listDealAmounts(kysely, portalId);
  const properties = companies.map((company) => company.properties);
  const norms = computePortalNorms(properties, model.fit, context.scoringTime(), amounts);
  const outcomes = await countPlayOutcomes(kysely, portalId);
  const successByPlay = Object.fromEntries(
    Object.entries(outcomes).map(([playId, { completed, abandoned }]) => [
      playId,
      { successes: completed, n: completed + abandoned },
    ]),
  );
  return { model, norms, successByPlay };
}
