import { computePortalNorms } from '../../domain/fit/portal-norms.ts';
import type { Model } from '../../domain/model/model.ts';
import type { PortalNorms } from '../../domain/scores.ts';
import { NotFoundError } from '../../errors.ts';
import { loadAllCompanyProperties } from '../../storage/account-facts.ts';
import { listDealAmounts } from '../../storage/deals.ts';
import { getActiveModel } from '../../storage/models.ts';
import { countPlayOutcomes } from '../../storage/play-runs.ts';
import { getPortalNorms, savePortalNorms } from '../../storage/portal-norms.ts';
import type { SyncContext } from '../sync-context.ts';
import type { PortalScoring } from './compute-accounts.ts';

/**
 * What the accounts of a portal are scored by, with the portal's norms as the last refresh found them: cheap enough for
 * a click.
 * @throws NotFoundError where the portal has no model: it was never installed
 */
export async function loadScoring(context: SyncContext, portalId: number): Promise<PortalScoring> {
  const model = await requireModel(context, portalId);
  const kept = await getPortalNorms(context.db.kysely, portalId, model.version);
  const norms = kept ?? (await renewNorms(context, portalId, model));
  return { model, norms, successByPlay: await loadSuccess(context, portalId) };
}

/**
 * The same with the norms of this moment, which are kept: reads every company of the portal.
 * @throws NotFoundError where the portal has no model: it was never installed
 */
export async function renewScoring(context: SyncContext, portalId: number): Promise<PortalScoring> {
  const model = await requireModel(context, portalId);
  const norms = await renewNorms(context, portalId, model);
  return { model, norms, successByPlay: await loadSuccess(context, portalId) };
}

async function requireModel(context: SyncContext, portalId: number): Promise<Model> {
  const model = await getActiveModel(context.db.kysely, portalId);
  if (model === null) throw new NotFoundError(`Portal ${portalId} has no active model.`);
  return model;
}

async function renewNorms(context: SyncContext, portalId: number, model: Model): Promise<PortalNorms> {
  const { kysely } = context.db;
  const names = [...new Set(model.fit.criteria.map((criterion) => criterion.property))];
  const companies = await loadAllCompanyProperties(kysely, portalId, names);
  const amounts = await listDealAmounts(kysely, portalId);
  const properties = companies.map((company) => company.properties);
  const norms = computePortalNorms(properties, model.fit, context.scoringTime(), amounts);
  await savePortalNorms(kysely, portalId, model.version, norms);
  return norms;
}

async function loadSuccess(context: SyncContext, portalId: number): Promise<PortalScoring['successByPlay']> {
  const outcomes = await countPlayOutcomes(context.db.kysely, portalId);
  return Object.fromEntries(
    Object.entries(outcomes).map(([playId, { completed, abandoned }]) => [
      playId,
      { successes: completed, n: completed + abandoned },
    ]),
  );
}
