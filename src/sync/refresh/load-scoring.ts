import { isDeepStrictEqual } from 'node:util';
import { tallyPortalNorms } from '../../domain/fit/portal-norms.ts';
import type { Model } from '../../domain/model/model.ts';
import type { PortalNorms } from '../../domain/scores.ts';
import { NotFoundError } from '../../errors.ts';
import { listCompanyProperties } from '../../storage/accounts/account-facts.ts';
import { listDealAmounts } from '../../storage/mirror/deals.ts';
import { getActiveModel } from '../../storage/portal/models.ts';
import { getTimeZone } from '../../storage/portal/portals.ts';
import { countRunOutcomes } from '../../storage/plays/play-outcomes.ts';
import { getPortalNorms, savePortalNorms } from '../../storage/accounts/portal-norms.ts';
import { countStaleSince, getLatestMark, markAllStale } from '../../storage/accounts/stale-accounts.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { loadPortalRoles } from '../committee/portal-roles.ts';
import { loadClusters } from '../plays/load-clusters.ts';
import { loadLibrary } from '../plays/text-library.ts';
import { readCountedSince } from '../plays/counted-since.ts';
import { loadPortalPlays } from '../plays/portal-plays.ts';
import { giveWay } from '../pace.ts';
import type { SyncContext } from '../sync-context.ts';
import type { PortalScoring } from './compute-accounts.ts';

/** Norms are renewed once this share of the portal waits to be computed: every night all of it does. */
const RENEWED_BY_SHARE = 0.25;
/** Companies whose properties are in memory at once. */
const PAGE = 2_000;

/**
 * What a portal's accounts are scored by, with its norms as last computed: cheap enough for a click.
 * @throws NotFoundError where the portal has no model: it was never installed
 */
export async function loadScoring(context: SyncContext, portalId: number): Promise<PortalScoring> {
  const { kysely } = context.db;
  const model = await loadModel(kysely, portalId);
  const kept = await getPortalNorms(kysely, portalId, model.version);
  const norms = kept === null ? await renewNorms(context, portalId, model, null) : kept.norms;
  const roles = await loadPortalRoles(kysely, portalId);
  const plays = await loadPortalPlays(kysely, portalId, roles);
  const clusters = await loadClusters(kysely, portalId);
  const library = await loadLibrary(kysely, portalId);
  const successByPlay = await countRunOutcomes(kysely, portalId, await readCountedSince(context, portalId));
  return { model, norms, roleLabels: roles.labels, plays, clusters, library, successByPlay };
}

/**
 * Recomputes the portal's norms if much has changed since: that reads every company of the portal, and if the norms
 * differ, every account is marked to be scored again.
 * @throws NotFoundError where the portal has no model: it was never installed
 */
export async function keepNormsCurrent(context: SyncContext, portalId: number): Promise<void> {
  const { kysely } = context.db;
  const model = await loadModel(kysely, portalId);
  const kept = await getPortalNorms(kysely, portalId, model.version);
  if (kept !== null) {
    if (!isMuch(await countStaleSince(kysely, portalId, kept.mark), kept.companies)) return;
  }
  await renewNorms(context, portalId, model, kept?.norms ?? null);
}

function isMuch(waiting: number, companies: number): boolean {
  return waiting > 0 && waiting >= RENEWED_BY_SHARE * companies;
}

async function loadModel(db: Db, portalId: number): Promise<Model> {
  const model = await getActiveModel(db, portalId);
  if (model === null) throw new NotFoundError(`Portal ${portalId} has no active model.`);
  return model;
}

async function renewNorms(
  context: SyncContext,
  portalId: number,
  model: Model,
  former: PortalNorms | null,
): Promise<PortalNorms> {
  const began = await getLatestMark(context.db.kysely);
  const { norms, companies } = await findNorms(context, portalId, model);
  await context.db.transaction(async (trx) => {
    const isMoved = isMuch(await countStaleSince(trx, portalId, began), companies);
    if (former !== null && !isDeepStrictEqual(former, norms)) {
      await markAllStale(trx, portalId, 'the norms of the portal moved');
    }
    // Changes made while the companies were read may be missing from the result: if there are many, the norms are checked again.
    const mark = isMoved ? began : await getLatestMark(trx);
    await savePortalNorms(trx, portalId, model.version, { norms, companies, mark });
  });
  return norms;
}

/** The portal's norms under a model as its companies are now; nothing is kept. */
export async function findNorms(
  context: SyncContext,
  portalId: number,
  model: Model,
): Promise<{ norms: PortalNorms; companies: number }> {
  const { kysely } = context.db;
  const names = [...new Set(model.fit.criteria.map((criterion) => criterion.property))];
  const tally = tallyPortalNorms(model.fit, context.scoringTime(), await getTimeZone(kysely, portalId));
  let companies = 0;
  let after: string | null = null;
  for (;;) {
    await giveWay();
    const page = await listCompanyProperties(kysely, portalId, names, after, PAGE);
    for (const { properties } of page) tally.add(properties);
    companies += page.length;
    after = page.at(-1)?.companyId ?? null;
    if (page.length < PAGE) break;
  }
  return { norms: tally.conclude(await listDealAmounts(kysely, portalId)), companies };
}
